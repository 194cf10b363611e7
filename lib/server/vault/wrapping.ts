/**
 * Keys under keys: the key store holds each owner's key only wrapped, AES-256-GCM under the house's key-encryption key.
 * The associated data binds whose key it is and which key wraps it: rows of the store that were swapped do not open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Owner } from './owners.ts'
import { VaultError } from './vault-error.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `id`: 16 bytes of a hash of `secret`, in hex. `secret`: 32 random bytes. */
export type KeyEncryptionKey = { readonly id: string; readonly secret: Buffer }

/** Which owner's key is wrapped. */
export type KeyName = { readonly id: string; readonly owner: Owner; readonly version: number }

/** Wraps the 32 secret bytes of a data key. */
export function wrap(under: KeyEncryptionKey, name: KeyName, secret: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, under.secret, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(bindings(under, name))
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
}

/** The secret bytes that were wrapped. Throws VaultError `damaged`. */
export function unwrap(under: KeyEncryptionKey, name: KeyName, wrapped: Uint8Array): Buffer {
  const nonce = wrapped.subarray(0, NONCE_BYTES)
  try {
    const decipher = createDecipheriv(ALGORITHM, under.secret, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(bindings(under, name))
    decipher.setAuthTag(wrapped.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new VaultError('damaged', `wrapped key ${name.id}`)
  }
}

function bindings(under: KeyEncryptionKey, { id, owner, version }: KeyName): Buffer {
  return Buffer.from(JSON.stringify(['wrapped-key', 1, under.id, id, owner.kind, owner.id, version]))
}
