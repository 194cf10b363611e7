/**
 * A backup into an empty house: all of it in one transaction, or nothing. The rows are joined with the newest key store
 * before anybody can read them.
 */
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { BackupError } from '../../backup/backup-error.ts'
import type { Entry, HouseHead, TableHead } from '../../backup/entries.ts'
import { damaged } from '../../backup/envelope.ts'
import { assertNoFiles, filesInto } from '../../backup/folder.ts'
import type { KeyStore } from '../../vault/key-store.ts'
import type { Owner } from '../../vault/owners.ts'
import { withClient } from '../connection.ts'
import { ownMigrations } from '../migrate.ts'
import { FORMAT } from './dump.ts'
import { stepAside } from './guards.ts'
import { assertNotOlder, judged, keysInUse } from './keys.ts'
import { copied, FILLED_BY_MIGRATIONS, migrationsOf, ONE_FORMAT, quoted, tablesOf } from './tables.ts'

export type Target = {
  /** The login that migrates; the database behind it has its migrations and nothing else. */
  readonly migratorUrl: string
  /** The folder of what people uploaded; it may be absent. */
  readonly documents: string
  /** The newest key store. */
  readonly store: KeyStore
  /** Goes on where the key store does not know every key: what it does not know is lost. */
  readonly despiteUnknownKeys?: boolean
}

export type Restored = {
  readonly madeAt: string
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Owners who are forgotten: of what the backup has of them nothing opens. */
  readonly forgotten: readonly Owner[]
  /** Keys that the key store does not know. */
  readonly unknownKeys: number
}

/** The head of a backup. Throws BackupError unless this program reads what follows. */
export async function readHead(entries: AsyncGenerator<Entry>): Promise<HouseHead> {
  const first = await entries.next()
  if (first.done === true || first.value.head.kind !== 'house') throw damaged()
  await consumed(first.value.body)
  const { head } = first.value
  if (head.format === FORMAT) return head
  throw new BackupError(
    'other-version',
    'Another version of Causeway made this backup. Restore it with that one.',
  )
}

/**
 * Looks whether a backup may go into a database, before anything there is migrated or set. Throws BackupError for a backup of
 * another version, and for a database that has something in it.
 */
