/** A page that has only one thing to say, and the way on. */
import type { ReactNode } from 'react'
import styles from './message-page.module.css'

type MessagePageProps = { title: string; children: ReactNode; actions?: ReactNode }

export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <section className={styles.message}>
      <h1>{title}</h1>
      {children}
      {actions == null ? null : <div className={styles.actions}>{actions}</div>}
    </section>
  )
}
