/** Which case is open, where it stands and what is next: never scrolls away. */
import type { ReactNode } from 'react'
import styles from './identity-bar.module.css'

export type IdentityFact = { readonly term: string; readonly value: ReactNode }

type IdentityBarProps = {
  code: string
  note?: ReactNode
  facts: readonly IdentityFact[]
  actions?: ReactNode
}

export function IdentityBar({ code, note, facts, actions }: IdentityBarProps) {
  return (
    <header className={styles.bar}>
      <div className={styles.who}>
        <h1 className={styles.code} translate="no">
          {code}
        </h1>
        {note == null ? null : <div className={styles.note}>{note}</div>}
      </div>
      <dl className={styles.facts}>
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {actions == null ? null : (
        <div className={styles.actions} data-print="never">
          {actions}
        </div>
      )}
    </header>
  )
}
