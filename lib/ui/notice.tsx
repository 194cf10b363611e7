/** Something to know before reading on. */
import type { ReactNode } from 'react'
import styles from './notice.module.css'

type NoticeTone = 'info' | 'warning' | 'danger' | 'done'
type NoticeProps = { tone?: NoticeTone; title?: string; children?: ReactNode }

const SHAPES = { info: 'i', warning: '▲', danger: '■', done: '✓' } as const satisfies Record<
  NoticeTone,
  string
>

export function Notice({ tone = 'info', title, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone}>
      <span className={styles.shape} aria-hidden="true">
        {SHAPES[tone]}
      </span>
      <div className={styles.text}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
