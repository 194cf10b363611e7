/**
 * The key of one file. It stands sealed under the key of the file's owner, together with how long the file really is: with
 * the owner's key every file goes, and with this text one.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { KEY_BYTES } from './data-key.ts'
import { VaultError, type FaultPlace } from './vault-error.ts'

/** What stands first in each nonce of the file, before the number of the chunk: 12 bytes less 4 and 1. */
export const NONCE_PREFIX_BYTES = 7

export type ContentKey = { readonly secret: Buffer; readonly prefix: Buffer }

/** A key that seals one file and never another. */
export function newContentKey(): ContentKey {
  return { secret: randomBytes(KEY_BYTES), prefix: randomBytes(NONCE_PREFIX_BYTES) }
}

function bytesOf(length: number) {
  return z
    .base64url()
    .transform((text) => Buffer.from(text, 'base64url'))
    .refine((buffer) => buffer.length === length)
}

const shape = z.object({
  secret: bytesOf(KEY_BYTES),
  prefix: bytesOf(NONCE_PREFIX_BYTES),
  bytes: z.number().int().positive(),
})

/** The key and the length of the file as one text, to be sealed. */
export function contentKeyText({ secret, prefix }: ContentKey, length: number): string {
  return JSON.stringify({
    secret: secret.toString('base64url'),
    prefix: prefix.toString('base64url'),
    bytes: length,
  })
}

/** What `contentKeyText` wrote. Throws VaultError `damaged`. */
export function readContentKey(
  text: string,
  place: FaultPlace,
): { readonly key: ContentKey; readonly bytes: number } {
  try {
    const { bytes: length, ...key } = shape.parse(JSON.parse(text))
    return { key, bytes: length }
  } catch {
    throw new VaultError('damaged', place)
  }
}
