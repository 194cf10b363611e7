/**
 * A copy of both files that the keys stand in, while the house runs. Copying the key store byte by byte loses what stands in
 * its log only: SQLite writes the whole of it as one file.
 */
import { closeSync, openSync, rmSync, statSync } from 'node:fs'
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
  assertOwnFolder(folder, from)
  const to = {
    keyStore: path.join(folder, path.basename(from.keyStore)),
    keyFile: path.join(folder, path.basename(from.keyFile)),
  }
  await turnOf(from.keyFile, () => {
    copyStore(from.keyStore, to.keyStore)
    // Last: who finds a key file finds the store that it opens.
    writeKeyFile(to.keyFile, readKeyFile(from.keyFile))
    return Promise.resolve()
  })
  return to
}

function copyStore(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) === undefined) throw lostStore(from)
  const fresh = `${to}.new`
  rmSync(fresh, { force: true })
  // SQLite takes an empty file too, with the permissions that it has.
  closeSync(openSync(fresh, 'wx', 0o600))
  try {
    const database = new DatabaseSync(from, { timeout: PATIENCE_MS })
    try {
      database.prepare('VACUUM INTO ?').run(fresh)
    } finally {
      database.close()
    }
  } catch {
    rmSync(fresh, { force: true })
    throw new VaultError(
      'unusable',
      `The key store ${from} cannot be copied to ${to}: is there room, and may you write there?`,
    )
  }
  putInPlace(fresh, to)
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
