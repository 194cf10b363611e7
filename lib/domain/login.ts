/** What people sign in with: a short handle, never an address or a real name. Plain letters, so that any keyboard types it. */
const LOGIN_LENGTH = { least: 2, most: 32 } as const

const LOGIN = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/

/** The login as it is kept (lower-case), or null when the text is none. */
export function cleanLogin(text: string): string | null {
  const login = text.slice(0, 200).normalize('NFKC').trim().toLowerCase()
  const fits = login.length >= LOGIN_LENGTH.least && login.length <= LOGIN_LENGTH.most
  return fits && LOGIN.test(login) ? login : null
}
