/**
 * The gate in front of every page: headers, the nonce of the content security policy, and "is there a session cookie at
 * all?". The last is a courtesy that saves a signed-out visitor a detour. It protects nothing: every page and every
 * action looks the session up by itself.
 */
import { NextResponse, type NextRequest } from 'next/server'
import { signInPath } from './lib/domain/return-path.ts'

/** What somebody without a session may ask for. What stands under `api` answers a program: 401, not a page to sign in. */
const OPEN_TO_ALL = /^\/(?:sign-in|enrol|locked|api|icon\.svg|favicon\.ico)(?:\/|$)/

const SESSION_COOKIE = /^(?:__Secure-|__Host-)?next-auth\.session-token(?:\.\d+)?$/

/** Where no page stands and none ever will. */
const NO_SUCH_PAGE = '/-'

/** No form is larger; `next.config.ts` says the same to the actions. */
const MAX_BODY_BYTES = 256 * 1024

/** Scripts and style elements need the nonce; style attributes cannot run code, and Mantine places menus with them. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "script-src-attr 'none'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

/** What is handed out to be kept runs and shows nothing, whatever a browser makes of it. */
const DOWNLOAD_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** No HSTS here: the house also runs on plain http://127.0.0.1; the TLS front adds it. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
} as const

function answer(request: NextRequest, policy: string, nonce: string): NextResponse {
  const { nextUrl, method } = request
  // A browser always says how long its body is; whoever does not would be measured only while being read.
  const hidesLength = request.headers.has('transfer-encoding') && !request.headers.has('content-length')
  if (hidesLength || Number(request.headers.get('content-length') ?? '0') > MAX_BODY_BYTES) {
    // The forms know this word and say it in the reader's language.
    const status = hidesLength ? 411 : 413
    return new NextResponse('too-large', { status, headers: { 'Content-Type': 'text/plain' } })
  }
  const mayHaveSession = request.cookies.getAll().some(({ name }) => SESSION_COOKIE.test(name))
  const looks = method === 'GET' || method === 'HEAD'
  // An action without a session must reach its own refusal, so that what was typed stays in the form.
  if (looks && !mayHaveSession && !OPEN_TO_ALL.test(nextUrl.pathname)) {
    return NextResponse.redirect(new URL(signInPath(nextUrl.pathname + nextUrl.search), nextUrl.href))
  }
  const headers = new Headers(request.headers)
  // Set here whatever the browser sent: a nonce that a visitor chose would be no nonce.
  headers.set('x-nonce', nonce)
  // So that a page whose session has ended can lead back to itself.
  headers.set('x-path', nextUrl.pathname + nextUrl.search)
  headers.set('Content-Security-Policy', policy)
  if (!isReadable(nextUrl.pathname)) {
    return NextResponse.rewrite(new URL(NO_SUCH_PAGE, nextUrl.href), { request: { headers } })
  }
  return NextResponse.next({ request: { headers } })
}

/** False for an address such as `/cases/%`, on which the router itself would break. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

export function middleware(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const isDownload = request.nextUrl.pathname.startsWith('/api/downloads/')
  const policy = isDownload ? DOWNLOAD_POLICY : contentSecurityPolicy(nonce)
  const response = answer(request, policy, nonce)
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value)
  return response
}

/**
 * Everything but the hashed assets, which hold nothing of anybody and may be cached for ever, and the one address that takes
 * files in: of what passes here Next holds the body, and cuts it. `next.config.ts` sets the headers of both.
 */
export const config = { matcher: ['/((?!_next/static/|api/documents/[0-9a-f-]{36}$).*)'] }
