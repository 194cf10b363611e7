/** Whether a form was sent by one of our own pages. Next compares the origin too, but lets a request without one pass. */
import 'server-only'
import { headers } from 'next/headers'
import { env } from './env.ts'

/**
 * True when the request says that it comes from here. Every browser says so on a POST that a script sends; what says
 * nothing is no browser of ours. `X-Forwarded-Host` is not asked: whoever writes one header writes two.
 */
export async function sentFromHere(): Promise<boolean> {
  const asked = await headers()
  const origin = asked.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  return origin === new URL(env().NEXTAUTH_URL).origin || new URL(origin).host === asked.get('host')
}
