/**
 * Seals what the server keeps for somebody, so that a stolen database, backup or disk does not tell it.
 *
 * AES-256-GCM (NIST SP 800-38D) under a key derived for one purpose by HKDF-SHA-256 (RFC 5869) from CAUSEWAY_SECRET.
 * What is sealed is bound to its purpose and its place: bytes that were flipped, cut, or moved to another row or person
 * do not open. The nonces are random, 96 bits: safe for 2³² messages under one key.
 */
import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { env } from '../env.ts'
import { deriveKey, type KeyPurpose } from './derive.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a thing is sealed for; each purpose has a key of its own. */
export type SealPurpose = 'draft'

/** What a fingerprint is taken for. */
export type PrintPurpose = 'submission'

/**
 * Seals a text: nonce, tag and ciphertext, one after the other.
 *
 * @param place what the text belongs to, in a fixed order; the same must be given to open it
 */
export function seal(purpose: SealPurpose, place: readonly string[], text: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, keyFor(purpose), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associated(purpose, place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]))
}

/** The text that was sealed for this purpose and place, or null when a single bit of any of the three is another. */
export function unseal(purpose: SealPurpose, place: readonly string[], sealed: Uint8Array): string | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(ALGORITHM, keyFor(purpose), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associated(purpose, place))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** JSON keeps the parts apart: `['a', 'bc']` is not `['ab', 'c']`. */
function associated(purpose: SealPurpose, place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify([purpose, ...place]), 'utf8')
}

/**
 * Tells whether two texts are the same without telling anything about either (HMAC-SHA-256): a bare hash of a name and
 * a year would be found by trying them all.
 */
export function fingerprint(purpose: PrintPurpose, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', keyFor(purpose)).update(text).digest())
}

/** Signs what this server says to its own database: HMAC-SHA-256 (RFC 2104), in hex. */
export function sign(purpose: 'context', text: string): string {
  return createHmac('sha256', keyFor(purpose)).update(text).digest('hex')
}

const keys = new Map<KeyPurpose, Buffer>()

function keyFor(purpose: KeyPurpose): Buffer {
  const known = keys.get(purpose)
  if (known !== undefined) return known
  const key = deriveKey(env().CAUSEWAY_SECRET, purpose)
  keys.set(purpose, key)
  return key
}
