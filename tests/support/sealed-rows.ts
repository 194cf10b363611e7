/**
 * Rows with sealed columns, for tests that write and read past every door: told in clear words and under the names of the
 * database, sealed and opened by the list of what is sealed.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { keyFile } from '../../lib/server/vault/key-file.ts'
import { keyring, type Keyring } from '../../lib/server/vault/keyring.ts'
import { columnOf, SEALED_FIELDS, type SealedTable } from '../../lib/server/vault/sealed-fields.ts'
import { openRecords, sealRecords, type Columns, type Row } from '../../lib/server/vault/sealed-records.ts'
import { openSqliteKeyStore } from '../../lib/server/vault/sqlite-key-store.ts'

/** A row by the names of its columns. */
export type Plain = Readonly<Record<string, unknown>>

type Change = (rows: readonly Row<SealedTable>[]) => Promise<readonly (Columns<SealedTable> | null)[]>

/** A house from behind: its database past every guard, and its vault. */
export type Behind = {
  readonly look: <R extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<R[]>
  readonly seal: Change
  readonly open: Change
}

/** What the database takes for a sealed text, where no key ever opens it. */
export const SEAL_SHAPED = `s1.${'A'.repeat(123)}`

/** The keys of a house that is served by another process. */
export function ringOf(settings: Readonly<Record<string, string>>): Keyring {
  const { CAUSEWAY_KEY_STORE: store = '', CAUSEWAY_KEY_FILE: file = '' } = settings
  return keyring(openSqliteKeyStore(store), keyFile(file))
}

/** That house from behind. */
export function behindOf(ring: Keyring, look: Behind['look']): Behind {
  return {
    look,
    seal: (rows) => sealRecords(ring, rows),
    open: (rows) => openRecords(ring, rows),
  }
}

/** The rows with what stands in their sealed columns changed. */
async function changed(change: Change, table: SealedTable, rows: readonly Plain[]): Promise<Plain[]> {
  const { owner, of, row: bound, columns } = SEALED_FIELDS[table]
  const records = await change(
    rows.map((row) => ({
      table,
      owner: { kind: owner, id: String(row[columnOf(of)]) },
      row: String(row[columnOf(bound)]),
      record: Object.fromEntries(
        columns.flatMap((field) => {
          const text = row[columnOf(field)]
          return typeof text === 'string' ? [[field, text]] : []
        }),
      ),
    })),
  )
  return rows.map((row, at) => {
    const texts = Object.entries(records[at] ?? {}).map(([field, text]) => [columnOf(field), text])
    return { ...row, ...(Object.fromEntries(texts) as Plain) }
  })
}

/**
 * A row as the house keeps it. An id that is not given is drawn; a sealed column that is not given and must not be empty
 * holds '', sealed.
 */
export async function sealedRow({ look, seal }: Behind, table: SealedTable, row: Plain): Promise<Plain> {
  const { row: bound, columns } = SEALED_FIELDS[table]
  const needed = await look<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = $1::regclass and attnotnull and attname = any ($2)',
    [table, columns.map(columnOf)],
  )
  const empty = Object.fromEntries(needed.map(({ name }) => [name, '']))
  const [sealed = {}] = await changed(seal, table, [{ [columnOf(bound)]: randomUUID(), ...empty, ...row }])
  return sealed
}

/** Inserts a row that is told in clear words, and gives its id. Dates and times may be `today` and `now`. */
export async function putBehind(behind: Behind, table: SealedTable, row: Plain): Promise<string> {
  const sealed = await sealedRow(behind, table, row)
  const names = Object.keys(sealed)
  const places = names.map((_, at) => `$${String(at + 1)}`)
  await behind.look(
    `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`,
    Object.values(sealed),
  )
  return String(sealed[columnOf(SEALED_FIELDS[table].row)])
}

/** The rows of a table with what is sealed among the columns opened. Throws VaultError. */
export async function peekBehind(
  { look, open }: Behind,
  table: SealedTable,
  columns: string,
  where: string,
  values: readonly unknown[],
): Promise<Plain[]> {
  const { of, row: bound } = SEALED_FIELDS[table]
  const bindings = [...new Set([columnOf(of), columnOf(bound)])]
  const hidden = bindings.map((name) => `${name} as "bound ${name}"`)
  const rows = await look<Record<string, unknown>>(
    `select ${[columns, ...hidden].join(', ')} from ${table} where ${where}`,
    values,
  )
  const whole = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(bindings.map((name) => [name, row[`bound ${name}`]])),
  }))
  const opened = await changed(open, table, whole)
  return opened.map((row, at) =>
    Object.fromEntries(
      Object.keys(rows[at] ?? {})
        .filter((name) => !name.startsWith('bound '))
        .map((name) => [name, row[name]]),
    ),
  )
}
