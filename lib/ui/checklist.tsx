/** What a gate asks: met, missing, or to be seen, each with a mark, a word for it, and the way to fill it. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import styles from './checklist.module.css'
import { TextLink } from './text-link.tsx'

export type ChecklistItem = {
  readonly key?: string
  readonly state: 'met' | 'unmet' | 'warning'
  readonly text: string
  readonly note?: ReactNode
  readonly action?: { readonly href: string; readonly label: string } | undefined
}

const MARKS = { met: '✓', unmet: '✕', warning: '!' } as const

export function Checklist({ items, footer }: { items: readonly ChecklistItem[]; footer?: ReactNode }) {
  const t = useTranslations('checklist')
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.key ?? item.text} className={styles.item} data-state={item.state}>
            <span className={styles.mark} role="img" aria-label={t(item.state)}>
              {MARKS[item.state]}
            </span>
            <span className={styles.text}>
              {item.text}
              {item.note == null ? null : <span className={styles.note}>{item.note}</span>}
            </span>
            {item.action === undefined ? null : (
              <TextLink
                href={item.action.href}
                className={styles.action}
                label={`${item.action.label}: ${item.text}`}
              >
                {item.action.label}
              </TextLink>
            )}
          </li>
        ))}
      </ul>
      {footer == null ? null : (
        <div className={styles.footer} data-prose>
          {footer}
        </div>
      )}
    </>
  )
}
