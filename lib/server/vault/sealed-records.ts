/** Seals and opens the sealed columns of records, many at a time: the key store is asked once. */
import { keyIdOf, openText, sealText } from './sealed-text.ts'
import { nameOf, type Keyring } from './keyring.ts'
import type { DataKey } from './data-key.ts'
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
    if (key === undefined)
      throw new VaultError('unknown-key', { table: row.table, column: null, row: row.row })
    return changed(row, (text, column) => sealText(key, { table: row.table, column, row: row.row }, text))
  })
}

/**
 * The records with their sealed columns opened, in the same order, and for each that does not open the reason: what this
 * vault did not seal for exactly this place is never passed through.
 */
export async function openEach<T extends SealedTable, R extends Columns<T>>(
  ring: Keyring,
  rows: readonly Row<T, R>[],
): Promise<readonly (R | VaultError)[]> {
  const ids = new Set<string>()
  const named = rows.map((row) =>
    orFault(() =>
      changed(row, (text, column) => {
        ids.add(keyIdOf(text, placeOf(row, column)))
        return text
      }),
    ),
  )
  const keys = ids.size === 0 ? new Map<string, DataKey | 'forgotten'>() : await ring.opening(ids)
  return rows.map((row, at) => {
    const first = named[at]
    if (first instanceof VaultError) return first
    return orFault(() => changed(row, (text, column) => openWith(keys, row, column, text)))
  })
}

/**
 * The records with their sealed columns opened, in the same order; null for a record whose key was destroyed.
 *
 * Throws VaultError when any of them does not open.
 */
export async function openRecords<T extends SealedTable, R extends Columns<T>>(
  ring: Keyring,
  rows: readonly Row<T, R>[],
): Promise<readonly (R | null)[]> {
  const records = await openEach(ring, rows)
  return records.map((record) => {
    if (!(record instanceof VaultError)) return record
    if (record.fault === 'forgotten') return null
    throw record
  })
}

/** The record with a mark in place of every sealed text. */
export function marked<T extends SealedTable, R extends Columns<T>>(row: Row<T, R>, mark: string): R {
  return changed(row, () => mark)
}

function openWith(
  keys: ReadonlyMap<string, DataKey | 'forgotten'>,
  row: Row<SealedTable>,
  column: string,
  text: string,
): string {
  const place = placeOf(row, column)
  const key = keys.get(keyIdOf(text, place))
  if (key === undefined) throw new VaultError('unknown-key', place)
  if (key === 'forgotten') throw new VaultError('forgotten', place)
  if (nameOf(key.owner) !== nameOf(row.owner)) throw new VaultError('wrong-key', place)
  return openText(key, place, text)
}

function orFault<R>(work: () => R): R | VaultError {
  try {
    return work()
  } catch (error) {
    if (error instanceof VaultError) return error
    throw error
  }
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
