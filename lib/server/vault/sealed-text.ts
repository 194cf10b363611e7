/**
 * What a sealed column holds: text under its owner's key.
 *
 *     s1.base64url( key id 16 | commitment 16 | nonce 12 | ciphertext | tag 16 )
 *
 * The associated data binds owner, table, column, row, key and its version: what was flipped, cut, or moved anywhere else
 * does not open. Key id and commitment are looked at before anything is decrypted.
 */
import { timingSafeEqual } from 'node:crypto'
import { ADDED_BYTES, decrypt, encrypt } from './aes-gcm.ts'
import { COMMITMENT_BYTES, type DataKey } from './data-key.ts'
import { pad, unpad } from './padding.ts'
import { VaultError } from './vault-error.ts'

const PREFIX = 's1.'
const ID_BYTES = 16
const HEAD_BYTES = ID_BYTES + COMMITMENT_BYTES

/** Where a sealed text stands. */
export type Place = { readonly table: string; readonly column: string; readonly row: string }

/** Seals a text for its place. */
export function sealText(key: DataKey, place: Place, text: string): string {
  const body = encrypt(key.encryption, bindings(key, place), pad(text))
  return `${PREFIX}${Buffer.concat([uuidBytes(key.id), key.commitment, body]).toString('base64url')}`
}

/** Id of the key that a sealed text says it is under. Throws VaultError `not-sealed`. */
export function keyIdOf(sealed: string, place: Place): string {
  const hex = bytesOf(sealed, place).toString('hex', 0, ID_BYTES)
  return [0, 8, 12, 16, 20].map((from, at, all) => hex.slice(from, all[at + 1] ?? 32)).join('-')
}

/** The text that was sealed under this key for this place. Throws VaultError. */
export function openText(key: DataKey, place: Place, sealed: string): string {
  const bytes = bytesOf(sealed, place)
  const commitment = bytes.subarray(ID_BYTES, HEAD_BYTES)
  const known = bytes.subarray(0, ID_BYTES).equals(uuidBytes(key.id))
  if (!timingSafeEqual(commitment, key.commitment) || !known) throw new VaultError('wrong-key', place)
  const padded = decrypt(key.encryption, bindings(key, place), bytes.subarray(HEAD_BYTES))
  const text = padded === null ? null : unpad(padded)
  if (text === null) throw new VaultError('damaged', place)
  return text
}

/** The bytes of a sealed text. One that says the same bytes in another spelling is none: no bit of it may be free. */
function bytesOf(sealed: string, place: Place): Buffer {
  if (!sealed.startsWith(PREFIX)) throw new VaultError('not-sealed', place)
  const said = sealed.slice(PREFIX.length)
  const bytes = Buffer.from(said, 'base64url')
  if (bytes.toString('base64url') !== said) throw new VaultError('not-sealed', place)
  if (bytes.length <= HEAD_BYTES + ADDED_BYTES) throw new VaultError('damaged', place)
  return bytes
}

/** JSON keeps the parts apart: `['a', 'bc']` is not `['ab', 'c']`. */
function bindings({ id, owner, version }: DataKey, { table, column, row }: Place): Buffer {
  return Buffer.from(
    // Ids in small letters, as the database gives them back.
    JSON.stringify(['sealed-text', 1, owner.kind, owner.id, table, column, row.toLowerCase(), id, version]),
  )
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}
