/** Facts with their names. A fact that nobody knows takes no room. */
import type { ReactNode } from 'react'
import styles from './definition-list.module.css'

export type Definition = { readonly term: string; readonly value: ReactNode }

export function DefinitionList({ items }: { items: readonly Definition[] }) {
  const known = items.filter(
    ({ value }) => value !== null && value !== undefined && value !== '' && value !== false,
  )
  return (
    <dl className={styles.list}>
      {known.map(({ term, value }) => (
        <div key={term} className={styles.line}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
