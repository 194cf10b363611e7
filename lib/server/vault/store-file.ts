/** A key store as one file that only its owner reads, without anything that stands in a log beside it. */
import { closeSync, openSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'

/** Writes a whole store into a new file, in place of a half-written one. */
export function writeStoreFile(store: DatabaseSync, file: string): void {
  rmSync(file, { force: true })
  // SQLite takes an empty file too, with the permissions that it has.
  closeSync(openSync(file, 'wx', 0o600))
  store.prepare('VACUUM INTO ?').run(file)
}
