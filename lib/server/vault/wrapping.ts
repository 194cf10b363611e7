/**
 * Keys under keys: the key store holds each owner's key only wrapped, AES-256-GCM under the house's key-encryption key.
 * The associated data binds whose key it is and which key wraps it: rows of the store that were swapped do not open.
 */
import { decrypt, encrypt } from './aes-gcm.ts'
import type { Owner } from './owners.ts'
import { VaultError } from './vault-error.ts'

/** `id`: 16 bytes of a hash of `secret`, in hex. `secret`: 32 random bytes. */
export type KeyEncryptionKey = { readonly id: string; readonly secret: Buffer }

/** Which owner's key is wrapped. */
export type KeyName = { readonly id: string; readonly owner: Owner; readonly version: number }

/** Wraps the 32 secret bytes of a data key. */
export function wrap(under: KeyEncryptionKey, name: KeyName, secret: Buffer): Buffer {
  return encrypt(under.secret, bindings(under, name), secret)
}

/** The secret bytes that were wrapped. Throws VaultError `damaged`. */
export function unwrap(under: KeyEncryptionKey, name: KeyName, wrapped: Uint8Array): Buffer {
  const secret = decrypt(under.secret, bindings(under, name), wrapped)
  if (secret === null) throw new VaultError('damaged', `wrapped key ${name.id}`)
  return secret
}

function bindings(under: KeyEncryptionKey, { id, owner, version }: KeyName): Buffer {
  return Buffer.from(JSON.stringify(['wrapped-key', 1, under.id, id, owner.kind, owner.id, version]))
}
