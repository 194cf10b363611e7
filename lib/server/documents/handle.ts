/** Handles of downloads: 32 random bytes, of which the house keeps a hash alone. */
import { createHash, randomBytes } from 'node:crypto'

/** A handle that nobody guesses, fit for an address. */
export function newHandle(): string {
  return randomBytes(32).toString('base64url')
}

/** What the house keeps of a handle (SHA-256): whoever reads the database fetches nothing with it. */
export function hashOfHandle(handle: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(handle).digest())
}
