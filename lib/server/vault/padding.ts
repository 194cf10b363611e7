/**
 * Hides how long a text is: it is filled up to the next power of two, 32 bytes at least, so that its length tells one of a
 * few buckets and no more. The text's own length stands before it, in four bytes.
 */

const LENGTH_BYTES = 4
const SMALLEST_BYTES = 32

/** The text as UTF-8 with its length before it and zeros behind it. */
export function pad(text: string): Buffer {
  const length = Buffer.byteLength(text, 'utf8')
  const padded = Buffer.alloc(bucket(LENGTH_BYTES + length))
  padded.writeUInt32BE(length)
  padded.write(text, LENGTH_BYTES, 'utf8')
  return padded
}

/** The text that was filled up, or null when the bytes are none that `pad` wrote. */
export function unpad(padded: Buffer): string | null {
  if (padded.length < SMALLEST_BYTES) return null
  const end = LENGTH_BYTES + padded.readUInt32BE()
  if (end > padded.length || bucket(end) !== padded.length) return null
  return padded.toString('utf8', LENGTH_BYTES, end)
}

function bucket(bytes: number): number {
  return Math.max(SMALLEST_BYTES, 2 ** Math.ceil(Math.log2(bytes)))
}