export async function assertRestorable(migratorUrl: string, head: HouseHead): Promise<void> {
  assertSameVersion(head, ownMigrations())
  await withClient(migratorUrl, async (client) => {
    const { rows } = await client.query<{ tables: number; migrated: boolean }>(
      `SELECT count(*)::int AS tables, to_regclass('public._prisma_migrations') IS NOT NULL AS migrated
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    )
    const [found] = rows
    if (found?.tables === 0) return
    if (found?.migrated !== true) throw notEmpty('tables of something else')
    assertSameVersion(head, await migrationsOf(client))
    await client.query('SET ROLE causeway_backup')
    await assertEmpty(client)
  })
}

/** Fills an empty house with what follows the head of a backup. Throws BackupError; nothing is changed then. */
export async function restoreHouse(
  head: HouseHead,
  entries: AsyncGenerator<Entry>,
  target: Target,
): Promise<Restored> {
  assertNoFiles(target.documents)
  await assertNotOlder(target.store, head.tombstones)
  const client = new pg.Client({ connectionString: target.migratorUrl })
  client.on('error', () => undefined)
  await client.connect()
  const files = filesInto(target.documents)
  let committing = false
  try {
    await client.query('BEGIN')
    await client.query(ONE_FORMAT)
    assertSameVersion(head, await migrationsOf(client))
    await client.query('SET LOCAL ROLE causeway_owner')
    const putBack = await stepAside(client)
    await assertEmpty(client)
    for (const name of FILLED_BY_MIGRATIONS) await client.query(`DELETE FROM public.${quoted(name)}`)
    const { tables, rows } = await fill(client, entries, files)
    await setSequences(client)
    const { forgotten, unknown } = await judged(target.store, await keysInUse(client))
    if (unknown > 0 && target.despiteUnknownKeys !== true) throw unknownKeys(target.store, unknown)
    await putBack()
    await files.place()
    committing = true
    await client.query('COMMIT')
    return { madeAt: head.madeAt, tables, rows, files: files.count(), forgotten, unknownKeys: unknown }
  } catch (error) {
    // Closing the connection rolls back, whatever state it is in; only of a commit whose answer was lost nobody knows.
    if (committing) throw inDoubt(error)
    files.undo()
    throw error
  } finally {
    await client.end()
  }
}

function inDoubt(cause: unknown): BackupError {
  return new BackupError(
    'unusable',
    'The connection broke while everything was being kept. Try again: if the house is said to be full already, it is restored, documents too.',
    { cause },
  )
}

function assertSameVersion({ migrations }: HouseHead, own: HouseHead['migrations']): void {
  if (JSON.stringify(own) === JSON.stringify(migrations)) return
  const [last, here] = [migrations, own].map((list) => list.at(-1)?.name ?? 'none')
  throw new BackupError(
    'other-version',
    `Another version of Causeway made this backup: its last migration is ${String(last)}, here it is ${String(here)}. Restore it with that version, then update.`,
  )
}

async function assertEmpty(client: pg.Client): Promise<void> {
  for (const { name } of await tablesOf(client)) {
    if (FILLED_BY_MIGRATIONS.includes(name)) continue
    const { rowCount } = await client.query(`SELECT FROM public.${quoted(name)} LIMIT 1`)
    if (rowCount !== 0) throw notEmpty(`rows of ${name}`)
  }
}

function notEmpty(what: string): BackupError {
  return new BackupError(
    'not-empty',
    `The house is not empty: it holds ${what}. A backup goes into an empty house only.`,
  )
}

async function fill(
  client: pg.Client,
  entries: AsyncGenerator<Entry>,
  files: ReturnType<typeof filesInto>,
): Promise<{ tables: number; rows: number }> {
  const missing = new Map((await tablesOf(client)).map((table) => [table.name, table]))
  const filled = { tables: 0, rows: 0 }
  for await (const { head, body } of entries) {
    if (head.kind === 'house') throw damaged()
    if (head.kind === 'file') {
      await files.take(head.name, body)
      continue
    }
    const columns = missing.get(head.name)?.columns
    if (columns === undefined || JSON.stringify(columns) !== JSON.stringify(head.columns)) throw damaged()
    missing.delete(head.name)
    filled.tables++
    filled.rows += await copyIn(client, head, body)
  }
  if (missing.size > 0) throw damaged()
  return filled
}

async function copyIn(client: pg.Client, head: TableHead, body: AsyncIterable<Uint8Array>): Promise<number> {
  const into = client.query(copyFrom(`COPY ${copied(head)} FROM STDIN`))
  await pipeline(Readable.from(body), into)
  return into.rowCount
}

/** New rows get numbers after those that came back. */
async function setSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS sequence, c.relname::text AS table, a.attname::text AS column
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_get_serial_sequence(c.oid::regclass::text, a.attname) IS NOT NULL`,
  )
  for (const { sequence, table, column } of rows) {
    await client.query(
      `SELECT setval($1::regclass, max(${quoted(column)})) FROM public.${quoted(table)} HAVING max(${quoted(column)}) IS NOT NULL`,
      [sequence],
    )
  }
}

async function consumed(body: AsyncIterable<Uint8Array>): Promise<void> {
  const rest = body[Symbol.asyncIterator]()
  while ((await rest.next()).done !== true);
}

function unknownKeys({ place }: KeyStore, count: number): BackupError {
  return new BackupError(
    'old-keys',
    `The key store ${place} does not know ${String(count)} keys of the backup: it is older than the backup, or another house's. Put its newest copy there. If there is no newer one: --despite-unknown-keys, and what they sealed is lost.`,
  )
}
