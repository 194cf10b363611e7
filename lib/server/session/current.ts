/** Who is asking, on this request. Pages and actions ask here; layouts only draw what they are told. */
import 'server-only'
import { decode } from 'next-auth/jwt'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { HOME, LOCKED, signInPath } from '../../domain/return-path.ts'
import { env } from '../env.ts'
import { vaultIsLocked } from '../vault/vault.ts'
import { lookUpSession, type SignedIn } from './lookup.ts'
import { sessionCookieName } from './auth-options.ts'

/** The person behind the request's cookie, or null. Looked up once a request. */
export const currentPerson = cache(async (): Promise<SignedIn | null> => {
  const token = await currentToken()
  return token === null ? null : lookUpSession(token)
})

/** The same for a browser that watches by itself: an idle session stays idle. */
export async function watchingPerson(): Promise<SignedIn | null> {
  const token = await currentToken()
  return token === null ? null : lookUpSession(token, true)
}

/** The same, but a request without a live session goes to the sign-in page, which leads back. For pages. */
export async function requirePerson(): Promise<SignedIn> {
  leaveWhenLocked()
  return (await currentPerson()) ?? redirect(signInPath((await headers()).get('x-path') ?? HOME))
}

/** Leads to the locked page while the keys are locked. For pages that ask for nobody; a courtesy, nothing hangs on it. */
export function leaveWhenLocked(): void {
  if (vaultIsLocked()) redirect(LOCKED)
}

/** True for a browser that still carries the cookie of a session which is over: idle, expired or ended elsewhere. */
export async function sessionHasEnded(): Promise<boolean> {
  return (await currentToken()) !== null && (await currentPerson()) === null
}

async function currentToken(): Promise<string | null> {
  const cookie = (await cookies()).get(sessionCookieName())?.value
  if (cookie === undefined) return null
  try {
    const claims = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET })
    return typeof claims?.['sid'] === 'string' ? claims['sid'] : null
  } catch {
    // A garbled cookie is no cookie.
    return null
  }
}
