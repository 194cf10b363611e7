/**
 * Where somebody goes after signing in. The wish comes from the URL, so it is an attacker's to write: only a path of
 * this very house is taken, never another origin, another scheme or the API.
 */
export const HOME = '/'

/** Where a house is unlocked that was started with locked keys. */
export const LOCKED = '/locked'

const SAFE = /^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/

/** The wished path when it is one of ours, else the start page. */
export function returnPath(wish: string | null | undefined): string {
  if (wish == null || wish.length > 500 || !SAFE.test(wish)) return HOME
  return /^\/(?:api|sign-in|enrol|step-up|locked)(?:[/?#]|$)/.test(wish) ? HOME : wish
}

/** The address of the sign-in page that leads back to a path. */
export function signInPath(wish: string): string {
  const next = returnPath(wish)
  return next === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

/** Where a tab goes that cleared itself. It does not lead back by itself, even while the session lives. */
export function awayPath(wish: string): string {
  const next = returnPath(wish)
  return next === HOME ? '/sign-in?away=1' : `/sign-in?away=1&next=${encodeURIComponent(next)}`
}
