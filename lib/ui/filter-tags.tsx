/** The filters that hold, each to be taken away by one press. */
import { useTranslations } from 'next-intl'
import styles from './filters.module.css'
import { TextLink } from './text-link.tsx'

export type FilterTag = { readonly label: string; readonly href: string }

export function FilterTags({ tags, clearHref }: { tags: readonly FilterTag[]; clearHref?: string }) {
  const t = useTranslations('filters')
  if (tags.length === 0) return null
  return (
    <div className={styles.tags} data-print="never">
      {tags.map(({ label, href }) => (
        <TextLink key={label} href={href} className={styles.tag} label={t('remove', { what: label })}>
          {label} <span aria-hidden="true">×</span>
        </TextLink>
      ))}
      {clearHref === undefined ? null : <TextLink href={clearHref}>{t('clear')}</TextLink>}
    </div>
  )
}
