/**
 * Seals what the server keeps for somebody, so that a stolen database, backup or disk does not tell it.
 *
 * AES-256-GCM (NIST SP 800-38D) under a key derived for one purpose by HKDF-SHA-256 (RFC 5869) from CAUSEWAY_SECRET.
 * What is sealed is bound to its purpose and its place: bytes that were flipped, cut, or moved to another row or person
 * do not open.
 */
import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '../env.ts'
import { decrypt, encrypt } from './aes-gcm.ts'
import { deriveKey, type KeyPurpose } from './derive.ts'

/** What a thing is sealed for; each purpose has a key of its own. */
export type SealPurpose = 'draft'

/** What a fingerprint is taken for. */
export type PrintPurpose = 'submission'

/**
 * Seals a text.
 *
 * @param place what the text belongs to, in a fixed order; the same must be given to open it
 */
export function seal(purpose: SealPurpose, place: readonly string[], text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encrypt(keyFor(purpose), associated(purpose, place), Buffer.from(text, 'utf8')))
}

/** The text that was sealed for this purpose and place, or null when a single bit of any of the three is another. */
export function unseal(purpose: SealPurpose, place: readonly string[], sealed: Uint8Array): string | null {
  return decrypt(keyFor(purpose), associated(purpose, place), sealed)?.toString('utf8') ?? null
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
