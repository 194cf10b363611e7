/** Every file of a release: what is kept when it leaves, and served again as the same bytes. */
import { LOCALES } from '../../domain/locale.ts'
import type { ReleaseDocument } from '../../domain/releases/document.ts'
import { quartilesCsv, tableCsv } from './csv.ts'
import { fileName, type FilePart } from './file-name.ts'
import { releaseJson } from './json.ts'
import { releasePdf } from './pdf/pdf.ts'
import { releaseXlsx } from './xlsx.ts'

export type ReleaseFile = { readonly name: string; readonly type: string; readonly bytes: Buffer }

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json',
} as const satisfies Record<FilePart['kind'], string>

/**
 * JSON once; PDF, a spreadsheet and a CSV a table in each language. The same document gives the same bytes. Throws
 * where a table is not whole, or a code or a name has another shape: then there are no files at all.
 */
export async function releaseFiles(document: ReleaseDocument): Promise<readonly ReleaseFile[]> {
  const file = (part: FilePart, bytes: Buffer): ReleaseFile => ({
    name: fileName(document.code, part),
    type: TYPES[part.kind],
    bytes,
  })
  const files = [file({ kind: 'json' }, releaseJson(document))]
  for (const locale of LOCALES) {
    files.push(
      file({ kind: 'pdf', locale }, await releasePdf(document, locale)),
      file({ kind: 'xlsx', locale }, await releaseXlsx(document, locale)),
      ...document.tables.map((table) =>
        file({ kind: 'csv', table: table.name, locale }, tableCsv(document, table, locale)),
      ),
      ...document.quartiles.map((set) =>
        file({ kind: 'csv', table: set.name, locale }, quartilesCsv(document, set, locale)),
      ),
    )
  }
  return files
}
