/** Keys for one purpose each out of the house's one secret: HKDF-SHA-256 (RFC 5869). */
import { hkdfSync } from 'node:crypto'

const KEY_BYTES = 32

/** What the house derives a key for. */
export type KeyPurpose = 'submission' | 'context' | 'release'

/** The key of 32 bytes for a purpose. `secret` is CAUSEWAY_SECRET: 32 random bytes as base64url. */
export function deriveKey(secret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', `causeway/${purpose}/1`, KEY_BYTES),
  )
}
