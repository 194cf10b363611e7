/**
 * The few endpoints of next-auth that the house uses, and nothing else of it: malformed input ends here, no page of its
 * own is drawn, and the session endpoint says nothing about anybody.
 */
import 'server-only'
import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import type { Refusal } from '../../domain/refusal.ts'
import { logBug } from '../log.ts'
import { vaultIsLocked } from '../vault/vault.ts'
import { authOptions, type CloseSession, type OpenSession } from './auth-options.ts'

type Context = { params: Promise<{ nextauth: string[] }> }
type Handler = (request: NextRequest, context: Context) => Promise<Response>

const ASKED = new Set(['csrf', 'providers'])
const SUBMITTED = new Set(['callback/credentials', 'signout'])

/** Beside the session: next-auth's own, under their names on http and on https. */
const OWN_COOKIES = [
  ...['next-auth.callback-url=', 'next-auth.csrf-token='],
  ...['__Secure-next-auth.callback-url=; Secure', '__Host-next-auth.csrf-token=; Secure'],
]

/** Longer than any login with any password, and not long enough to keep a server busy. */
const LONGEST_BODY = 16_384

/** What the browser drops at sign-out. The session cookie goes by itself; the chosen language may stay. */
const CLEARED = '"cache", "storage"'

/**
 * The handler for GET and POST.
 *
 * @param open checks login and password and answers the token of a new session, or null
 * @param close ends the session of a token; when it throws, the answer is an error and not a goodbye
 */
export function authHandler(open: OpenSession, close: CloseSession): Handler {
  return async (request, context) => {
    const { nextauth } = await context.params
    const endpoint = nextauth.join('/')
    try {
      if (vaultIsLocked()) return refuse(503)
      if (request.method === 'GET') {
        if (endpoint === 'session') return Response.json({})
        if (!ASKED.has(endpoint)) return toSignIn()
      } else if (!SUBMITTED.has(endpoint) || !(await isForm(request))) {
        return refuse(400)
      }
      return await answer(request, context, endpoint, open, close)
    } catch (error) {
      logBug('auth', error)
      return refuse(500)
    }
  }
}

async function answer(
  request: NextRequest,
  context: Context,
  endpoint: string,
  open: OpenSession,
  close: CloseSession,
): Promise<Response> {
  const closing = { failed: false }
  // next-auth swallows what its callback throws and would say goodbye while the session lives on.
  const closeOrTell: CloseSession = (token) =>
    close(token).catch((error: unknown) => {
      logBug('sign-out', error)
      closing.failed = true
    })
  const handle = NextAuth(authOptions(open, closeOrTell)) as Handler
  const response = await handle(request, context)
  if (closing.failed) return refuse(500)
  if (response.status >= 500) return forgetCookies()
  if (endpoint === 'signout') response.headers.set('Clear-Site-Data', CLEARED)
  return response
}

/** True for a small url-encoded body; the only shape in which next-auth's own browser code submits. */
async function isForm(request: NextRequest): Promise<boolean> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return false
  return (await request.clone().text()).length <= LONGEST_BODY
}

function toSignIn(): Response {
  return new Response(null, { status: 303, headers: { Location: '/sign-in' } })
}

/**
 * What next-auth cannot work with is a malformed cookie of its own. They hold nothing that is worth keeping, so they go:
 * otherwise the browser would bring them again, and nobody could sign in from it.
 */
function forgetCookies(): Response {
  const response = refuse(400)
  for (const name of OWN_COOKIES) response.headers.append('Set-Cookie', `${name}; Path=/; Max-Age=0`)
  return response
}

const REFUSALS = { 400: 'invalid', 500: 'failed', 503: 'locked' } as const satisfies Record<number, Refusal>

function refuse(status: keyof typeof REFUSALS): Response {
  return Response.json({ refusal: REFUSALS[status] }, { status })
}
