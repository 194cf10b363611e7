/** What a list shows that holds nothing: why, and what to do first. */
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

type EmptyStateProps = { title: string; text?: ReactNode; action?: ReactNode }

export function EmptyState({ title, text, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {text == null ? null : (
        <div className={styles.text} data-prose>
          {text}
        </div>
      )}
      {action == null ? null : <div>{action}</div>}
    </div>
  )
}
