/**
 * Says that the house made a release, to the house alone: HMAC-SHA-256 (RFC 2104) over everything in the document but
 * the fingerprint, under a key of its own. Who received a file is no part of it, so that a file that was passed on
 * leads to nobody; the register knows.
 */
import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ReleaseDocument } from '../../domain/releases/document.ts'
import { env } from '../env.ts'
import { deriveKey } from '../vault/derive.ts'

export type UnsignedDocument = Omit<ReleaseDocument, 'fingerprint'>

// RFC 4648, section 6: no 0, 1, 8 or 9, which are misread on the phone.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const CHARACTERS = 20
const GROUP = 5
const BITS = 5n

/**
 * The fingerprint of a document: the first 100 bits as four groups of five characters, such as `ABCDE-FGHIJ-KLMNO-PQRST`.
 * A `fingerprint` that the document already has is left out. `secret` is CAUSEWAY_SECRET.
 */
export function fingerprintOf(document: UnsignedDocument, secret: string = env().CAUSEWAY_SECRET): string {
  const unsigned = Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'fingerprint'))
  const digest = createHmac('sha256', deriveKey(secret, 'release')).update(canonical(unsigned)).digest()
  const value = BigInt(`0x${digest.toString('hex')}`)
  const text = Array.from({ length: CHARACTERS }, (_, index) => {
    const shift = BigInt(digest.length * 8) - BITS * BigInt(index + 1)
    return ALPHABET[Number((value >> shift) & 31n)]
  }).join('')
  return Array.from({ length: CHARACTERS / GROUP }, (_, group) =>
    text.slice(group * GROUP, (group + 1) * GROUP),
  ).join('-')
}

/** Whether the house made exactly this document: `fingerprint` as printed, in either case, with or without hyphens. */
export function isOurs(
  document: UnsignedDocument,
  fingerprint: string,
  secret: string = env().CAUSEWAY_SECRET,
): boolean {
  const said = Buffer.from(fingerprint.toUpperCase().replace(/[\s-]/g, ''))
  const ours = Buffer.from(fingerprintOf(document, secret).replaceAll('-', ''))
  return said.length === ours.length && timingSafeEqual(said, ours)
}

/** JSON with the names of every object in order and no spaces (RFC 8785; whole numbers and texts only). */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') {
    const names = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return `{${names.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`
  }
  throw new Error('a release holds texts, whole numbers and null')
}
