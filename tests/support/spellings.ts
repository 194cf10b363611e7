/** How bytes may stand in a text: what a search for a key that leaked must look for. */

/** Hex, base64 and base64url, without what fills them up, and the bytes as text. */
export function spellingsOf(bytes: Buffer): readonly string[] {
  return [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('utf8'),
  ]
}
