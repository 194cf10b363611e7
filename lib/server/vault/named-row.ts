/** Ids for rows that are known by several words and not by an id: what is sealed for one of them opens in no other. */
import { createHash } from 'node:crypto'

/** The first 16 bytes of a hash (SHA-256) of table and words, as a UUID of version 8 (RFC 9562 §5.8). */
export function rowNamed(table: string, words: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([table, ...words]))
  const bytes = hash.digest().subarray(0, 16)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
