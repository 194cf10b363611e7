/** Backups for tests: of this file's database, and empty houses beside it to restore them into. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { readBackup, writeBackup, type Made } from '../../lib/server/backup/backup-file.ts'
import type { Entry } from '../../lib/server/backup/entries.ts'
import type { Sealing, Unsealing } from '../../lib/server/backup/envelope.ts'
import { fileEntries } from '../../lib/server/backup/folder.ts'
import { env } from '../../lib/server/env.ts'
import { databaseEntries } from '../../lib/server/postgres/backup/dump.ts'
import { readHead, restoreHouse, type Restored, type Target } from '../../lib/server/postgres/backup/load.ts'
import { openSqliteKeyStore } from '../../lib/server/vault/sqlite-key-store.ts'
import { DATABASE } from './database.ts'

/** A folder that goes after the test. */
export function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-backup-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Two keys of somebody who keeps backups. */
export async function keeper(): Promise<{ sealing: Sealing; unsealing: Unsealing }> {
  const identity = await generateIdentity()
  return {
    sealing: { kind: 'recipients', recipients: [await identityToRecipient(identity)] },
    unsealing: { kind: 'identities', identities: [identity] },
  }
}

/** Everything that a backup of a house holds. */
export async function* houseEntries(migratorUrl: string, documents: string): AsyncGenerator<Entry> {
  const store = openSqliteKeyStore(env().CAUSEWAY_KEY_STORE)
  try {
    yield* databaseEntries(migratorUrl, await store.tombstones())
    yield* fileEntries(documents)
  } finally {
    await store.close()
  }
}

/** A backup of this file's database and a folder of documents. */
export async function backedUp(file: string, sealing: Sealing, documents = `${file}.none`): Promise<Made> {
  return writeBackup(file, sealing, houseEntries(DATABASE.migratorUrl, documents))
}

/** Restores a backup, with the key store of this test's house unless another is named. */
export async function restored(
  file: string,
  unsealing: Unsealing,
  target: Partial<Target> & Pick<Target, 'migratorUrl'>,
): Promise<Restored> {
  const store = target.store ?? openSqliteKeyStore(env().CAUSEWAY_KEY_STORE)
  try {
    const entries = await readBackup(file, unsealing)
    const head = await readHead(entries)
    return await restoreHouse(head, entries, { documents: `${file}.documents`, ...target, store })
  } finally {
    await store.close()
  }
}

export type EmptyHouse = {
  readonly migratorUrl: string
  readonly appUrl: string
  readonly jobsUrl: string
  /** Looks behind the curtain. */
  look<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** A migrated database with nothing in it; it goes after the test. */
export async function emptyHouse(): Promise<EmptyHouse> {
  const house = inject('house')
  const name = `empty_${randomBytes(8).toString('hex')}`
  const at = (url: string, database: string): string => {
    const changed = new URL(url)
    changed.pathname = `/${database}`
    return changed.href
  }
  const outside = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: at(house.superuserUrl, 'postgres') })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const template = new URL(house.appUrl).pathname.slice(1)
  await outside(`create database ${name} template ${template} owner causeway_migrator`)
  const curtain = new pg.Pool({ connectionString: at(house.superuserUrl, name), max: 2 })
  // The database goes before every connection has: what ends there is nobody's fault.
  curtain.on('connect', (client) => client.on('error', () => undefined))
  onTestFinished(async () => {
    await curtain.end()
    // Postgres waits some seconds for connections that are on their way out: to end them would be an error in whoever closed them.
    await outside(`drop database ${name}`).catch(() => outside(`drop database ${name} with (force)`))
  })
  return {
    migratorUrl: at(house.migratorUrl, name),
    appUrl: at(house.appUrl, name),
    jobsUrl: at(house.jobsUrl, name),
    async look<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await curtain.query<Row>(sql, [...values])).rows
    },
  }
}

/** Every table of a database as text, in one order: what two databases with the same rows say alike. */
export async function contentsOf(look: EmptyHouse['look']): Promise<Readonly<Record<string, string>>> {
  const tables = await look<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const contents: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await look<{ said: string | null }>(
      `select string_agg(said, E'\\n' order by said) as said from (select t::text as said from ${name} t) r`,
    )
    contents[name] = row?.said ?? ''
  }
  return contents
}
