/**
 * Changes of one file by several processes, one after the other: what one reads, no other has changed before it writes.
 * SQLite's own lock on an empty file beside it keeps the turn; the system gives it up when a process ends, however it ends.
 */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { VaultError } from './vault-error.ts'

const TRIES = 200
const PAUSE_MS = 50

/** Does the work while nobody else has the file's turn. Throws VaultError `unusable` when it does not come. */
export async function turnOf<T>(file: string, work: () => Promise<T>): Promise<T> {
  const turn = await take(file)
  try {
    return await work()
  } finally {
    turn.close()
  }
}

async function take(file: string): Promise<DatabaseSync> {
  for (let left = TRIES; left > 0; left--) {
    const turn = new DatabaseSync(`${file}.turn`, { timeout: 0 })
    try {
      turn.exec('BEGIN EXCLUSIVE')
      return turn
    } catch {
      turn.close()
    }
    await pause(PAUSE_MS)
  }
  throw new VaultError('unusable', `key file ${file} is being changed by another process`)
}
