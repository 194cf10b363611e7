/** A table of a release as columns, a row a cell: what CSV and spreadsheets hold. */
import type { Locale } from '../../domain/locale.ts'
import type { DocumentQuartiles, DocumentTable } from '../../domain/releases/document.ts'
import { cellText } from './cell-text.ts'
import { cellsOf, placesOf } from './table-cells.ts'
import type { FileWords } from './words.ts'

/** What a column is called, its hashtag (HXL 1.1), and what stands in it row by row; texts are safe to open. */
export type Column = {
  readonly header: string
  readonly hashtag: string
  readonly values: readonly (string | number | null)[]
}

const HASHTAG = /^#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*$/

/** A column. Throws for a hashtag that is none. */
export function column(header: string, hashtag: string, values: Column['values']): Column {
  if (!HASHTAG.test(hashtag)) throw new Error('no hashtag')
  return {
    header: cellText(header),
    hashtag,
    values: values.map((value) => (typeof value === 'string' ? cellText(value) : value)),
  }
}

/** Code and label a dimension, the count (null: hidden), and whether it is published. Throws where the table is not whole. */
export function tableColumns(table: DocumentTable, locale: Locale, words: FileWords): readonly Column[] {
  const { countAt } = cellsOf(table)
  const places = placesOf(table)
  const counts = places.map((place) => countAt(place.map(({ code }) => code)))
  return [
    ...table.dimensions.flatMap((dimension, index) => {
      const label = dimension.label[locale]
      const entries = places.flatMap((place) => place[index] ?? [])
      return pair(
        label,
        dimension.hashtag,
        entries.map((entry) => ({ code: entry.code, label: entry.label[locale] })),
        locale,
        words,
      )
    }),
    column(words.columns.people, '#affected+num', counts),
    statusColumn(counts, words),
  ]
}

/** Code and label of each row, its three quartiles in days (null: hidden), and whether they are published. */
export function quartileColumns(set: DocumentQuartiles, locale: Locale, words: FileWords): readonly Column[] {
  const { columns } = words
  const at = (index: 0 | 1 | 2) => set.rows.map(({ quartiles }) => quartiles?.[index] ?? null)
  return [
    ...pair(
      columns.row,
      '#indicator',
      set.rows.map(({ code, label }) => ({ code, label: label[locale] })),
      locale,
      words,
    ),
    column(columns.lower, '#indicator+days+q1', at(0)),
    column(columns.median, '#indicator+days+median', at(1)),
    column(columns.upper, '#indicator+days+q3', at(2)),
    statusColumn(
      set.rows.map(({ quartiles }) => quartiles),
      words,
    ),
  ]
}

function pair(
  header: string,
  hashtag: string,
  entries: readonly { readonly code: string; readonly label: string }[],
  locale: Locale,
  { columns }: FileWords,
): readonly Column[] {
  return [
    column(
      columns.code(header),
      `${hashtag}+code`,
      entries.map(({ code }) => code),
    ),
    column(
      header,
      `${hashtag}+name+i_${locale}`,
      entries.map(({ label }) => label),
    ),
  ]
}

/** The same two words in every language, so that a program need not know which it reads. */
function statusColumn(values: readonly unknown[], { columns }: FileWords): Column {
  return column(
    columns.status,
    '#meta+status',
    values.map((value) => (value === null ? 'hidden' : 'published')),
  )
}
