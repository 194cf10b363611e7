/** Fields one below the other inside a card, with one sentence about who reads them. */
import type { ReactNode } from 'react'
import styles from './cases.module.css'

export function Fields({ hint, children }: { hint?: string; children: ReactNode }) {
  return (
    <div className={styles.fields}>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      {children}
    </div>
  )
}
