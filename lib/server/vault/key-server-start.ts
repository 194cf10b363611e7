/** What a start asks of a key store on a server: that it is apart from the data, durable, and the one of this house. */
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { missingKeyFile } from './key-file.ts'
import { KEY_SERVER, lostTables } from './key-server-faults.ts'
import { assertOurs, begin, withKeyServer } from './key-server.ts'
import { hasTables, isUntouched, makeTables } from './postgres-schema.ts'
import { VaultError } from './vault-error.ts'

/**
 * Whether this is the first start of a house, whose key file is to be made: as `beginsHere` has it, with the empty tables of the
 * store before the key file. Throws VaultError `unusable` for either that is lost.
 */
export async function beginsOnServer(keyFile: string, url: string): Promise<boolean> {
  return withKeyServer(url, async (client) => {
    await assertDurable(client)
    const there = await hasTables(client)
    if (there) await assertOurs(client)
    if (existsSync(keyFile)) {
      if (!there) throw lostTables()
      return false
    }
    if (there && !(await isUntouched(client))) throw missingKeyFile(keyFile)
    await begin(client, () => makeTables(client))
    await client.query('COMMIT')
    mkdirSync(path.dirname(keyFile), { recursive: true, mode: 0o700 })
    return true
  })
}

/**
 * Throws VaultError `unusable` where the keys would lie beside what they open: in the same cluster, under whatever name, since
 * one copy of its disk or one backup of it would then have both.
 */
export async function assertApart(dataUrl: string, keysUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: dataUrl })
  await client.connect()
  const data = await clusterOf(client).finally(() => client.end())
  const keys = await withKeyServer(keysUrl, clusterOf)
  if (data !== keys) return
  throw new VaultError(
    'unusable',
    'KEYS_DATABASE_URL leads to the same PostgreSQL cluster as DATABASE_URL, or to a copy of it: whoever takes that has the texts and their keys. Keep the keys on a server of their own',
  )
}

/** What a cluster was called when it was made; a database, a port or a name says nothing about it. */
async function clusterOf(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT system_identifier::text AS id FROM pg_control_system()',
  )
  return rows[0]?.id
}

/** A key that a power cut takes away takes with it what was sealed and committed meanwhile. */
async function assertDurable(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ fsync: string }>(`SELECT current_setting('fsync') AS fsync`)
  if (rows[0]?.fsync === 'on') return
  throw new VaultError(
    'unusable',
    `The key store ${KEY_SERVER} forgets at a power cut what it said was written. Set fsync = on for its server`,
  )
}
