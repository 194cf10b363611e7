/**
 * A copy of both files that the keys stand in, while the house runs. Copying the key store byte by byte loses what stands in
 * its log only: SQLite writes the whole of it as one file.
 */
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { putInPlace } from '../durable-file.ts'
import { readKeyFile, writeKeyFile } from './key-file-content.ts'
import { lostStore } from './sqlite-file.ts'
import { PATIENCE_MS } from './sqlite-patience.ts'
import { turnOf } from './turn.ts'
import { VaultError } from './vault-error.ts'

export type KeyFiles = { readonly keyStore: string; readonly keyFile: string }

/**
 * Puts both into a folder, each whole or not at all, in place of an older copy there, while nobody rotates. Gives where they
 * are. Throws VaultError `unusable`.
 */
export async function copyKeys(from: KeyFiles, folder: string): Promise<KeyFiles> {
  return turnOf(from.keyFile, () => {
    const keyStore = copyStoreInto(from, folder)
    // Last: who finds a key file finds the store that it opens.
    return Promise.resolve({ keyStore, keyFile: copyKeyFileInto(from, folder) })
  })
}

/** Puts the key store alone into a folder; the caller has the turn of the key file. Gives where it is. */
export function copyStoreInto(from: KeyFiles, folder: string): string {
  assertOwnFolder(folder, from)
  const to = path.join(folder, path.basename(from.keyStore))
  copyStore(from.keyStore, to)
  return to
}

/** Puts the key file alone into a folder, locked as it is; the caller has its turn. Gives where it is. */
export function copyKeyFileInto(from: KeyFiles, folder: string): string {
  assertOwnFolder(folder, from)
  const to = path.join(folder, path.basename(from.keyFile))
  writeKeyFile(to, readKeyFile(from.keyFile))
  return to
}

function copyStore(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) === undefined) throw lostStore(from)
  const fresh = `${to}.new`
  try {
    rmSync(fresh, { force: true })
    // SQLite takes an empty file too, with the permissions that it has.
    closeSync(openSync(fresh, 'wx', 0o600))
    const database = new DatabaseSync(from, { timeout: PATIENCE_MS })
    try {
      database.prepare('VACUUM INTO ?').run(fresh)
    } finally {
      database.close()
    }
    replaceForGood(fresh, to)
  } catch {
    rmSync(fresh, { force: true })
    throw new VaultError(
      'unusable',
      `The key store ${from} cannot be copied to ${to}: is there room, and may you write there?`,
    )
  }
}

/** Puts a new copy in the place of the old one, and zeros over that: it has keys that may be destroyed by now. */
function replaceForGood(fresh: string, to: string): void {
  const old = existsSync(to) ? openSync(to, 'r+') : null
  try {
    putInPlace(fresh, to)
    if (old === null) return
    writeSync(old, Buffer.alloc(fstatSync(old).size), 0, undefined, 0)
    fsyncSync(old)
  } finally {
    if (old !== null) closeSync(old)
  }
}

function assertOwnFolder(folder: string, { keyStore, keyFile }: KeyFiles): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found?.isDirectory() !== true) throw new VaultError('unusable', `${folder} is no folder. Make it first`)
  if ((found.mode & 0o022) !== 0) {
    throw new VaultError('unusable', `Others may write into ${folder}. Close it first: chmod 700`)
  }
  const own = [keyStore, keyFile].map((file) => statSync(path.dirname(file), { throwIfNoEntry: false }))
  if (own.some((one) => one?.dev === found.dev && one.ino === found.ino)) {
    throw new VaultError('unusable', `${folder} is where the keys stand. Name another folder`)
  }
}
