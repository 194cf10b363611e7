/** Ending the session from the browser: true only once the server has said so. */
import { signOut } from 'next-auth/react'

/** True when the server has ended the session. Whoever walks away must not be told so while it lives. */
export async function sessionEnds(): Promise<boolean> {
  try {
    // The answer of a server that failed names no address; one that believed no cookie leads back to its own page.
    const { url } = (await signOut({ redirect: false, callbackUrl: '/sign-in' })) as { url?: string }
    return url !== undefined && !url.includes('csrf=true')
  } catch {
    return false
  }
}
