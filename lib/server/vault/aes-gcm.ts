/**
 * AES-256-GCM (NIST SP 800-38D) as everything in the vault uses it: a random nonce of 96 bits, the ciphertext, a tag of 128
 * bits, one after the other. Safe for 2³² messages under one key.
 */
import { createCipheriv, createDecipheriv, randomBytes, type CipherKey } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What encrypting adds to the length of a message. */
export const ADDED_BYTES = NONCE_BYTES + TAG_BYTES

/** Nonces that are drawn at once. */
const DRAWN = 1_024

let nonces = Buffer.alloc(0)

/** 12 random bytes that were never given before. Drawn many at once: a draw costs more than the encryption of a text. */
function freshNonce(): Buffer {
  if (nonces.length < NONCE_BYTES) nonces = randomBytes(NONCE_BYTES * DRAWN)
  const nonce = nonces.subarray(0, NONCE_BYTES)
  nonces = nonces.subarray(NONCE_BYTES)
  return nonce
}

/** Encrypts a message under a key of 32 bytes; `bound` must be given again to decrypt it. */
export function encrypt(key: CipherKey, bound: Buffer, message: Buffer): Buffer {
  const nonce = freshNonce()
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(bound)
  return Buffer.concat([nonce, cipher.update(message), cipher.final(), cipher.getAuthTag()])
}

/** The message, or null when a single bit of it, of the key or of what is bound is another. */
export function decrypt(key: CipherKey, bound: Buffer, encrypted: Uint8Array): Buffer | null {
  try {
    const nonce = encrypted.subarray(0, NONCE_BYTES)
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(bound)
    decipher.setAuthTag(encrypted.subarray(-TAG_BYTES))
    const body = decipher.update(encrypted.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([body, decipher.final()])
  } catch {
    return null
  }
}
