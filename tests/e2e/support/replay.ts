/** Catches the request by which a form is saved, and sends it again, changed or not, as an attacker or a bad line does. */
import http from 'node:http'
import type { APIRequestContext, APIResponse, Page, Request } from '@playwright/test'

/** What a form sent: the address, the id of the action, and the one argument. */
export type Sent = {
  readonly url: string
  readonly action: string
  readonly values: Readonly<Record<string, unknown>>
}

/** The next request of the page that saves a form; drafts are no forms. */
export async function nextSent(page: Page): Promise<Sent> {
  return readSent(await page.waitForRequest((request) => isSaving(request)))
}

/** True for the request that saves a form; the keeping of a draft goes another way. */
export function isSaving(request: Request): boolean {
  if (request.method() !== 'POST' || request.headers()['next-action'] === undefined) return false
  const text = request.postData() ?? ''
  return text.includes('"key"') && !text.includes('"content"')
}

function readSent(request: Request): Sent {
  const parsed: unknown = JSON.parse(request.postData() ?? 'null')
  const values: unknown = Array.isArray(parsed) ? parsed[0] : null
  if (typeof values !== 'object' || values === null) throw new Error('the form sent no values')
  return { url: request.url(), action: request.headers()['next-action'] ?? '', values: { ...values } }
}

/** Sends a form's request, by itself: no page, no script. */
export async function replay(
  from: APIRequestContext,
  { url, action, values }: Sent,
  changed: Readonly<Record<string, unknown>> = {},
): Promise<APIResponse> {
  return from.post(url, {
    headers: {
      'next-action': action,
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      origin: new URL(url).origin,
    },
    data: JSON.stringify([{ ...values, ...changed }]),
    maxRedirects: 0,
  })
}

/** Sends a form's request in chunks, without saying how long it is, as no browser does. */
export async function replayInChunks(
  page: Page,
  { url, action, values }: Sent,
): Promise<{ status: number; text: string }> {
  const cookies = await page.context().cookies()
  return new Promise((resolve, reject) => {
    const asked = http.request(url, {
      method: 'POST',
      headers: {
        'next-action': action,
        'content-type': 'text/plain;charset=UTF-8',
        'transfer-encoding': 'chunked',
        origin: new URL(url).origin,
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      },
    })
    asked.once('error', reject)
    asked.once('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.once('end', () => {
        resolve({ status: answer.statusCode ?? 0, text })
      })
    })
    asked.end(JSON.stringify([values]))
  })
}
