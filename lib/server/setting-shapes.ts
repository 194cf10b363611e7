/** What the value of a setting must look like, and what is said of one that does not: never the value itself. */
import { z } from 'zod'

/** An absent setting and an empty one are the same: `NAME=` in a .env file sets nothing. */
export function setting<T extends z.ZodType>(shape: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), shape)
}

function text(problem: string) {
  return z.string({ error: (issue) => (issue.input === undefined ? 'is missing' : problem) })
}

function isDatabaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return (
    /^postgres(ql)?:$/.test(url.protocol) &&
    url.username !== '' &&
    url.hostname !== '' &&
    url.pathname.length > 1
  )
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost']

/** A few words about TLS are all that may follow: others would overrule the host, or what a connection promises. */
const ABOUT_TLS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey']

/** Whoever listens on the way would have the wrapped keys, and whoever answers instead could hide what was destroyed. */
function isKeysUrl(value: string): boolean {
  if (!isDatabaseUrl(value)) return false
  const { hostname, searchParams } = new URL(value)
  const said = [...searchParams.keys()]
  if (new Set(said).size !== said.length || said.some((name) => !ABOUT_TLS.includes(name))) return false
  return LOOPBACK.includes(hostname) || searchParams.get('sslmode') === 'verify-full'
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
}

function isKey(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value) && Buffer.from(value, 'base64url').length === 32
}

const databaseUrlShape = 'must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE'
export const databaseUrl = text(databaseUrlShape).refine(isDatabaseUrl, { error: databaseUrlShape })
const keysUrlShape =
  'must look like postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full; sslmode may be left out on this machine'
export const keysUrl = text(keysUrlShape).refine(isKeysUrl, { error: keysUrlShape })
export const sessionSecret = text('must have at least 32 characters').min(
  32,
  'must have at least 32 characters',
)
export const key = text('must be 32 random bytes as base64url').refine(isKey, {
  error: 'must be 32 random bytes as base64url',
})
const originShape = 'must be an address without a path, such as https://causeway.example.org'
export const origin = text(originShape).refine(isOrigin, { error: originShape })
export const file = text('must be the path of a file')
export const folder = text('must be the path of a folder')
/** Whoever listens on the way would have the token. */
function isSafeService(value: string): boolean {
  if (!isOrigin(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || LOOPBACK.includes(hostname)
}

const serviceShape = 'must be an https address without a path, or one on this machine'
export const service = text(serviceShape).refine(isSafeService, { error: serviceShape })
export const serviceKey = text('must be the name of a key').regex(
  /^[A-Za-z0-9_-]{1,128}$/,
  'must be the name of a key',
)
export const recipients = text('must be public keys of age, with spaces between them')
  .regex(/^age1[a-z0-9]+( +age1[a-z0-9]+)*$/, 'must be public keys of age, with spaces between them')
  .transform((keys) => keys.split(/ +/))
export const bucket = text('must be the name of a bucket').regex(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'must be the name of a bucket',
)
export const word = text('must be one word').regex(/^[\x21-\x7e]{1,128}$/, 'must be one word')
export const flag = z.literal('1', { error: 'must be 1 or absent' }).optional()
