/**
 * One table of a release as CSV (RFC 4180, UTF-8 without a mark): a row of words, the row of hashtags (HXL 1.1), then a
 * row a cell. A hidden count is an empty cell whose status says so. The last columns say what the file is when it
 * travels alone.
 */
import { stringify } from 'csv-stringify/sync'
import type { Locale } from '../../domain/locale.ts'
import type { DocumentQuartiles, DocumentTable, ReleaseDocument } from '../../domain/releases/document.ts'
import { column, quartileColumns, tableColumns, type Column } from './columns.ts'
import { wordsOf, type FileWords } from './words.ts'

/** The file of one table in `locale`. Throws where the table is not whole or a hashtag is none. */
export function tableCsv(document: ReleaseDocument, table: DocumentTable, locale: Locale): Buffer {
  const words = wordsOf(document, locale)
  return csv(document, words, tableColumns(table, locale, words))
}

/** The file of one set of quartiles in `locale`. */
export function quartilesCsv(document: ReleaseDocument, set: DocumentQuartiles, locale: Locale): Buffer {
  const words = wordsOf(document, locale)
  return csv(document, words, quartileColumns(set, locale, words))
}

function csv(document: ReleaseDocument, { columns: names }: FileWords, data: readonly Column[]): Buffer {
  const height = data[0]?.values.length ?? 0
  const same = (value: string) => Array.from({ length: height }, () => value)
  const columns = [
    ...data,
    column(names.release, '#meta+release+code', same(document.code)),
    column(names.releasedOn, '#date+released', same(document.releasedOn)),
    column(names.threshold, '#meta+threshold', same(String(document.k))),
    column(names.licence, '#meta+license', same(document.licence)),
    column(names.fingerprint, '#meta+fingerprint', same(document.fingerprint)),
  ]
  const text = stringify(
    [
      columns.map(({ header }) => header),
      columns.map(({ hashtag }) => hashtag),
      ...Array.from({ length: height }, (_, row) => columns.map(({ values }) => values[row])),
    ],
    { record_delimiter: 'windows' },
  )
  return Buffer.from(text, 'utf8')
}
