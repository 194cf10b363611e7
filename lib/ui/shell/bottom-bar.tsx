'use client'

/** The menu of a phone: three rooms in reach of the thumb, the rest behind "More". */
import { useTranslations } from 'next-intl'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { NavLinks } from './nav-links.tsx'
import type { NavItem } from './places.ts'
import styles from './shell.module.css'

const IN_REACH = 3

export function BottomBar({ items, children }: { items: readonly NavItem[]; children: ReactNode }) {
  const t = useTranslations()
  const path = usePathname()
  return (
    <nav className={styles.bottom} aria-label={t('nav.label')} data-print="never">
      <NavLinks items={items.slice(0, IN_REACH)} />
      {/* A new page closes the sheet. */}
      <details key={path} className={styles.more}>
        <summary className={styles.link}>{t('shell.more')}</summary>
        <div className={styles.sheet}>
          <NavLinks items={items.slice(IN_REACH)} />
          {children}
        </div>
      </details>
    </nav>
  )
}
