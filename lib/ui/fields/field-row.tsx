/** Fields that belong together: side by side where there is room. */
import type { ReactNode } from 'react'
import styles from './fields.module.css'

export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
