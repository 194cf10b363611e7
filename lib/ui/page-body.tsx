/** The room that a page has beside the menu. */
import type { ReactNode } from 'react'
import styles from './page.module.css'

export function PageBody({ children }: { children: ReactNode }) {
  return <div className={styles.body}>{children}</div>
}
