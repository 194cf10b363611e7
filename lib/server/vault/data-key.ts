/**
 * The key of one owner, as it stands in memory for as long as it is used.
 *
 * Out of its 32 random bytes HKDF-SHA-256 (RFC 5869) makes a key that encrypts, and 16 bytes that are shown beside each
 * ciphertext as a commitment. AES-GCM alone commits to no key: a ciphertext can be made that opens under two (Albertini,
 * Duong, Gueron, Kölbl, Luykx, Schmieg: How to Abuse and Fix Authenticated Encryption Without Key Commitment, 2022).
 */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Owner } from './owners.ts'

export const KEY_BYTES = 32
export const COMMITMENT_BYTES = 16

export type DataKey = {
  /** A random UUID. */
  readonly id: string
  readonly owner: Owner
  /** 1 for the owner's first key. */
  readonly version: number
  /** As an object: made of bytes for each text it would cost more than the text. */
  readonly encryption: KeyObject
  readonly commitment: Buffer
}

/** The key of an owner out of its 32 secret bytes. */
export function dataKey(id: string, owner: Owner, version: number, secret: Buffer): DataKey {
  const derived = Buffer.from(
    hkdfSync('sha256', secret, '', 'causeway/data-key/1', KEY_BYTES + COMMITMENT_BYTES),
  )
  return {
    ...{ id, owner, version },
    encryption: createSecretKey(derived.subarray(0, KEY_BYTES)),
    commitment: derived.subarray(KEY_BYTES),
  }
}
