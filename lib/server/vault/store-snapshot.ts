/**
 * The key store of a server as it is at one moment, in memory and in the format of the file: so the copy of a server's store is
 * the same file, judged by the same rules, and no wrapped key lies on another disk on its way there.
 */
import type { DatabaseSync } from 'node:sqlite'
import { assertOurs, withKeyServer } from './key-server.ts'
import { storeInMemory } from './sqlite-file.ts'
import { postgresRows, putIntoSqlite, STORE_TABLE_NAMES } from './store-tables.ts'

/** Reads a whole store. The caller closes what it gets. Throws VaultError `unusable`. */
export async function snapshotOf(url: string): Promise<DatabaseSync> {
  const snapshot = storeInMemory()
  try {
    await withKeyServer(url, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await assertOurs(client)
      for (const table of STORE_TABLE_NAMES) {
        for await (const rows of postgresRows(client, table)) putIntoSqlite(snapshot, table, rows)
      }
      await client.query('COMMIT')
    })
    return snapshot
  } catch (error) {
    snapshot.close()
    throw error
  }
}
