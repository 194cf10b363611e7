/** The random session id that the browser's token holds. The database keeps its hash only: a dump opens no session. */
import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** A fresh unguessable token, 256 bits as base64url. For sessions, one-time links and downloads. */
export function freshToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** SHA-256 of a token; enough for a value that already has 256 bits of entropy. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
