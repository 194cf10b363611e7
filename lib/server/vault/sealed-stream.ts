/**
 * A file as a row of sealed chunks, made and opened while it streams: STREAM, the construction for online authenticated
 * encryption of Hoang, Reyhanitabar, Rogaway and Vizár (Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance, CRYPTO 2015, §7), with AES-256-GCM.
 *
 *     nonce of a chunk = prefix 7 | number of the chunk 4, big-endian | 1 for the last chunk, 0 for the others
 *
 * The key is the file's alone, so no nonce comes twice. The number refuses chunks in another order, the last byte a file that was
 * cut or that goes on; the associated data binds the document, so that not even the same key opens it as another.
 * The file is filled up with zeros to its bucket; how long it really is stands sealed with its key.
 *
 * Whoever reads gets each chunk as soon as it is known to be genuine, and of a file that was cut learns it at its end: what
 * came before the error is the beginning of the file, and no more may be believed.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { CHUNK_BYTES } from '../../domain/documents/documents.ts'
import { NONCE_PREFIX_BYTES, type ContentKey } from './content-key.ts'
import { VaultError } from './vault-error.ts'

const ALGORITHM = 'aes-256-gcm'
const TAG_BYTES = 16
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES

/** Which document a file is of, and under which key. */
export type SealedFile = { readonly document: string; readonly key: ContentKey }

export type Bytes = AsyncIterable<Uint8Array>

/** How many bytes the sealed file has. `bucket`: a whole number of chunks. */
export function sealedLength(bucket: number): number {
  return (bucket / CHUNK_BYTES) * SEALED_CHUNK_BYTES
}

/** The file filled up to its bucket, chunk by chunk. Throws RangeError for a file that is longer than its bucket. */
export async function* sealStream(file: SealedFile, bucket: number, content: Bytes): AsyncGenerator<Buffer> {
  const opening = openingOf(file)
  const last = bucket / CHUNK_BYTES - 1
  let at = 0
  for await (const chunk of chunksOf(content, CHUNK_BYTES)) {
    if (at > last) throw new RangeError('the file is longer than its bucket')
    yield sealChunk(opening, at, at === last, filledUp(chunk))
    at++
  }
  for (; at <= last; at++) yield sealChunk(opening, at, at === last, Buffer.alloc(CHUNK_BYTES))
}

/**
 * What was sealed, `length` bytes of it.
 *
 * Throws VaultError `damaged` at the first chunk that is not genuine, not at its place, or missing, and for a single byte too many.
 */
export async function* openStream(file: SealedFile, length: number, sealed: Bytes): AsyncGenerator<Buffer> {
  const opening = openingOf(file)
  let left = length
  let ended = false
  let at = 0
  for await (const chunk of chunksOf(sealed, SEALED_CHUNK_BYTES)) {
    if (ended) throw damaged(file)
    const plain = openChunk(opening, at, false, chunk) ?? openChunk(opening, at, (ended = true), chunk)
    if (plain === null) throw damaged(file)
    const told = plain.subarray(0, Math.min(left, plain.length))
    left -= told.length
    if (told.length > 0) yield told
    at++
  }
  if (!ended || left > 0) throw damaged(file)
}

type Opening = { readonly key: KeyObject; readonly prefix: Buffer; readonly bound: Buffer }

function openingOf({ document, key }: SealedFile): Opening {
  return {
    key: createSecretKey(key.secret),
    prefix: key.prefix,
    bound: Buffer.from(JSON.stringify(['document', 1, document.toLowerCase(), CHUNK_BYTES])),
  }
}

function nonceOf(prefix: Buffer, at: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_PREFIX_BYTES + 5)
  prefix.copy(nonce)
  nonce.writeUInt32BE(at, NONCE_PREFIX_BYTES)
  nonce.writeUInt8(last ? 1 : 0, NONCE_PREFIX_BYTES + 4)
  return nonce
}

function sealChunk({ key, prefix, bound }: Opening, at: number, last: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(prefix, at, last), { authTagLength: TAG_BYTES })
  cipher.setAAD(bound)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openChunk({ key, prefix, bound }: Opening, at: number, last: boolean, chunk: Buffer): Buffer | null {
  if (chunk.length !== SEALED_CHUNK_BYTES) return null
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonceOf(prefix, at, last), { authTagLength: TAG_BYTES })
    decipher.setAAD(bound)
    decipher.setAuthTag(chunk.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

/** Cuts a stream into pieces of one size; the last is what is left. Holds one piece at a time. */
export async function* chunksOf(content: Bytes, size: number): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(size)
  let filled = 0
  for await (const some of content) {
    for (let from = 0; from < some.length;) {
      const taken = Math.min(size - filled, some.length - from)
      held.set(some.subarray(from, from + taken), filled)
      filled += taken
      from += taken
      if (filled === size) {
        yield held
        // What was handed out is somebody else's now.
        held = Buffer.alloc(size)
        filled = 0
      }
    }
  }
  if (filled > 0) yield held.subarray(0, filled)
}

function filledUp(chunk: Buffer): Buffer {
  if (chunk.length === CHUNK_BYTES) return chunk
  return Buffer.concat([chunk, Buffer.alloc(CHUNK_BYTES - chunk.length)])
}

function damaged({ document }: SealedFile): VaultError {
  return new VaultError('damaged', { table: 'document', column: null, row: document })
}
