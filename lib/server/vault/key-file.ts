/**
 * The key-encryption key in a file that only its owner reads: plain, for a house on one machine whose disk is encrypted, or
 * locked under its holders' passphrases. Made at the first start, after the empty key store, and never again: a new key beside
 * keys that an older one wrapped would hide that the file is lost.
 */
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import {
  lockKeys,
  readKeyFile,
  unlockKeys,
  writeKeyFile,
  type LockedKeys,
  type PlainKeys,
} from './key-file-content.ts'
import type { LockKey } from './key-holders.ts'
import { Opening } from './opening.ts'
import { newKeyEncryptionKey, type KeySource } from './key-source.ts'
import { turnOf } from './turn.ts'
import { lostStore, makeSqliteFile, neverHadKeys } from './sqlite-file.ts'
import { VaultError } from './vault-error.ts'
import type { KeyEncryptionKey } from './wrapping.ts'

/** The key file at a path. A locked one opens with the lock key that `opening` holds. */
export function keyFile(file: string, opening: Opening = new Opening()): KeySource {
  return {
    place: file,
    read: () => Promise.resolve().then(() => readKeys(file, opening)),
    keep: (keys) => Promise.resolve().then(() => keepKeys(file, opening, keys)),
    inTurn: (work) => turnOf(file, work),
  }
}

/**
 * Makes the key file of a house that has no keys yet; leaves one that is there.
 *
 * Throws VaultError `unusable` when one of key file and key store is missing: what was sealed opens with both alone.
 */
export function ensureKeyFile(file: string, keyStore: string): void {
  if (beginsHere(file, keyStore)) makeKeyFile(file)
}

/** Makes the key file; only where a house begins. */
export function makeKeyFile(file: string): void {
  writeKeyFile(file, { kind: 'plain', keys: [newKeyEncryptionKey()] })
}

/**
 * Whether this is the first start of a house, whose key file is to be made. Its empty key store stands before the key file:
 * so a key file alone tells that the store was lost. Throws VaultError `unusable` for either that is lost.
 */
export function beginsHere(file: string, keyStore: string): boolean {
  if (existsSync(file)) {
    if (!existsSync(keyStore)) throw lostStore(keyStore)
    return false
  }
  if (existsSync(keyStore) && !neverHadKeys(keyStore)) {
    throw missingKeyFile(file)
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  makeSqliteFile(keyStore)
  return true
}

/** What is said where the key store has keys and nothing unwraps them. */
export function missingKeyFile(file: string): VaultError {
  return new VaultError(
    'unusable',
    `The key file ${file} is missing. Put its copy back: without it nothing that was sealed opens`,
  )
}

function readKeys(file: string, opening: Opening): readonly KeyEncryptionKey[] {
  const content = withoutService(file)
  const keys = content.kind === 'plain' ? content.keys : unlockKeys(lockOf(file, content, opening), content)
  opening.state = 'open'
  return keys
}

/** A locked file stays locked, for the same holders: whoever rotates needs the passphrase of one. */
function keepKeys(file: string, opening: Opening, keys: readonly KeyEncryptionKey[]): void {
  const content = withoutService(file)
  if (content.kind === 'plain') {
    writeKeyFile(file, { kind: 'plain', keys })
    return
  }
  const lock = lockOf(file, content, opening)
  // Opened first: holders that were tampered with are not sealed anew as if they were right.
  unlockKeys(lock, content)
  writeKeyFile(file, lockKeys(lock, content.holders, keys))
}

function withoutService(file: string): PlainKeys | LockedKeys {
  const content = readKeyFile(file)
  if (content.kind !== 'transit') return content
  throw new VaultError('unusable', `key file ${file} needs its key service: CAUSEWAY_TRANSIT_URL is missing`)
}

/** The lock key of this process where it is this file's. Where it is not, a holder is asked for before anything else. */
function lockOf(file: string, content: LockedKeys, opening: Opening): LockKey {
  if (opening.lock?.id === content.lock) return opening.lock
  opening.lock = null
  opening.state = 'locked'
  throw new VaultError('locked', `key file ${file}`)
}
