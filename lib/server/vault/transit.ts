/**
 * A key service on another machine that speaks the transit API of HashiCorp Vault and OpenBao: it encrypts and decrypts with a
 * named key that never leaves it. Errors name what is wrong and neither the token nor what was sent.
 */
import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { VaultError } from './vault-error.ts'

const PATIENCE_MS = 5_000
const TOKEN_AT_MOST = 4096

/** Where the service is, what its key is called, and the file with the token that lets us use it. */
export type TransitPlace = { readonly url: string; readonly key: string; readonly tokenFile: string }

export type Transit = {
  /** The key's name at the service. */
  readonly key: string
  /** Gives `vault:v1:…`. Throws VaultError `unusable`. */
  encrypt(secret: Buffer): Promise<string>
  /** Throws VaultError `unusable`. */
  decrypt(ciphertext: string): Promise<Buffer>
}

const encrypted = z.object({
  data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:[A-Za-z0-9+/=]+$/) }),
})
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) })

/** The key service at a place. */
export function transit(place: TransitPlace): Transit {
  return {
    key: place.key,
    async encrypt(secret) {
      const said = await ask(place, 'encrypt', { plaintext: secret.toString('base64') }, encrypted)
      return said.data.ciphertext
    },
    async decrypt(ciphertext) {
      const said = await ask(place, 'decrypt', { ciphertext }, decrypted)
      return Buffer.from(said.data.plaintext, 'base64')
    },
  }
}

async function ask<S extends z.ZodType>(
  place: TransitPlace,
  what: 'encrypt' | 'decrypt',
  body: Readonly<Record<string, string>>,
  shape: S,
): Promise<z.output<S>> {
  const token = readToken(place.tokenFile)
  const response = await fetch(new URL(`/v1/transit/${what}/${place.key}`, place.url), {
    method: 'POST',
    // The token goes to this address and to no other.
    redirect: 'error',
    headers: { 'content-type': 'application/json', 'x-vault-token': token },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null)
  if (response === null) throw fault(place, 'does not answer')
  if (!response.ok) {
    await response.body?.cancel()
    throw fault(place, REASONS[response.status] ?? `answers ${String(response.status)}`)
  }
  const said = shape.safeParse(await response.json().catch(() => null))
  if (!said.success) throw fault(place, 'answers what is no answer')
  return said.data
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'does not take what it was asked: another key, or a damaged key file',
  403: 'does not take the token',
  404: 'has no such key',
  503: 'is sealed',
}

/** Read each time: whoever renews the token writes it there. */
function readToken(file: string): string {
  try {
    const { mode, size } = statSync(file)
    const token = size > TOKEN_AT_MOST ? '' : readFileSync(file, 'utf8').trim()
    if ((mode & 0o077) === 0 && /^[\x21-\x7e]+$/.test(token)) return token
  } catch {
    // Said below: a file that is not there is no better than one that others may read.
  }
  throw new VaultError(
    'unusable',
    `token file ${file} is missing, empty, or may be read by others than its owner`,
  )
}

function fault({ url }: TransitPlace, what: string): VaultError {
  return new VaultError('unusable', `key service ${new URL(url).host} ${what}`)
}
