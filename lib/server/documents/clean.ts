/** What is done with a file before anything of it is kept: measured, recognised, and cleaned of what was written about it. */
import { createHash, type Hash } from 'node:crypto'
import { LARGEST_BYTES } from '../../domain/documents/documents.ts'
import { SNIFFED_BYTES, sniff, type MediaType } from '../../domain/documents/media-type.ts'
import type { Bytes } from '../vault/sealed-stream.ts'
import { ByteReader, FileProblem } from './byte-reader.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import { cleanPng } from './clean-png.ts'
import { cleanWebp } from './clean-webp.ts'

const CLEANERS = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  // What stands in it stays: the form says so.
  'application/pdf': asItIs,
} as const satisfies Record<MediaType, (reader: ByteReader) => AsyncGenerator<Buffer>>

export type CleanFile = {
  readonly type: MediaType
  /** The cleaned file; throws FileProblem where it is not what it began as. */
  readonly content: Bytes
  /** How many bytes of `content` were handed out so far. */
  readonly length: () => number
  /** SHA-256 of what was sent, in hex, once `content` was read to its end. */
  readonly digest: () => string
}

/** The file ended before it was as long as its sender had said. */
export class UploadStopped extends Error {
  override readonly name = 'UploadStopped'
}

/**
 * Begins to read a file.
 *
 * @param expected how many bytes it has, as its sender says
 *
 * Throws FileProblem for a type that is not taken, UploadStopped for a file that ends too soon.
 */
export async function openFile(sent: Bytes, expected: number): Promise<CleanFile> {
  const hash = createHash('sha256')
  const reader = new ByteReader(measured(sent, expected, hash))
  const found = sniff(await reader.peek(SNIFFED_BYTES))
  if ('problem' in found) throw new FileProblem(found.problem)
  const { type } = found
  let length = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const some of CLEANERS[type](reader)) {
      length += some.length
      yield some
    }
  }
  return { type, content: counted(), length: () => length, digest: () => hash.digest('hex') }
}

/** What was said of its length is not believed either. */
async function* measured(sent: Bytes, expected: number, hash: Hash): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const some of sent) {
    read += some.length
    if (read > expected || read > LARGEST_BYTES) throw new FileProblem('file-too-large')
    hash.update(some)
    yield some
  }
  if (read < expected) throw new UploadStopped('the file ended too soon')
}

async function* asItIs(reader: ByteReader): AsyncGenerator<Buffer> {
  for (let some = await reader.some(); some !== null; some = await reader.some()) yield some
}
