/**
 * What a sealed column holds: text under its owner's key, AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits.
 *
 *     s1.base64url( key id 16 | commitment 16 | nonce 12 | ciphertext | tag 16 )
 *
 * The associated data binds owner, table, column, row, key and its version: what was flipped, cut, or moved anywhere else
 * does not open. Key id and commitment are looked at before anything is decrypted. Safe for 2³² texts under one key.
 */
import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import { COMMITMENT_BYTES, type DataKey } from './data-key.ts'
import { pad, unpad } from './padding.ts'
import { VaultError } from './vault-error.ts'

const ALGORITHM = 'aes-256-gcm'
const PREFIX = 's1.'
const ID_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = ID_BYTES + COMMITMENT_BYTES + NONCE_BYTES

/** Where a sealed text stands. */
export type Place = { readonly table: string; readonly column: string; readonly row: string }

/** Seals a text for its place. */
export function sealText(key: DataKey, place: Place, text: string): string {
  const nonce = freshNonce()
  const cipher = createCipheriv(ALGORITHM, key.encryption, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(bindings(key, place))
  const body = [cipher.update(pad(text)), cipher.final(), cipher.getAuthTag()]
  const sealed = Buffer.concat([uuidBytes(key.id), key.commitment, nonce, ...body])
  return `${PREFIX}${sealed.toString('base64url')}`
}

let nonces = Buffer.alloc(0)

/** 12 random bytes that were never given before. Drawn many at once: a draw costs more than the sealing of a text. */
function freshNonce(): Buffer {
  if (nonces.length < NONCE_BYTES) nonces = randomBytes(NONCE_BYTES * 1_024)
  const nonce = nonces.subarray(0, NONCE_BYTES)
  nonces = nonces.subarray(NONCE_BYTES)
  return nonce
}

/** Id of the key that a sealed text says it is under. Throws VaultError `not-sealed`. */
export function keyIdOf(sealed: string, place: Place): string {
  const hex = bytesOf(sealed, place).toString('hex', 0, ID_BYTES)
  return [0, 8, 12, 16, 20].map((from, at, all) => hex.slice(from, all[at + 1] ?? 32)).join('-')
}

/** The text that was sealed under this key for this place. Throws VaultError. */
export function openText(key: DataKey, place: Place, sealed: string): string {
  const bytes = bytesOf(sealed, place)
  const commitment = bytes.subarray(ID_BYTES, ID_BYTES + COMMITMENT_BYTES)
  const known = bytes.subarray(0, ID_BYTES).equals(uuidBytes(key.id))
  if (!timingSafeEqual(commitment, key.commitment) || !known) throw fault('wrong-key', place)
  const nonce = bytes.subarray(ID_BYTES + COMMITMENT_BYTES, HEAD_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key.encryption, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(bindings(key, place))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  const text = unpad(decrypted(decipher, bytes.subarray(HEAD_BYTES, -TAG_BYTES), place))
  if (text === null) throw fault('damaged', place)
  return text
}

type Decipher = ReturnType<typeof createDecipheriv>

function decrypted(decipher: Decipher, body: Buffer, place: Place): Buffer {
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    throw fault('damaged', place)
  }
}

/** The bytes of a sealed text. One that says the same bytes in another spelling is none: no bit of it may be free. */
function bytesOf(sealed: string, place: Place): Buffer {
  if (!sealed.startsWith(PREFIX)) throw fault('not-sealed', place)
  const said = sealed.slice(PREFIX.length)
  const bytes = Buffer.from(said, 'base64url')
  if (bytes.toString('base64url') !== said) throw fault('not-sealed', place)
  if (bytes.length <= HEAD_BYTES + TAG_BYTES) throw fault('damaged', place)
  return bytes
}

/** JSON keeps the parts apart: `['a', 'bc']` is not `['ab', 'c']`. */
function bindings({ id, owner, version }: DataKey, { table, column, row }: Place): Buffer {
  return Buffer.from(
    JSON.stringify(['sealed-text', 1, owner.kind, owner.id, table, column, row, id, version]),
  )
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function fault(kind: VaultError['fault'], place: Place): VaultError {
  return new VaultError(kind, place)
}
