/** Prints and signatures under keys that are derived for one purpose each from CAUSEWAY_SECRET. */
import 'server-only'
import { createHmac } from 'node:crypto'
import { env } from '../env.ts'
import { deriveKey, type KeyPurpose } from './derive.ts'

/** What a fingerprint is taken for. */
export type PrintPurpose = 'submission'

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
