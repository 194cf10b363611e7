/** What is to be done, each with when first: what is late is read before what it is. */
import type { ReactNode } from 'react'
import styles from './task-list.module.css'
import { TextLink } from './text-link.tsx'

export type TaskItem = {
  readonly id: string
  readonly chip?: ReactNode
  readonly title: ReactNode
  readonly href?: string | undefined
  readonly note?: ReactNode
  readonly action?: ReactNode
}

export function TaskList({ items, empty }: { items: readonly TaskItem[]; empty?: ReactNode }) {
  if (items.length === 0) return <>{empty}</>
  return (
    <ul className={styles.list}>
      {items.map(({ id, chip, title, href, note, action }) => (
        <li key={id} className={styles.item}>
          <div className={styles.text}>
            {chip == null ? null : <div>{chip}</div>}
            <div className={styles.title}>
              {href === undefined ? title : <TextLink href={href}>{title}</TextLink>}
            </div>
            {note == null ? null : <div className={styles.note}>{note}</div>}
          </div>
          {action == null ? null : (
            <div className={styles.action} data-print="never">
              {action}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
