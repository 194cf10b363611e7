/** On to more rows. There are no page numbers: lists are cut by key, and totals are not counted. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import styles from './filters.module.css'
import { LinkButton } from './link-button.tsx'

type PagerProps = { newerHref?: string | undefined; olderHref?: string | undefined; note?: ReactNode }

export function Pager({ newerHref, olderHref, note }: PagerProps) {
  const t = useTranslations('filters')
  if (newerHref === undefined && olderHref === undefined && note == null) return null
  return (
    <div className={styles.pager}>
      <div className={styles.pagerNote}>{note}</div>
      <nav className={styles.pagerLinks} aria-label={t('pages')} data-print="never">
        {newerHref === undefined ? null : (
          <LinkButton href={newerHref} size="xs">
            {t('newer')}
          </LinkButton>
        )}
        {olderHref === undefined ? null : (
          <LinkButton href={olderHref} size="xs">
            {t('older')}
          </LinkButton>
        )}
      </nav>
    </div>
  )
}
