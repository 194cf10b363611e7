/** Files as phones make them, small, with what phones write about them: a place, a name, a thumbnail, a text. */
import { crc32, deflateSync } from 'node:zlib'

/** Stands in everything that must go. */
export const TRACE = 'Tracekanary 43.1155N 131.8855E'

const trace = Buffer.from(TRACE, 'latin1')

function segment(marker: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  )
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** TIFF that says which way up, with a trace behind it; little-endian as phones write it, or big-endian. */
export function tiff(orientation: number, little = true): Buffer {
  const out = Buffer.alloc(8 + 2 + 24 + 4)
  const two = (value: number, at: number) =>
    little ? out.writeUInt16LE(value, at) : out.writeUInt16BE(value, at)
  const four = (value: number, at: number) =>
    little ? out.writeUInt32LE(value, at) : out.writeUInt32BE(value, at)
  out.write(little ? 'II' : 'MM', 0, 'latin1')
  two(42, 2)
  four(8, 4)
  two(2, 8)
  // Make, as text behind the directory; then the orientation.
  for (const [at, tag, type, count, value] of [
    [10, 0x010f, 2, trace.length, 38],
    [22, 0x0112, 3, 1, 0],
  ] as const) {
    two(tag, at)
    two(type, at + 2)
    four(count, at + 4)
    four(value, at + 8)
  }
  two(orientation, 30)
  return Buffer.concat([out, trace])
}

/** What a decoder needs of a JPEG, in order: quantisation, frame, Huffman table, and a scan with stuffed and restart bytes. */
export const JPEG_CORE: readonly Buffer[] = [
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
  segment(0xc4, Buffer.alloc(20, 2)),
  Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd7, 0x78]),
  ]),
]

/** A JPEG of a phone. `fill` makes its scan longer by so many bytes. */
export function jpeg({ orientation = 6, fill = 0 } = {}): Buffer {
  const [tables = trace, frame = trace, huffman = trace, scan = trace] = JPEG_CORE
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0', Buffer.from([1, 1, 0, 0, 1, 0, 1, 1, 1]), trace),
    segment(0xe1, 'Exif\0\0', tiff(orientation)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0', trace),
    segment(0xe2, 'ICC_PROFILE\0', trace),
    segment(0xe2, 'MPF\0', trace),
    segment(0xed, 'Photoshop 3.0\0', trace),
    segment(0xee, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 1]), trace),
    segment(0xfe, trace),
    // Filling before a marker is allowed.
    Buffer.from([0xff, 0xff]),
    tables,
    frame,
    huffman,
    scan,
    Buffer.alloc(fill, 0x41),
    Buffer.from([0xff, 0xd9]),
    // A second picture and a film behind the end.
    segment(0xe1, 'Exif\0\0', tiff(1)),
    trace,
  ])
}

/** TIFF that says which way up, and nothing else. */
function upright(orientation: number): Buffer {
  const before = '4d4d002a00000008' + '0001' + '0112' + '0003' + '00000001' + '00'
  return Buffer.from(`${before}0${String(orientation)}0000` + '00000000', 'hex')
}

/** The same picture as it may be kept. */
export function cleanedJpeg({ orientation = 6, fill = 0 } = {}): Buffer {
  const small = upright(orientation)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0', Buffer.from([1, 2, 0, 0, 1, 0, 1, 0, 0])),
    ...(orientation === 1 ? [] : [segment(0xe1, 'Exif\0\0', small)]),
    segment(0xee, 'Adobe', Buffer.from([0, 100, 0, 0, 0, 0, 1])),
    ...JPEG_CORE,
    Buffer.alloc(fill, 0x41),
    Buffer.from([0xff, 0xd9]),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length)
  out.write(type, 4, 'latin1')
  data.copy(out, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length)
  return out
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
const GREY_DOT = [
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
  chunk('IEND', Buffer.alloc(0)),
] as const

/** A PNG with everything that can be written about one. */
export function png(): Buffer {
  const [header, data, end] = GREY_DOT
  return Buffer.concat([
    SIGNATURE,
    header,
    ...['tEXt', 'zTXt', 'iTXt', 'tIME', 'iCCP', 'prVt'].map((type) => chunk(type, trace)),
    chunk('eXIf', tiff(8, false)),
    data,
    chunk('tEXt', trace),
    end,
    trace,
  ])
}

/** The same picture as it may be kept: turned, and nothing else. */
export function cleanedPng(): Buffer {
  const [header, data, end] = GREY_DOT
  return Buffer.concat([SIGNATURE, header, chunk('eXIf', upright(8)), data, end])
}

function riff(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** A WebP with Exif, XMP and a colour profile; `flags` of its extended header say so. */
export function webp({ flags = 0x2c } = {}): Buffer {
  const chunks = Buffer.concat([
    riff('VP8X', Buffer.from([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riff('ICCP', trace),
    riff('VP8L', Buffer.from([0x2f, 1, 2, 3, 4])),
    riff('EXIF', tiff(3)),
    riff('XMP ', trace),
    riff('mine', Buffer.concat([trace, trace])),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(chunks.length + 4, 4)
  return Buffer.concat([head, chunks, trace])
}

/** A PDF of so many bytes. */
export function pdf(bytes = 200): Buffer {
  const start = Buffer.from(`%PDF-1.7\n% ${TRACE}\n`, 'latin1')
  return Buffer.concat([start, Buffer.alloc(Math.max(0, bytes - start.length), '% line\n')])
}
