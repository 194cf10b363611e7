/** One subject on a page. An alert has a bar at its side besides its colour. */
import type { ReactNode } from 'react'
import styles from './card.module.css'

type CardProps = {
  title?: string
  action?: ReactNode
  tone?: 'plain' | 'alert'
  id?: string
  children: ReactNode
}

export function Card({ title, action, tone = 'plain', id, children }: CardProps) {
  return (
    <section className={styles.card} data-tone={tone} id={id} aria-label={title}>
      {title === undefined && action == null ? null : (
        <header className={styles.head}>
          {title === undefined ? null : <h2>{title}</h2>}
          {action == null ? null : <div className={styles.action}>{action}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
