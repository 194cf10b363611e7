/**
 * What a destroyed key leaves in the files of its table: Postgres keeps the row as it was until somebody cleans up, and a plain
 * VACUUM may leave its bytes in the free part of a page (seen). So the table is written anew without them, and the old file goes. The server's log of
 * changes keeps them until it is used again: docs/operations.md says what ends that.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { KEY_SERVER } from './key-server-faults.ts'
import type { KeyServer } from './key-server.ts'
import { BytesLeft, StoreHeld } from './vault-error.ts'

const PATIENCE_MS = 3_000
const PAUSE_MS = 100

/** False when somebody reads an older state of the database all the while, or holds the table. */
export async function cleaned(server: KeyServer): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    if (await cleanedOnce(server)) return true
    if (performance.now() > until) return false
    await pause(PAUSE_MS)
  }
}

async function cleanedOnce(server: KeyServer): Promise<boolean> {
  try {
    return await server.aside(async (client) => {
      // Whoever reads keys waits behind this: so it is given up soon, and tried again.
      await client.query(`SET lock_timeout = '300ms'`)
      return (await rewritten(client)) === 0
    })
  } catch (error) {
    if (error instanceof StoreHeld) return false
    throw error
  }
}

/** Writes the table anew. Says how many dead rows had to come along, because somebody may still read them. */
async function rewritten(client: pg.ClientBase): Promise<number> {
  const details: string[] = []
  const note = ({ detail }: { readonly detail: string | undefined }): void => {
    if (detail !== undefined) details.push(detail)
  }
  client.on('notice', note)
  await client.query('VACUUM (FULL, VERBOSE) causeway_keys.data_key')
  client.off('notice', note)
  // Who does not own a table is only warned, and nothing is done.
  if (details.length === 0) {
    throw new BytesLeft(
      'unusable',
      `Destroyed, but the old rows stay: the login of the key store ${KEY_SERVER} does not own its tables`,
    )
  }
  // The number is the same in every language in which a server may say it.
  return details.reduce((most, detail) => Math.max(most, Number(/\d+/.exec(detail)?.[0] ?? 0)), 0)
}
