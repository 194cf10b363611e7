/**
 * The tables of a key store, which a SQLite file and a Postgres server have with the same columns and words. Whoever fills one
 * keeps their order: a forgotten owner, once known, gets no more rows, not even the tombstone.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type pg from 'pg'
import type { Row } from './stored-row.ts'
import { VaultError } from './vault-error.ts'

/** Each with its columns, the key of the table first. */
export const STORE_TABLES = {
  data_key: ['id', 'owner_kind', 'owner_id', 'version', 'wrapped_by', 'wrapped', 'destroyed_at'],
  wrapping: ['only', 'wrapped_by'],
  orphan: ['owner_kind', 'owner_id', 'since'],
  forgotten: ['owner_kind', 'owner_id', 'at'],
} as const

export type StoreTable = keyof typeof STORE_TABLES

export const STORE_TABLE_NAMES = ['data_key', 'wrapping', 'orphan', 'forgotten'] as const

/** How the columns are called where Postgres has to be told what they hold. */
const TYPES: Readonly<Record<string, string>> = { version: 'int', only: 'int', wrapped: 'bytea' }

const AT_ONCE = 1_000

/** Puts rows into a table of a SQLite store. */
export function putIntoSqlite(database: DatabaseSync, table: StoreTable, rows: readonly Row[]): void {
  const columns = STORE_TABLES[table]
  const places = columns.map(() => '?').join(', ')
  const insert = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
  database.exec('BEGIN')
  for (const row of rows) insert.run(...columns.map((column) => sqliteValue(row[column])))
  database.exec('COMMIT')
}

/** Puts rows into a table of a Postgres store, in the transaction of the caller. */
export async function putIntoPostgres(
  client: pg.ClientBase,
  table: StoreTable,
  rows: readonly Row[],
): Promise<void> {
  const columns = STORE_TABLES[table]
  const arrays = columns.map((column, at) => `$${String(at + 1)}::${TYPES[column] ?? 'text'}[]`)
  await client.query(
    `INSERT INTO causeway_keys.${table} (${quoted(columns)}) SELECT * FROM unnest(${arrays.join(', ')})`,
    columns.map((column) => rows.map((row) => postgresValue(row[column]))),
  )
}

/** All rows of a table of a SQLite store, in pages, in the order of the bytes of its key. */
export function* sqliteRows(database: DatabaseSync, table: StoreTable): Generator<readonly Row[]> {
  const columns = STORE_TABLES[table]
  let page: Row[] = []
  for (const row of database
    .prepare(`SELECT * FROM ${table} ORDER BY ${columns[0]}, ${columns[1]}`)
    .iterate()) {
    page.push(row)
    if (page.length < AT_ONCE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** The same of a Postgres store, in the transaction of the caller. */
export async function* postgresRows(
  client: pg.ClientBase,
  table: StoreTable,
): AsyncGenerator<readonly Row[]> {
  const columns = STORE_TABLES[table]
  await client.query(
    `DECLARE page NO SCROLL CURSOR FOR SELECT ${quoted(columns)} FROM causeway_keys.${table} ORDER BY 1, 2`,
  )
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${String(AT_ONCE)} FROM page`)
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) break
  }
  await client.query('CLOSE page')
}

/** One row as a word, the same for either store. */
export function rowInWords(table: StoreTable, row: Row): string {
  return JSON.stringify(
    STORE_TABLES[table].map((column) => {
      const value = row[column]
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
    }),
  )
}

function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ')
}

function sqliteValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Uint8Array) return value
  throw new VaultError('unusable', 'A row of the key store is not as this version writes it')
}

function postgresValue(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value) : value
}
