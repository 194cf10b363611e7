/**
 * WebP without what was written about it (RFC 9649). The size of the whole stands first, before anybody knows what will go: so
 * what goes is replaced by zeros of the same length, in a chunk that decoders pass over.
 */
import { FileProblem, type ByteReader } from './byte-reader.ts'
import { orientationIn, tiffWith } from './exif.ts'

const PICTURE = new Set(['VP8 ', 'VP8L', 'ALPH'])
const EXTENDED_BYTES = 10

/** Flags of the extended header: what is left says that there are transparency and Exif. */
const ANIMATED = 0x02
const KEPT_FLAGS = 0x10 | 0x08

/** No camera writes more, and no more is held for it. */
const LONGEST_EXIF = 1024 * 1024

const ZEROS = Buffer.alloc(16 * 1024)

/** The picture, cleaned while it streams. Throws FileProblem. */
export async function* cleanWebp(reader: ByteReader): AsyncGenerator<Buffer> {
  const head = await reader.take(12)
  yield head
  let left = head.readUInt32LE(4) - 4
  if (left < 8) throw new FileProblem('file-damaged')
  while (left > 0) {
    const start = await reader.take(8)
    const type = start.toString('latin1', 0, 4)
    const length = start.readUInt32LE(4)
    const whole = length + (length % 2)
    left -= 8 + whole
    if (left < 0) throw new FileProblem('file-damaged')
    if (PICTURE.has(type)) {
      yield start
      yield* reader.pass(whole)
    } else if (type === 'VP8X') {
      yield start
      yield extended(await reader.take(whole))
    } else if (type === 'EXIF' && whole <= LONGEST_EXIF) {
      yield* turned(start, await reader.take(whole))
    } else if (type === 'ANIM' || type === 'ANMF') {
      throw new FileProblem('file-picture')
    } else {
      await reader.skip(whole)
      yield* zeros(length, whole)
    }
  }
  await reader.drain()
}

function extended(body: Buffer): Buffer {
  if (body.length < EXTENDED_BYTES) throw new FileProblem('file-damaged')
  const flags = body[0] ?? 0
  if ((flags & ANIMATED) !== 0) throw new FileProblem('file-picture')
  const kept = Buffer.from(body)
  kept[0] = flags & KEPT_FLAGS
  return kept
}

/** Which way up the picture is, with zeros behind it up to the length that there was. */
function* turned(start: Buffer, body: Buffer): Generator<Buffer> {
  // Some programs put the head of JPEG's segment before it.
  const tiff = body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body
  const kept = tiffWith(orientationIn(tiff))
  if (kept.length > body.length) {
    yield* zeros(start.readUInt32LE(4), body.length)
    return
  }
  yield start
  yield Buffer.concat([kept, Buffer.alloc(body.length - kept.length)])
}

function* zeros(length: number, whole: number): Generator<Buffer> {
  const head = Buffer.from('PAD \0\0\0\0', 'latin1')
  head.writeUInt32LE(length, 4)
  yield head
  for (let left = whole; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length))
}
