/**
 * A copy of both files that the keys stand in, while the house runs. Copying the key store byte by byte loses what stands in
 * its log only: SQLite writes the whole of it as one file.
 */
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { putInPlace } from '../durable-file.ts'
import { copyStays, stampOf } from './copy-refusal.ts'
import { assertKeyFileFits, assertOpens, wasRewrapped } from './key-file-copy-fit.ts'
import { readKeyFile, writeKeyFile } from './key-file-content.ts'
import type { KeyPlaces } from './key-store-place.ts'
import { lostStore } from './sqlite-file.ts'
import { sourceInWords, storeFit, withSource, type StoreFit, type StoreSource } from './store-copy-fit.ts'
import { writeStoreFile } from './store-file.ts'
import { storeToCopy } from './store-watch.ts'
import { turnOf } from './turn.ts'
import { VaultError } from './vault-error.ts'

export type KeyFiles = { readonly keyStore: string; readonly keyFile: string }

/** `snapshot`: what a store on a server was at one moment; the file is not there then, and gives the copy its name only. */
export type CopySource = KeyFiles & { readonly snapshot?: DatabaseSync }

/** Folders for the copies; null for what is not copied. The two files belong on different disks. */
export type CopyPlaces = { readonly keyStore: string | null; readonly keyFile: string | null }

/**
 * `replace`: also a copy that belongs to another house, or to nobody that is known. `ownKeyFile`: whether this process wrote
 * the copy of the key file that stands there.
 */
export type HowToCopy = { readonly replace?: boolean; readonly ownKeyFile?: (copy: string) => boolean }

/** Where the copies of both files stand; null for what is not copied. */
export function copiesIn(from: KeyFiles, to: CopyPlaces): CopyPlaces {
  return {
    keyStore: to.keyStore === null ? null : path.join(to.keyStore, path.basename(from.keyStore)),
    keyFile: to.keyFile === null ? null : path.join(to.keyFile, path.basename(from.keyFile)),
  }
}

/**
 * Puts both into a folder, each whole or not at all, in place of an older copy there, while nobody rotates. Gives where they
 * are. Throws VaultError `unusable`, also where the copy there is not an older one of the same keys.
 */
export async function copyKeys(from: KeyPlaces, folder: string, how: HowToCopy = {}): Promise<KeyFiles> {
  const store = storeToCopy(from)
  try {
    await turnOf(from.keyFile, () =>
      store.read((source) => {
        copyInTurn(source, { keyStore: folder, keyFile: folder }, how)
      }),
    )
  } finally {
    store.close()
  }
  const place = (file: string) => path.join(folder, path.basename(file))
  return { keyStore: place(from.keyStore), keyFile: place(from.keyFile) }
}

/**
 * Puts either or both into their folders; the caller has the turn of the key file. A copy is replaced only by what knows all
 * that it knows; what is the same stays as it is. Throws VaultError `unusable`.
 */
export function copyInTurn(
  from: CopySource,
  to: CopyPlaces,
  { replace = false, ownKeyFile }: HowToCopy,
): void {
  const copy = copiesIn(from, to)
  const source = from.snapshot ?? from.keyStore
  if (typeof source === 'string' && !existsSync(source)) throw lostStore(source)
  if (to.keyStore !== null) assertOwnFolder(to.keyStore, from)
  const store = copy.keyStore === null || replace ? null : storeFit(source, copy.keyStore)
  if (copy.keyStore !== null && store !== null) assertOpens(from, copy.keyStore, store, copy.keyFile)
  const refused = refusal(() => {
    if (to.keyFile === null || copy.keyFile === null) return
    assertOwnFolder(to.keyFile, from)
    if (replace) return
    const own = ownKeyFile?.(copy.keyFile) ?? false
    assertKeyFileFits(from, { place: copy.keyFile, store, own, beside: to.keyFile === to.keyStore })
  })
  // The two copies stay a pair: past a rotation the store goes with the key file that opens it, or not at all.
  if (refused !== null && (store === null || wasRewrapped(store))) throw refused.error
  if (copy.keyStore !== null && store?.same !== true) copyStore(source, copy.keyStore, store)
  if (refused !== null) throw refused.error
  // Last: who finds a key file finds the store that it opens.
  if (copy.keyFile !== null) writeKeyFile(copy.keyFile, readKeyFile(from.keyFile))
}

function refusal(work: () => void): { readonly error: unknown } | null {
  try {
    work()
    return null
  } catch (error) {
    return { error }
  }
}

function copyStore(from: StoreSource, to: string, fit: StoreFit | null): void {
  const fresh = `${to}.new`
  try {
    withSource(from, (database) => {
      writeStoreFile(database, fresh)
    })
    // Another house that copies to the same place has a turn of its own.
    if (fit !== null && stampOf(to) !== (fit.copy?.stamp ?? null))
      throw copyStays(to, 'was changed meanwhile')
    replaceForGood(fresh, to)
  } catch (error) {
    rmSync(fresh, { force: true })
    if (error instanceof VaultError) throw error
    throw new VaultError(
      'unusable',
      `The key store ${sourceInWords(from)} cannot be copied to ${to}: is there room, and may you write there?`,
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
