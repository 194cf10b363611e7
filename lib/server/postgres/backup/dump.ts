/**
 * All rows of a house as entries of a backup: one snapshot, while the house runs, read as the role that may read everything
 * and change nothing.
 */
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { BackupError } from '../../backup/backup-error.ts'
import type { Entry, HouseHead } from '../../backup/entries.ts'
import { ownMigrations } from '../migrate.ts'
import { assertWholeView, copied, migrationsOf, ONE_FORMAT, tablesOf } from './tables.ts'

/** How a backup is written; a program of another format does not read it. */
export const FORMAT = 1

/**
 * The entries of the database behind an address.
 *
 * @param migratorUrl the login that migrates; it reads as `causeway_backup`
 * @param tombstones how many keys of the key store are destroyed
 */
export async function* databaseEntries(migratorUrl: string, tombstones: number): AsyncGenerator<Entry> {
  const client = new pg.Client({ connectionString: migratorUrl })
  // A lost connection fails the statement that runs; without a listener it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await client.query(ONE_FORMAT)
    const head: HouseHead = {
      ...{ kind: 'house', format: FORMAT, madeAt: new Date().toISOString(), tombstones },
      migrations: await migrationsOf(client),
    }
    assertOwnVersion(head)
    await client.query('SET LOCAL ROLE causeway_backup')
    await assertWholeView(client)
    yield { head, body: nothing() }
    for (const table of await tablesOf(client)) {
      yield {
        head: { kind: 'table', name: table.name, columns: [...table.columns] },
        body: client.query(copyTo(`COPY ${copied(table)} TO STDOUT`)),
      }
    }
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

/** A backup that this version could not restore would be known for what it is on the day of the disaster only. */
function assertOwnVersion({ migrations }: HouseHead): void {
  if (JSON.stringify(migrations) === JSON.stringify(ownMigrations())) return
  throw new BackupError(
    'other-version',
    'Another version of Causeway migrated this database, and this one could not restore a backup of it. Run `causeway migrate`, or make the backup with the version that migrated it.',
  )
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // The head says all.
}
