/** A stand-in for a key service: the two calls of the transit API that the house makes, and what goes wrong with them. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { transit } from '../../lib/server/vault/transit.ts'

/** The key's name. */
const KEY = 'causeway'

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, string>
}

/** Starts a service; `folder` is where its token file goes. */
export async function startTransit(folder: string) {
  const key = randomBytes(32)
  const state = { sealed: false, silent: false, token: 'hvs.right-token', asked: [] as string[] }
  const encrypt = (plaintext: string): string => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const body = [cipher.update(Buffer.from(plaintext, 'base64')), cipher.final(), cipher.getAuthTag()]
    return `vault:v1:${Buffer.concat([nonce, ...body]).toString('base64')}`
  }
  const decrypt = (ciphertext: string): string => {
    const bytes = Buffer.from(ciphertext.replace('vault:v1:', ''), 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64')
  }
  const server = createServer((request, response) => {
    const answer = (status: number, said: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    }
    void bodyOf(request).then(({ plaintext = '', ciphertext = '' }) => {
      state.asked.push(request.url ?? '')
      if (state.silent) response.destroy()
      else if (state.sealed) answer(503, { errors: ['Vault is sealed'] })
      else if (request.headers['x-vault-token'] !== state.token)
        answer(403, { errors: ['permission denied'] })
      else if (request.url === `/v1/transit/encrypt/${KEY}`)
        answer(200, { data: { ciphertext: encrypt(plaintext) } })
      else if (request.url !== `/v1/transit/decrypt/${KEY}`) answer(404, { errors: [] })
      else {
        try {
          answer(200, { data: { plaintext: decrypt(ciphertext) } })
        } catch {
          answer(400, { errors: [`cipher: message authentication failed for ${ciphertext}`] })
        }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the service has no port')
  const tokenFile = path.join(folder, 'token')
  writeFileSync(tokenFile, `${state.token}\n`, { mode: 0o600 })
  chmodSync(tokenFile, 0o600)
  const place = { url: `http://127.0.0.1:${String(address.port)}`, key: KEY, tokenFile }
  return { state, place, service: transit(place) }
}
