/**
 * JPEG without what was written about it (ITU-T T.81 Annex B). Kept is what a decoder needs; every application segment and
 * comment goes, with thumbnails, places, serial numbers and colour profiles in them, and all that stands behind the picture's end,
 * where phones put second pictures and films.
 */
import { FileProblem, type ByteReader } from './byte-reader.ts'
import { orientationIn, tiffWith } from './exif.ts'

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
const COMMENT = 0xfe

/** Frames, tables, restart intervals, scans and the number of lines: what a decoder reads. */
const KEPT = new Set([
  ...[0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf],
  ...[SOS, 0xdb, 0xdc, 0xdd],
])

const EXIF = Buffer.from('Exif\0\0', 'latin1')
/** Version 1.02, no unit, no thumbnail. */
const JFIF = Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')
const ADOBE = Buffer.from('Adobe', 'latin1')
/** With the transform of colours, without which some pictures come out in wrong ones. */
const ADOBE_BYTES = 12

/** The picture, cleaned while it streams. Throws FileProblem. */
export async function* cleanJpeg(reader: ByteReader): AsyncGenerator<Buffer> {
  const start = await reader.take(2)
  if (start[0] !== 0xff || start[1] !== SOI) throw new FileProblem('file-damaged')
  yield start
  for (;;) {
    const marker = await nextMarker(reader)
    if (marker === EOI) break
    const body = await segment(reader)
    const kept = KEPT.has(marker) ? body : rewritten(marker, body)
    if (kept !== null) yield written(marker, kept)
    if (marker === SOS) yield* scan(reader)
  }
  yield Buffer.from([0xff, EOI])
  await reader.drain()
}

async function nextMarker(reader: ByteReader): Promise<number> {
  if ((await reader.take(1))[0] !== 0xff) throw new FileProblem('file-damaged')
  for (;;) {
    const [code = 0] = await reader.take(1)
    // Any number of them may stand before a marker.
    if (code !== 0xff) return code
  }
}

async function segment(reader: ByteReader): Promise<Buffer> {
  const length = (await reader.take(2)).readUInt16BE()
  if (length < 2) throw new FileProblem('file-damaged')
  return reader.take(length - 2)
}

/** What stays of a segment that a decoder can do without, or null. */
function rewritten(marker: number, body: Buffer): Buffer | null {
  if (marker === APP0) return body.toString('latin1', 0, 5) === 'JFIF\0' ? JFIF : null
  if (marker === APP1) {
    const isExif = body.subarray(0, EXIF.length).equals(EXIF)
    const orientation = isExif ? orientationIn(body.subarray(EXIF.length)) : 1
    return orientation === 1 ? null : Buffer.concat([EXIF, tiffWith(orientation)])
  }
  if (marker === APP14) {
    const isAdobe = body.length >= ADOBE_BYTES && body.subarray(0, ADOBE.length).equals(ADOBE)
    return isAdobe ? body.subarray(0, ADOBE_BYTES) : null
  }
  if ((marker > APP1 && marker <= 0xef) || marker === COMMENT) return null
  throw new FileProblem('file-damaged')
}

function written(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The coded picture up to the next marker. A zero or the number of a restart behind 0xff belongs to it. */
async function* scan(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const some = await reader.some()
    if (some === null) throw new FileProblem('file-damaged')
    const end = endOfScan(some)
    if (end > 0) yield some.subarray(0, end)
    if (end === some.length) continue
    reader.unread(some.subarray(end))
    // Cut between the two bytes: what comes next decides.
    if ((await reader.peek(2)).length < 2) throw new FileProblem('file-damaged')
    if (end === some.length - 1) continue
    return
  }
}

/** Where the next marker stands, or a last 0xff whose second byte is not there yet; the length when there is neither. */
function endOfScan(some: Buffer): number {
  for (let at = some.indexOf(0xff); at !== -1; at = some.indexOf(0xff, at + 2)) {
    const next = some[at + 1]
    if (next !== 0 && (next === undefined || next < 0xd0 || next > 0xd7)) return at
  }
  return some.length
}
