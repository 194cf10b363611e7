/** What is looked at, asked for and let go, as the bytes that its hash is over. */
import { createHash } from 'node:crypto'
import type { DocumentBody } from '../../domain/releases/prepared.ts'
import { canonical } from './fingerprint.ts'

/** The canonical JSON of a body and its SHA-256: the same body gives the same bytes. */
export function contentOf(body: DocumentBody): {
  readonly text: string
  readonly hash: Uint8Array<ArrayBuffer>
} {
  const text = canonical(body)
  return { text, hash: sha256(text) }
}

/** SHA-256 (FIPS 180-4), 32 bytes. */
export function sha256(content: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(content).digest())
}
