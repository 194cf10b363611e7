/** How next-auth is used: it seals one random session id into a cookie and carries no claim that could grow stale. */
import 'server-only'
import type { NextAuthOptions, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env.ts'
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
          const token = await open(credentials?.login ?? '', credentials?.password ?? '')
          return token === null ? null : { id: token }
        },
      }),
    ],
    callbacks: {
      // Called with `user` at sign-in only; afterwards the token passes through as it is.
      jwt: ({ token, user }) => (user === undefined ? { sid: token['sid'] } : { sid: user.id }),
      // The session endpoint answers nothing about anybody.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith('/') && !url.startsWith('//') ? baseUrl + url : baseUrl,
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.['sid'] === 'string') await close(token['sid'])
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }
}
