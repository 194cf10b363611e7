/**
 * A release as a spreadsheet (ECMA-376): a sheet of the method note, a sheet a table, a sheet a set of quartiles. Text is
 * text and never a formula. The file names no author, no program, no machine and no time of day: its only date is the
 * day of the release, so that the same document gives the same bytes.
 */
import { unzipSync, zipSync } from 'fflate'
import writeSheets, { type Row, type Sheet } from 'write-excel-file/node'
import type { Locale } from '../../domain/locale.ts'
import type { ReleaseDocument } from '../../domain/releases/document.ts'
import { cellText } from './cell-text.ts'
import { quartileColumns, tableColumns, type Column } from './columns.ts'
import { tableName } from './file-name.ts'
import { wordsOf, type FileWords } from './words.ts'

/** Widths in characters. */
const LABEL_WIDTH = 34
const COLUMN_WIDTH = 16
const NOTE_WIDTH = 100

/** The file in `locale`. Throws where a table is not whole or two tables have one name. */
export async function releaseXlsx(document: ReleaseDocument, locale: Locale): Promise<Buffer> {
  const words = wordsOf(document, locale)
  const sheets = [
    noteSheet(document, locale, words),
    ...document.tables.map((table) => dataSheet(table.name, tableColumns(table, locale, words))),
    ...document.quartiles.map((set) => dataSheet(set.name, quartileColumns(set, locale, words))),
  ]
  if (new Set(sheets.map(({ sheet }) => sheet)).size < sheets.length) {
    throw new Error('two tables have one name')
  }
  return packed(await writeSheets(sheets).toBuffer(), document.releasedOn)
}

function text(value: string, bold = false): Row[number] {
  return {
    value: cellText(value),
    type: String,
    wrap: true,
    alignVertical: 'top',
    ...(bold && { fontWeight: 'bold' }),
  }
}

function noteSheet(document: ReleaseDocument, locale: Locale, words: FileWords): Sheet<never> {
  const data: Row[] = [
    [text(document.title[locale], true)],
    [],
    ...words.facts.map(({ name, value }) => [text(name), text(value)]),
    [text(words.licence.name), text(document.licence)],
    ...(words.licence.words === document.licence ? [] : [[null, text(words.licence.words)]]),
    [],
    ...document.narrative.map((sentence) => [null, text(sentence[locale])]),
    [],
    [text(words.method.title, true)],
    ...words.method.sections.flatMap(({ heading, texts }) =>
      texts.map((one, index) => [index === 0 ? text(heading) : null, text(one)]),
    ),
    [],
    ...[...document.tables, ...document.quartiles].map((table) => [
      text(tableName(table.name)),
      text('note' in table ? `${table.title[locale]}. ${table.note[locale]}` : table.title[locale]),
    ]),
  ]
  return { sheet: words.noteSheet, data, columns: [{ width: LABEL_WIDTH }, { width: NOTE_WIDTH }] }
}

function dataSheet(name: string, columns: readonly Column[]): Sheet<never> {
  const height = columns[0]?.values.length ?? 0
  const data: Row[] = [
    columns.map(({ header }) => text(header, true)),
    ...Array.from({ length: height }, (_, row) => columns.map(({ values }) => cell(values[row]))),
  ]
  return {
    sheet: tableName(name),
    data,
    stickyRowsCount: 1,
    columns: columns.map(({ hashtag }) => ({
      width: hashtag.includes('+name') ? LABEL_WIDTH : COLUMN_WIDTH,
    })),
  }
}

function cell(value: string | number | null | undefined): Row[number] {
  if (typeof value === 'number') return { value, type: Number }
  return typeof value === 'string' ? { value, type: String } : null
}

/** The library stamps the parts with the hour; here they get the day of the release. ZIP keeps local time, so local it is. */
function packed(file: Buffer, releasedOn: string): Buffer {
  const [year = 0, month = 0, day = 0] = releasedOn.split('-').map(Number)
  return Buffer.from(zipSync(unzipSync(file), { mtime: new Date(year, month - 1, day) }))
}
