/**
 * How long SQLite is waited for while another process holds the key store: in short tries, between which this process goes
 * on, and told in words afterwards.
 */
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { StoreHeld, VaultError } from './vault-error.ts'

/** For one try: so long the whole process stands still. */
export const TRY_MS = 50

/** In all. */
export const PATIENCE_MS = 5_000
const PAUSE_MS = 50

/** SQLITE_BUSY and SQLITE_LOCKED, of which an extended code has the lower byte. */
const HELD = [5, 6]

/** Runs work again and again while another process holds the store of this file. Throws VaultError `unusable`. */
export async function patiently<T>(file: string, work: () => T): Promise<T> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return work()
    } catch (error) {
      const code = codeOf(error)
      if (code === null) throw error
      if (!HELD.includes(code)) {
        throw new VaultError('unusable', `The key store ${file} does not answer (SQLite ${String(code)})`)
      }
      if (performance.now() > until) {
        throw new StoreHeld('unusable', `The key store ${file} is held by another process. Try again`)
      }
    }
    await pause(PAUSE_MS)
  }
}

/** Cuts the write-ahead log, in which older pages stand. False when somebody reads one of them all the while. */
export async function cutLog(file: string, database: DatabaseSync): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await patiently(file, () => database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get())
    if (found?.['busy'] === 0) return true
    if (performance.now() > until) return false
    await pause(PAUSE_MS)
  }
}

function codeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}
