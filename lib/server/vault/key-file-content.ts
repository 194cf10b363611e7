/**
 * What a key file says: the key-encryption keys in clear, sealed under a lock key with an entry for each key holder, or as a
 * key service encrypted them.
 * A key stands in neither an error nor anywhere else.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { writeDurably } from '../durable-file.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import { KEY_BYTES } from './data-key.ts'
import { HOLDERS_AT_LEAST, holderShape, type KeyHolder, type LockKey } from './key-holders.ts'
import { keyEncryptionKey } from './key-source.ts'
import { VaultError } from './vault-error.ts'
import type { KeyEncryptionKey } from './wrapping.ts'

const keysShape = z
  .array(
    z
      .object({ id: z.string(), secret: z.base64url() })
      .transform(({ id, secret }) => ({ id, key: keyEncryptionKey(Buffer.from(secret, 'base64url')) }))
      .refine(({ id, key }) => key.secret.length === KEY_BYTES && key.id === id)
      .transform(({ key }) => key),
  )
  .min(1)

const shape = z.discriminatedUnion('version', [
  z
    .object({ version: z.literal(1), keys: keysShape })
    .transform(({ keys }) => ({ kind: 'plain' as const, keys })),
  z
    .object({
      version: z.literal(2),
      lock: z.string().regex(/^[0-9a-f]{32}$/),
      holders: z.array(holderShape).min(HOLDERS_AT_LEAST),
      sealed: z.base64url(),
    })
    .transform(({ lock, holders, sealed }) => ({ kind: 'locked' as const, lock, holders, sealed })),
  z
    .object({
      version: z.literal(3),
      key: z.string(),
      keys: z.array(z.object({ id: z.string(), ciphertext: z.string() })).min(1),
    })
    .transform(({ key, keys }) => ({ kind: 'transit' as const, key, keys })),
])

export type PlainKeys = { readonly kind: 'plain'; readonly keys: readonly KeyEncryptionKey[] }

/** `lock`: id of the lock key. `sealed`: nonce, ciphertext and tag. */
export type LockedKeys = {
  readonly kind: 'locked'
  readonly lock: string
  readonly holders: readonly KeyHolder[]
  readonly sealed: string
}

/** A key-encryption key as a key service encrypted it. */
export type TransitKey = { readonly id: string; readonly ciphertext: string }

/** `key`: what the service calls its key. */
export type TransitKeys = {
  readonly kind: 'transit'
  readonly key: string
  readonly keys: readonly TransitKey[]
}

export type KeyFileContent = PlainKeys | LockedKeys | TransitKeys

/** What the file at a path says. Throws VaultError `unusable`. */
export function readKeyFile(file: string): KeyFileContent {
  if (!existsSync(file)) throw new VaultError('unusable', `key file ${file} is missing`)
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new VaultError('unusable', `key file ${file} may be read by others than its owner`)
  }
  const content = parseKeyFile(readFileSync(file, 'utf8'))
  // The content stays out of the message.
  if (content === null) throw new VaultError('unusable', `key file ${file} is damaged`)
  return content
}

/** What the text of a key file says; null for one that is damaged or none. */
export function parseKeyFile(text: string): KeyFileContent | null {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Whole or not at all: a new file takes the old one's place once it is on the disk. */
export function writeKeyFile(file: string, content: KeyFileContent): void {
  writeDurably(file, `${JSON.stringify(saidOf(content), null, 2)}\n`)
}

function saidOf(content: KeyFileContent) {
  switch (content.kind) {
    case 'plain':
      return { version: 1, keys: printed(content.keys) }
    case 'locked':
      return { version: 2, lock: content.lock, holders: content.holders, sealed: content.sealed }
    case 'transit':
      return { version: 3, key: content.key, keys: content.keys }
  }
}

/** Seals keys under a lock key. The holders are bound in: an entry that somebody took out or put back opens nothing. */
export function lockKeys(
  lock: LockKey,
  holders: readonly KeyHolder[],
  keys: readonly KeyEncryptionKey[],
): LockedKeys {
  const sealed = encrypt(lock.secret, bindings(lock.id, holders), Buffer.from(JSON.stringify(printed(keys))))
  return { kind: 'locked', lock: lock.id, holders, sealed: sealed.toString('base64url') }
}

/** The keys that a lock key opens. Throws VaultError `damaged`. */
export function unlockKeys(lock: LockKey, { holders, sealed }: LockedKeys): readonly KeyEncryptionKey[] {
  const opened = decrypt(lock.secret, bindings(lock.id, holders), Buffer.from(sealed, 'base64url'))
  if (opened === null) throw new VaultError('damaged', 'locked key file')
  try {
    return keysShape.parse(JSON.parse(opened.toString('utf8')))
  } catch {
    throw new VaultError('damaged', 'locked key file')
  }
}

function printed(keys: readonly KeyEncryptionKey[]) {
  return keys.map(({ id, secret }) => ({ id, secret: secret.toString('base64url') }))
}

function bindings(lockId: string, holders: readonly KeyHolder[]): Buffer {
  return Buffer.from(JSON.stringify(['key-file', 2, lockId, holders.map(({ id, wrapped }) => [id, wrapped])]))
}
