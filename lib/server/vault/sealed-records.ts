/** Seals and opens the sealed columns of records, many at a time: the key store is asked once. */
import { keyIdOf, openText, sealText } from './sealed-text.ts'
import { nameOf, type Keyring } from './keyring.ts'
import type { Owner } from './owners.ts'
import { SEALED_FIELDS, type SealedColumn, type SealedTable } from './sealed-fields.ts'
import { VaultError } from './vault-error.ts'

/**
 * What stands in one row: some of its columns by their names; those that are not sealed pass as they are. What is null
 * stays null: that nothing was said is no secret.
 */
export type Row<T extends SealedTable, R extends object = Columns<T>> = {
  readonly table: T
  readonly owner: Owner
  /** Id of the row. */
  readonly row: string
  readonly record: R
}

/** Sealed columns of a table. */
export type Columns<T extends SealedTable> = { readonly [C in SealedColumn<T>]?: string | null }

/** The records with their sealed columns sealed, in the same order. */
export async function sealRecords<T extends SealedTable, R extends Columns<T>>(
  ring: Keyring,
  rows: readonly Row<T, R>[],
): Promise<readonly R[]> {
  if (rows.length === 0) return []
  const keys = await ring.sealing(rows.map(({ owner }) => owner))
  return rows.map((row) => {
    const key = keys.get(nameOf(row.owner))
    if (key === undefined) throw new VaultError('unknown-key', nameOf(row.owner))
    return changed(row, (text, column) => sealText(key, { table: row.table, column, row: row.row }, text))
  })
}

/**
 * The records with their sealed columns opened, in the same order; null for a record whose key was destroyed.
 *
 * Throws VaultError for whatever this vault did not seal for exactly this place: nothing is passed through.
 */
export async function openRecords<T extends SealedTable, R extends Columns<T>>(
  ring: Keyring,
  rows: readonly Row<T, R>[],
): Promise<readonly (R | null)[]> {
  const ids = new Set<string>()
  for (const row of rows) {
    changed(row, (text, column) => {
      ids.add(keyIdOf(text, placeOf(row, column)))
      return text
    })
  }
  if (ids.size === 0) return rows.map(({ record }) => record)
  const keys = await ring.opening(ids)
  return rows.map((row) => {
    try {
      return changed(row, (text, column) => {
        const place = placeOf(row, column)
        const key = keys.get(keyIdOf(text, place))
        const about = `${place.table}.${column} of ${place.row}`
        if (key === undefined) throw new VaultError('unknown-key', about)
        if (key === 'forgotten') throw new VaultError('forgotten', about)
        if (nameOf(key.owner) !== nameOf(row.owner)) throw new VaultError('wrong-key', about)
        return openText(key, place, text)
      })
    } catch (error) {
      if (error instanceof VaultError && error.fault === 'forgotten') return null
      throw error
    }
  })
}

function placeOf(row: { readonly table: string; readonly row: string }, column: string) {
  return { table: row.table, column, row: row.row }
}

/** The record with each sealed column that holds a text replaced by what `replace` makes of it. */
function changed<T extends SealedTable, R extends Columns<T>>(
  { table, record }: Row<T, R>,
  replace: (text: string, column: string) => string,
): R {
  const columns: readonly string[] = SEALED_FIELDS[table].columns
  const texts = Object.entries(record).flatMap(([column, value]: [string, unknown]) =>
    columns.includes(column) && typeof value === 'string' ? [[column, replace(value, column)] as const] : [],
  )
  return { ...record, ...Object.fromEntries(texts) }
}
