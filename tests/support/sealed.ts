/**
 * Puts rows into this file's database and reads them, past every door and through the vault of the house.
 *
 *     await put('note', { case_id: file.id, body: 'as it was', recorded_by: mina.personId })
 *     const [row] = await peek('note', 'body, recorded_by', 'case_id = $1', [file.id])
 */
import type { SealedTable } from '../../lib/server/vault/sealed-fields.ts'
import { openedAll, sealedAll } from '../../lib/server/vault/vault.ts'
import { look } from './database.ts'
import { peekBehind, putBehind, sealedRow, type Behind, type Plain } from './sealed-rows.ts'

const HERE: Behind = { look, seal: sealedAll, open: openedAll }

/** Inserts a row that is told in clear words, and gives its id. Dates and times may be `today` and `now`. */
export function put(table: SealedTable, row: Plain): Promise<string> {
  return putBehind(HERE, table, row)
}

/** A row as the house keeps it, for a statement of the test's own. */
export function asKept(table: SealedTable, row: Plain): Promise<Plain> {
  return sealedRow(HERE, table, row)
}

/** The rows of a table, with what is sealed among the columns opened: `where` may order them. */
export function peek(
  table: SealedTable,
  columns: string,
  where: string,
  values: readonly unknown[],
): Promise<Plain[]> {
  return peekBehind(HERE, table, columns, where, values)
}
