/** Fields that belong together: side by side where there is room, or under one legend. */
import type { ReactNode } from 'react'
import styles from './fields.module.css'

export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}

export function FieldGroup({
  legend,
  hint,
  children,
}: {
  legend: string
  hint?: string
  children: ReactNode
}) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      <div className={styles.groupFields}>{children}</div>
    </fieldset>
  )
}
