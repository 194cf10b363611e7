/** Sends the requests of a browser by hand: pages by GET, server actions by the POST that their forms send. */
import { cookieHeader, signInOverHttp } from '../../support/sign-in.ts'
import type { BuiltAction } from './build.ts'

export type Headers = Readonly<Record<string, string>>

/** Who asks, and of which server: `cookie` is empty for a visitor. */
export type Client = { readonly baseUrl: string; readonly cookie: string }

export type Answered = {
  readonly status: number
  /** Path and query of the address that a redirect leads to, or null. */
  readonly location: string | null
  readonly headers: globalThis.Headers
  readonly text: string
}

export async function signedIn(baseUrl: string, login: string, password: string): Promise<string> {
  return cookieHeader(await signInOverHttp(baseUrl, login, password))
}

/** What a store hands on that forgot to open what it read. */
const SEALED = /\bs1\.[\w-]{100}/

type Init = {
  readonly method?: string
  readonly headers: Headers
  readonly body?: string | FormData | Uint8Array<ArrayBuffer>
}

async function answered(client: Client, path: string, init: Init): Promise<Answered> {
  const headers = { 'accept-encoding': 'identity', cookie: client.cookie, ...init.headers }
  const response = await fetch(`${client.baseUrl}${path}`, { ...init, headers, redirect: 'manual' })
  const { status } = response
  const target = response.headers.get('location')
  const url = target === null ? null : new URL(target, client.baseUrl)
  const location = url === null ? null : `${url.pathname}${url.search}`
  // Next sends its own requests on to an address with a mark that a cache can tell apart; whoever plays them follows.
  if (location !== null && url?.searchParams.has('_rsc') === true && !path.includes('_rsc=')) {
    return answered(client, location, init)
  }
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
    // A stream never ends by itself; that it began is the answer.
    await response.body?.cancel()
    return { status, location, headers: response.headers, text: '' }
  }
  const text = await response.text()
  if (SEALED.test(text)) throw new Error(`${path} shows a text that nobody opened`)
  return { status, location, headers: response.headers, text }
}

export function get(client: Client, path: string, headers: Headers = {}): Promise<Answered> {
  return answered(client, path, { headers })
}

/** Sends a file with its form, as the form of documents does: one line of JSON, and behind it the file. */
export function send(
  client: Client,
  path: string,
  form: Readonly<Record<string, unknown>>,
  file: Buffer,
  headers: Headers = {},
): Promise<Answered> {
  const { origin = client.baseUrl, ...others } = headers
  const body = new Uint8Array(Buffer.concat([Buffer.from(`${JSON.stringify(form)}\n`), file]))
  const common = {
    'content-type': 'application/octet-stream',
    ...(origin === '' ? {} : { origin }),
    ...others,
  }
  return answered(client, path, { method: 'POST', headers: common, body })
}

/**
 * Calls a server action.
 *
 * @param values its one argument: values of a form as JSON, or a browser's own form
 * @param headers beside those of a browser; an empty `origin` leaves it out
 */
export function post(
  client: Client,
  path: string,
  action: BuiltAction,
  values: Readonly<Record<string, unknown>> | FormData,
  headers: Headers = {},
): Promise<Answered> {
  const { origin = client.baseUrl, ...others } = headers
  const common = {
    'next-action': action.id,
    accept: 'text/x-component',
    ...(origin === '' ? {} : { origin }),
    ...others,
  }
  if (values instanceof FormData) {
    return answered(client, path, {
      method: 'POST',
      headers: common,
      body: encoded(values),
    })
  }
  return answered(client, path, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...common },
    body: JSON.stringify([values]),
  })
}

/** A form as the first argument of an action, as React's `encodeReply` writes it. */
function encoded(form: FormData): FormData {
  const body = new FormData()
  for (const [name, value] of form) body.append(`_1_${name}`, value)
  body.append('0', '["$K1"]')
  return body
}

const OUTCOME = /^[0-9a-f]+:(\{"ok":(?:true|false).*\})$/m

/** What an action answered: `ok`, the refusal's word, or null when nothing like an outcome came back. */
export function outcomeOf({ text }: Answered): string | null {
  const found = OUTCOME.exec(text)?.[1]
  if (found === undefined) return null
  const outcome = JSON.parse(found) as { ok: boolean; refusal?: string }
  return outcome.ok ? 'ok' : (outcome.refusal ?? null)
}

/** An answer without what differs from one request to the next, and without the words that it was asked with. */
export function bare({ text, headers }: Answered, asked: readonly string[] = []): string {
  const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? 'NONCE'
  return (
    asked
      .reduce((left, word) => left.replaceAll(word, 'ASKED'), text)
      .replaceAll(nonce, 'NONCE')
      // Next numbers each request at random.
      .replaceAll(/"[\w-]{21}[a-z]"/g, 'REQUEST')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW')
      .replaceAll(/"digest":"[^"]*"/g, 'DIGEST')
  )
}
