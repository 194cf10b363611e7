/** What the files of a release are called: the code, the table and the language, so that a name tells nothing else. */
import { isLocale, type Locale } from '../../domain/locale.ts'
import { RELEASE_CODE_SHAPE } from '../../domain/releases/release-code.ts'

export type FilePart =
  | { readonly kind: 'csv'; readonly table: string; readonly locale: Locale }
  | { readonly kind: 'xlsx' | 'pdf'; readonly locale: Locale }
  | { readonly kind: 'json' }

const TABLE = /^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/
/** The longest name of a sheet in a spreadsheet. */
const LONGEST_TABLE = 31

/**
 * Such as `R-tamoren-47-stages.ko.csv`, `R-tamoren-47.ko.pdf`, `R-tamoren-47.json`. `code` is the code of the release.
 * Throws for a code, a table or a language of any other shape.
 */
export function fileName(code: string, part: FilePart): string {
  if (!RELEASE_CODE_SHAPE.test(code)) throw new Error('no code of a release')
  if (part.kind === 'json') return `${code}.json`
  if (!isLocale(part.locale)) throw new Error('no language of the house')
  if (part.kind !== 'csv') return `${code}.${part.locale}.${part.kind}`
  return `${code}-${tableName(part.table)}.${part.locale}.csv`
}

/** The name as it was, for files and sheets. Throws for what is none. */
export function tableName(name: string): string {
  if (!TABLE.test(name) || name.length > LONGEST_TABLE) throw new Error('no name of a table')
  return name
}
