/**
 * Of everything that a camera writes about a picture one number is kept: which way up it is. Without it a page photographed
 * with a phone lies on its side. Exif 2.32 (CIPA DC-008) §4.6, TIFF 6.0 §2.
 */

const ORIENTATION_TAG = 0x01_12
const SHORT = 3
const ENTRY_BYTES = 12

/** 1 to 8 as TIFF counts; 1, upright, for whatever cannot be read. */
export function orientationIn(tiff: Buffer): number {
  const order = tiff.toString('latin1', 0, 2)
  if (tiff.length < 14 || (order !== 'II' && order !== 'MM')) return 1
  const two = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const start = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (start + 2 > tiff.length) return 1
  const end = Math.min(start + 2 + two(start) * ENTRY_BYTES, tiff.length - ENTRY_BYTES + 1)
  for (let at = start + 2; at < end; at += ENTRY_BYTES) {
    if (two(at) !== ORIENTATION_TAG || two(at + 2) !== SHORT) continue
    const found = two(at + 8)
    return found >= 1 && found <= 8 ? found : 1
  }
  return 1
}

/** 26 bytes of TIFF that say which way up a picture is, and nothing else. */
export function tiffWith(orientation: number): Buffer {
  const tiff = Buffer.alloc(8 + 2 + ENTRY_BYTES + 4)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(ORIENTATION_TAG, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}
