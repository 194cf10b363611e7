/**
 * A stand-in for a store that speaks S3: what the house asks of one, with the signature checked by itself (AWS Signature
 * Version 4), pages of two entries, and what goes wrong with it.
 */
import { createHash, createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { S3Place } from '../../lib/server/documents/s3-storage.ts'

const BUCKET = 'causeway-documents'
const REGION = 'eu-test-1'
const KEY_ID = 'AKTEST'
const SECRET = 'not/a+real=secret'
const PAGE = 2

type Kept = { readonly bytes: Buffer; readonly at: Date }

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Whether a request bears the signature that its words and the secret give. */
function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const parts =
    /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})/.exec(
      headers.authorization ?? '',
    )
  if (parts === null) return false
  const [, keyId, day = '', region = '', signed = '', signature] = parts
  if (keyId !== KEY_ID || region !== REGION) return false
  const { pathname, searchParams } = new URL(url, 'http://s3')
  const query = [...searchParams].map((pair) => pair.map((part) => encodeURIComponent(part)).join('=')).sort()
  const told = signed.split(';').map((name) => `${name}:${String(headers[name])}\n`)
  const payload = String(headers['x-amz-content-sha256'])
  const canonical = [method, pathname, query.join('&'), told.join(''), signed, payload].join('\n')
  const hash = createHash('sha256').update(canonical).digest('hex')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, hash].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request')
  return hmac(key, text).toString('hex') === signature
}

function listed(files: ReadonlyMap<string, Kept>, url: URL): string {
  const names = [...files.keys()]
    .filter((name) => name.startsWith(url.searchParams.get('prefix') ?? ''))
    .sort()
  const after = url.searchParams.get('continuation-token') ?? ''
  const left = names.filter((name) => name > after)
  const page = left.slice(0, PAGE)
  const entries = page.map(
    (name) =>
      `<Contents><Key>${name}</Key><LastModified>${files.get(name)?.at.toISOString() ?? ''}</LastModified></Contents>`,
  )
  const more = left.length > PAGE
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${String(more)}</IsTruncated>${
    more ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : ''
  }${entries.join('')}</ListBucketResult>`
}

export type S3Stand = {
  readonly place: S3Place
  /** What is kept, by its whole key. */
  readonly files: Map<string, Kept>
  /** Set it to break the store. */
  readonly state: { fault: 'none' | 'full' | 'silent' | 'broken' }
}

/** Starts a store; `folder` is where the secret's file goes. */
export async function startS3(folder: string): Promise<S3Stand> {
  const files = new Map<string, Kept>()
  const state: S3Stand['state'] = { fault: 'none' }
  const server = createServer((request, response) => {
    const answer = (status: number, body: string | Buffer = ''): void => {
      response.writeHead(status).end(request.method === 'HEAD' ? '' : body)
    }
    if (state.fault === 'silent') {
      request.destroy()
      return
    }
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://s3')
      const name = url.pathname.slice(BUCKET.length + 2)
      const body = Buffer.concat(chunks)
      if (!isSigned(request)) answer(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
      else if (!url.pathname.startsWith(`/${BUCKET}`)) answer(404, '<Error><Code>NoSuchBucket</Code></Error>')
      else if (state.fault === 'broken') answer(500, '<Error><Code>InternalError</Code></Error>')
      else if (request.method === 'PUT') {
        if (state.fault === 'full') answer(507, '<Error><Code>XMinioStorageFull</Code></Error>')
        else if (request.headers['content-length'] !== String(body.length)) answer(411)
        else {
          files.set(name, { bytes: body, at: new Date() })
          answer(200)
        }
      } else if (request.method === 'DELETE') {
        files.delete(name)
        answer(204)
      } else if (name === '') answer(200, listed(files, url))
      else
        answer(files.has(name) ? 200 : 404, files.get(name)?.bytes ?? '<Error><Code>NoSuchKey</Code></Error>')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the store has no port')
  const secretFile = path.join(folder, 's3-secret')
  writeFileSync(secretFile, `${SECRET}\n`, { mode: 0o600 })
  const url = `http://127.0.0.1:${String(address.port)}`
  return { place: { url, bucket: BUCKET, region: REGION, keyId: KEY_ID, secretFile }, files, state }
}
