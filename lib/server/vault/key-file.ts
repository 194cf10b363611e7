/**
 * The key-encryption key in a file that only its owner reads: for a house on one machine whose disk is encrypted. Made at
 * the first start, and never again: a new key beside keys that an older one wrapped would hide that the file is lost.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { KEY_BYTES } from './data-key.ts'
import { keyEncryptionKey, newKeyEncryptionKey, type KeySource } from './key-source.ts'
import { VaultError } from './vault-error.ts'
import type { KeyEncryptionKey } from './wrapping.ts'

const shape = z.object({
  version: z.literal(1),
  keys: z
    .array(
      z
        .object({ id: z.string(), secret: z.base64url() })
        .transform(({ id, secret }) => ({ id, key: keyEncryptionKey(Buffer.from(secret, 'base64url')) }))
        .refine(({ id, key }) => key.secret.length === KEY_BYTES && key.id === id)
        .transform(({ key }) => key),
    )
    .min(1),
})

/** The key file at a path. */
export function keyFile(file: string): KeySource {
  return {
    read: () => Promise.resolve().then(() => readKeys(file)),
    keep: (keys) => Promise.resolve().then(() => writeKeys(file, keys)),
  }
}

/**
 * Makes the key file of a house that has no keys yet; leaves one that is there.
 *
 * Throws VaultError `unusable` when the file is missing beside a key store: its keys open with the lost file alone.
 */
export function ensureKeyFile(file: string, keyStore: string): void {
  if (existsSync(file)) return
  if (existsSync(keyStore)) {
    throw new VaultError(
      'unusable',
      `The key file ${file} is missing. Put its copy back: without it nothing that was sealed opens`,
    )
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  mkdirSync(path.dirname(keyStore), { recursive: true, mode: 0o700 })
  writeKeys(file, [newKeyEncryptionKey()])
}

function readKeys(file: string): readonly KeyEncryptionKey[] {
  if (!existsSync(file)) throw new VaultError('unusable', `key file ${file} is missing`)
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new VaultError('unusable', `key file ${file} may be read by others than its owner`)
  }
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8'))).keys
  } catch {
    // The content stays out of the message.
    throw new VaultError('unusable', `key file ${file} is damaged`)
  }
}

/** Whole or not at all: a new file takes the old one's place once it is on the disk. */
function writeKeys(file: string, keys: readonly KeyEncryptionKey[]): void {
  const said = {
    version: 1,
    keys: keys.map(({ id, secret }) => ({ id, secret: secret.toString('base64url') })),
  }
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', 0o600)
  writeSync(handle, `${JSON.stringify(said, null, 2)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(fresh, file)
  const folder = openSync(path.dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
