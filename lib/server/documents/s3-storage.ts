/**
 * Documents in a store that speaks S3, path-style, signed by AWS Signature Version 4. What goes there is sealed already; the
 * body is not signed once more, so that it can stream.
 */
import { readFileSync, statSync } from 'node:fs'
import { AwsV4Signer } from 'aws4fetch'
import { streamOf } from '../stream-of.ts'
import { StorageError } from './storage-error.ts'
import type { DocumentStorage, Stored } from './storage.ts'

export type S3Place = {
  readonly url: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  /** Holds the secret of the key, read anew for each request. */
  readonly secretFile: string
}

const FOLDER = 'documents/'

/** How long a store may take to answer what carries no file. */
const PATIENCE_MS = 20_000

/** What a store without room says; 507 is Insufficient Storage (RFC 4918 §11.5). */
const FULL = /<Code>(?:QuotaExceeded|XMinioStorageFull|ServiceQuotaExceededException|EntityTooLarge)<\/Code>/

/** The documents in a bucket. */
export function s3Storage(place: S3Place): DocumentStorage {
  const ask = (method: string, name: string, init: Sent = {}) => answered(place, method, name, init)
  return {
    async write(name, bytes, length) {
      const source = bytes[Symbol.asyncIterator]()
      const broken: { cause?: Error } = {}
      const body = streamOf({ [Symbol.asyncIterator]: () => source }, (error) => {
        broken.cause = error instanceof Error ? error : new Error('the source broke')
      })
      try {
        const answer = await ask('PUT', name, { body, headers: { 'content-length': String(length) } })
        if (!answer.ok) throw await faultOf(answer)
        await answer.body?.cancel()
      } catch (error) {
        // Whoever sends stopped: that is not the store's fault.
        if (broken.cause !== undefined) throw broken.cause
        throw error
      } finally {
        await source.return?.()
      }
    },

    async has(name) {
      const answer = await ask('HEAD', name)
      if (!answer.ok && answer.status !== 404) throw await faultOf(answer)
      return answer.ok
    },

    async read(name) {
      const answer = await ask('GET', name)
      if (answer.ok && answer.body !== null) return readAll(answer.body)
      if (answer.status !== 404) throw await faultOf(answer)
      await answer.body?.cancel()
      return null
    },

    async remove(name) {
      const answer = await ask('DELETE', name)
      if (!answer.ok && answer.status !== 404) throw await faultOf(answer)
      await answer.body?.cancel()
    },

    list: () => listAll(place),
  }
}

type Sent = {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: ReadableStream<Uint8Array>
  readonly query?: Readonly<Record<string, string>>
}

async function answered(place: S3Place, method: string, name: string, sent: Sent): Promise<Response> {
  const path = name === '' ? '' : `/${FOLDER}${name}`
  const url = new URL(`${place.url.replace(/\/$/, '')}/${place.bucket}${path}`)
  for (const [key, value] of Object.entries(sent.query ?? {})) url.searchParams.set(key, value)
  try {
    const signed = await new AwsV4Signer({
      ...{ method, url: url.href, headers: sent.headers ?? {}, service: 's3', region: place.region },
      ...{ accessKeyId: place.keyId, secretAccessKey: secretIn(place.secretFile) },
    }).sign()
    return await fetch(signed.url, {
      // Next would keep answers otherwise.
      ...{ method, headers: signed.headers, redirect: 'error' as const, cache: 'no-store' as const },
      ...(sent.body === undefined ? {} : { body: sent.body, duplex: 'half' as const }),
      ...(carriesFile(method, name) ? {} : { signal: AbortSignal.timeout(PATIENCE_MS) }),
    })
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError('unreachable')
  }
}

function carriesFile(method: string, name: string): boolean {
  return name !== '' && (method === 'PUT' || method === 'GET')
}

/** Whoever else reads the secret reads the store: sealed, but it could be emptied. */
function secretIn(file: string): string {
  try {
    if ((statSync(file).mode & 0o077) === 0) return readFileSync(file, 'utf8').trim()
  } catch {
    throw new StorageError('unreachable', 'secret-file')
  }
  throw new StorageError('unreachable', 'secret-file-open-to-others')
}

async function* readAll(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch {
    throw new StorageError('unreachable')
  }
}

async function* listAll(place: S3Place): AsyncGenerator<Stored> {
  let token: string | undefined
  do {
    const query = {
      'list-type': '2',
      prefix: FOLDER,
      ...(token === undefined ? {} : { 'continuation-token': token }),
    }
    const answer = await answered(place, 'GET', '', { query })
    if (!answer.ok) throw await faultOf(answer)
    const text = await answer.text()
    for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = textOf(entry, 'Key')?.slice(FOLDER.length)
      const writtenAt = new Date(textOf(entry, 'LastModified') ?? '')
      if (name !== undefined && !Number.isNaN(writtenAt.getTime())) yield { name, writtenAt }
    }
    token = textOf(text, 'IsTruncated') === 'true' ? textOf(text, 'NextContinuationToken') : undefined
  } while (token !== undefined)
}

/** The text of an element that holds nothing else; names of ours need no escapes, tokens may have `&amp;`. */
function textOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1]?.replaceAll('&amp;', '&')
}

async function faultOf(answer: Response): Promise<StorageError> {
  const text = await answer.text().catch(() => '')
  const full = answer.status === 507 || FULL.test(text)
  return new StorageError(full ? 'full' : 'unreachable', String(answer.status))
}
