/** How a page divides its width; on a phone everything stands in one column, in reading order. */
import type { ReactNode } from 'react'
import styles from './columns.module.css'

type ColumnsProps = { kind: 'case' | 'halves' | 'thirds' | 'form'; children: ReactNode }

export function Columns({ kind, children }: ColumnsProps) {
  return <div className={[styles.columns, styles[kind]].join(' ')}>{children}</div>
}

/** One column of several cards. */
export function Column({ children }: { children: ReactNode }) {
  return <div className={styles.column}>{children}</div>
}
