/**
 * A page that has only one thing to say, and the way on. It is marked as still: nothing that happens changes it, and
 * looking again at a page that answers 403 or 404 would load the whole of it anew.
 */
import type { ReactNode } from 'react'
import styles from './message-page.module.css'

type MessagePageProps = { title: string; children: ReactNode; actions?: ReactNode }

export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <section className={styles.message} data-still>
      <h1>{title}</h1>
      {children}
      {actions == null ? null : <div className={styles.actions}>{actions}</div>}
    </section>
  )
}
