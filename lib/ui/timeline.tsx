/** What happened in a case, newest first: what, when, and who recorded it when. Incidents and looks have their shapes. */
import type { ReactNode } from 'react'
import { TextLink } from './text-link.tsx'
import styles from './timeline.module.css'

export type TimelineEntry = {
  readonly id: string
  /** When it happened, as short as it is known. */
  readonly when: ReactNode
  /** `alert` for incidents and emergencies (a red square), `look` for who saw what (a hollow ring). */
  readonly kind: 'plain' | 'alert' | 'look'
  readonly title: ReactNode
  readonly body?: ReactNode
  readonly meta?: ReactNode
}

export type TimelineFilter = { readonly label: string; readonly href: string; readonly current: boolean }

type TimelineProps = {
  entries: readonly TimelineEntry[]
  filter?: readonly TimelineFilter[]
  filterLabel?: string
  empty?: ReactNode
}

export function Timeline({ entries, filter, filterLabel, empty }: TimelineProps) {
  return (
    <>
      {filter === undefined ? null : (
        <nav className={styles.filter} aria-label={filterLabel} data-print="never">
          {filter.map(({ label, href, current }) => (
            <TextLink key={href} href={href} current={current} className={styles.kind}>
              {label}
            </TextLink>
          ))}
        </nav>
      )}
      {entries.length === 0 ? (empty ?? null) : null}
      <ol className={styles.list}>
        {entries.map(({ id, when, kind, title, body, meta }) => (
          <li key={id} className={styles.entry} data-kind={kind}>
            <span className={styles.when}>{when}</span>
            <span className={styles.dot} aria-hidden="true" />
            <div className={styles.what}>
              <div className={styles.title}>{title}</div>
              {body == null ? null : <div className={styles.body}>{body}</div>}
              {meta == null ? null : <div className={styles.meta}>{meta}</div>}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
