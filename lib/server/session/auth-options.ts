/** How next-auth is used: it seals one random session id into a cookie and carries no claim that could grow stale. */
import 'server-only'
import type { NextAuthOptions, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env.ts'
import { logBug } from '../log.ts'
import { SESSION_HOURS } from './lookup.ts'

/** next-auth's own name for its session cookie; the secure one wherever the address is https. */
export function sessionCookieName(): string {
  return env().NEXTAUTH_URL.startsWith('https:')
    ? '__Secure-next-auth.session-token'
    : 'next-auth.session-token'
}

export type OpenSession = (login: string, password: string) => Promise<string | null>
export type CloseSession = (token: string) => Promise<void>

/**
 * The options for the route handler.
 *
 * @param open checks login and password and answers the token of a new session, or null
 * @param close ends the session of a token
 */
export function authOptions(open: OpenSession, close: CloseSession): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3_600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      Credentials({
        credentials: { login: { type: 'text' }, password: { type: 'password' } },
        async authorize(credentials): Promise<User | null> {
          const token = await opened(open, credentials)
          return token === null ? null : { id: token }
        },
      }),
    ],
    callbacks: {
      // The token holds the session's id from sign-in on, and nothing else, whatever next-auth puts there.
      jwt: ({ token, user, trigger }) => ({ sid: trigger === 'signIn' ? user.id : token['sid'] }),
      // The session endpoint answers nothing about anybody.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith('/') && !url.startsWith('//') ? baseUrl + url : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (typeof token['sid'] === 'string') await close(token['sid'])
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }
}

/** next-auth would send the message of whatever is thrown here to the browser: only this one fixed word leaves. */
async function opened(open: OpenSession, credentials: unknown): Promise<string | null> {
  const { login, password } = Object(credentials) as { login?: unknown; password?: unknown }
  if (typeof login !== 'string' || typeof password !== 'string') return null
  try {
    return await open(login, password)
  } catch (error) {
    logBug('sign-in', error)
    throw new Error('failed')
  }
}
