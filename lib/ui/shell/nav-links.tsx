'use client'

/** The links of the menu, with what waits behind each. */
import { useTranslations } from 'next-intl'
import { usePathname } from 'next/navigation'
import { TextLink } from '../text-link.tsx'
import { isCurrent, type NavItem } from './places.ts'
import styles from './shell.module.css'

export function NavLinks({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations('nav')
  const path = usePathname()
  return items.map(({ key, href, count = 0, urgent = false }) => (
    <TextLink key={key} href={href} className={styles.link} current={isCurrent(href, path)}>
      <span>{t(key)}</span>
      {count === 0 ? null : (
        <span className={styles.count} data-urgent={urgent}>
          <span aria-hidden="true">{count}</span>
          <span className={styles.spoken}>{t('count', { count })}</span>
        </span>
      )}
    </TextLink>
  ))
}
