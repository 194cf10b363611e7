/**
 * PNG without what was written about it (RFC 2083, PNG 3rd edition). Kept are the chunks that a decoder needs; texts, times,
 * Exif, colour profiles, whatever programs add, further pictures of an animation, and all that stands behind the end go.
 */
import { crc32 } from 'node:zlib'
import { FileProblem, type ByteReader } from './byte-reader.ts'
import { orientationIn, tiffWith } from './exif.ts'

const SIGNATURE_BYTES = 8
const HEADER_BYTES = 13

const KEPT = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'sBIT', 'bKGD', 'pHYs', 'hIST'],
])

/** No camera writes more, and no more is held for it. */
const LONGEST_EXIF = 1024 * 1024

/** The picture, cleaned while it streams. Throws FileProblem. */
export async function* cleanPng(reader: ByteReader): AsyncGenerator<Buffer> {
  yield await reader.take(SIGNATURE_BYTES)
  for (let first = true; ; first = false) {
    const head = await reader.take(8)
    const length = head.readUInt32BE()
    const type = head.toString('latin1', 4, 8)
    if (first && (type !== 'IHDR' || length !== HEADER_BYTES)) throw new FileProblem('file-damaged')
    if (KEPT.has(type)) {
      yield head
      yield* reader.pass(length + 4)
    } else if (type === 'eXIf' && length <= LONGEST_EXIF) {
      const orientation = orientationIn(await reader.take(length))
      await reader.skip(4)
      if (orientation !== 1) yield chunk('eXIf', tiffWith(orientation))
    } else {
      await reader.skip(length + 4)
    }
    if (type === 'IEND') break
  }
  await reader.drain()
}

function chunk(type: string, data: Buffer): Buffer {
  const written = Buffer.alloc(data.length + 12)
  written.writeUInt32BE(data.length)
  written.write(type, 4, 'latin1')
  data.copy(written, 8)
  written.writeUInt32BE(crc32(written.subarray(4, 8 + data.length)), 8 + data.length)
  return written
}
