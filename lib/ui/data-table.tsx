/** A table as dense as a spreadsheet; on a phone each row becomes a small card. */
import type { ReactNode } from 'react'
import styles from './data-table.module.css'

export type Column<Row> = {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** On a phone: the card's title, a line with its header (the default), the whole width for what is pressed, or nothing. */
  readonly phone?: 'title' | 'line' | 'whole' | 'hide'
  readonly align?: 'end'
  /** Short words that should not break: the room goes to the columns that need it. */
  readonly nowrap?: boolean
}

type DataTableProps<Row> = {
  /** What the table holds, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  empty: ReactNode
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, align }) => (
              <th key={key} scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, header, cell, phone = 'line', align, nowrap }) => (
                <td key={key} data-phone={phone} data-align={align} data-nowrap={nowrap} data-header={header}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
