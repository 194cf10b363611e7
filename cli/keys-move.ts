/** `causeway keys move`: the key store from a file to the server of KEYS_DATABASE_URL, and back. */
import { resolve } from 'node:path'
import { operatorSettings } from '../lib/server/env.ts'
import { withClient } from '../lib/server/postgres/connection.ts'
import { holderOf } from '../lib/server/postgres/folder-lock.ts'
import { appRole, jobsRole } from '../lib/server/postgres/house-database.ts'
import { assertApart } from '../lib/server/vault/key-server-start.ts'
import { moveToFile, moveToServer, type Moved } from '../lib/server/vault/move-store.ts'
import { StopError } from './launch/progress.mjs'
import { realFolder } from './server-settings.ts'

const WRONG_USE = 2
const USE = 'causeway keys move to-server FILE, or causeway keys move to-file FILE'

/** Fills the empty one from the other. Nobody may write into either meanwhile: a key that is made then would be lost. */
export async function moveKeys(args: readonly string[]): Promise<void> {
  const [where, asked, ...more] = args
  if (asked === undefined || more.length > 0) throw new StopError(USE, WRONG_USE)
  const { KEYS_DATABASE_URL: url, DATABASE_URL } = operatorSettings()
  if (url === undefined) throw new StopError('KEYS_DATABASE_URL is missing: the server of the key store.')
  if (where === 'to-server' && DATABASE_URL !== undefined) await assertApart(DATABASE_URL, url)
  if (
    (await holderOf(realFolder)) !== null ||
    (DATABASE_URL !== undefined && (await isWorking(DATABASE_URL)))
  ) {
    throw new StopError(
      'The house runs. Stop it here and on every other machine: keys that are made meanwhile would be lost.',
    )
  }
  const file = resolve(asked)
  if (where === 'to-server') {
    tell(await moveToServer(file, url), 'on the server', file)
  } else if (where === 'to-file') {
    tell(await moveToFile(url, file), `in ${file}`, 'the store on the server')
  } else throw new StopError(USE, WRONG_USE)
}

/** Whether a server of the house works with its database, on whatever machine: its jobs are never long without a connection. */
async function isWorking(dataUrl: string): Promise<boolean> {
  return withClient(dataUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND usename = ANY ($1::text[]) AND pid <> pg_backend_pid() LIMIT 1`,
      [[appRole, jobsRole]],
    )
    return rows.length > 0
  })
}

function tell({ keys, tombstones }: Moved, to: string, from: string): void {
  process.stdout
    .write(`${String(keys)} keys stand ${to}, ${String(tombstones)} of them destroyed; each was compared.
Start the house with it and open a case that you know. Then: causeway keys rotate, after which ${from} opens nothing any more, and destroy it.\n`)
}
