/** One rotation at a time on all machines that share a key server: whose connection has it rotates, and nobody else. */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { KEY_SERVER } from './key-server-faults.ts'
import { begin, type Ask } from './key-server.ts'
import { StoreHeld, VaultError } from './vault-error.ts'

/** The advisory lock; the server gives it back when the connection ends, however it ends. */
const ROTATION = 4_061_027
const TRIES = 30
const PAUSE_MS = 100

/** Takes the rotation for a connection, and gives its number. Throws VaultError when another has it. */
export async function takeRotation(client: pg.ClientBase): Promise<number> {
  for (let left = TRIES; left > 0; left--) {
    const { rows } = await client.query<{ got: boolean; pid: number }>(
      `SELECT pg_try_advisory_lock(${String(ROTATION)}) AS got, pg_backend_pid() AS pid`,
    )
    const [took] = rows
    if (took?.got === true) {
      // Whoever has just lost it may be at a last change: what is read from now on knows of it.
      await begin(client)
      await client.query('COMMIT')
      return took.pid
    }
    await pause(PAUSE_MS)
  }
  throw new StoreHeld('unusable', `The keys of the key store ${KEY_SERVER} are being rotated already`)
}

/**
 * Asked in each change of a rotation. Throws VaultError when the connection has ended that had it: another machine may rotate by
 * now, and between the two each key file would lack keys that the other has.
 */
export async function assertRotates(ask: Ask, pid: number): Promise<void> {
  const held = await ask(
    `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1 AND pid = $2`,
    [ROTATION, pid],
  )
  if (held.length > 0) return
  throw new VaultError(
    'unusable',
    `A line to the key store ${KEY_SERVER} was lost, and the rotation stopped half-way. Rotate once more`,
  )
}
