/** Signs somebody in over HTTP, as next-auth's own form does, and returns the cookies of the session. */

/** The cookies of `response` laid over `jar`. */
function collect(jar: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

function header(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Throws when login and password do not open a session. */
export async function signInOverHttp(
  baseUrl: string,
  login: string,
  password: string,
): Promise<ReadonlyMap<string, string>> {
  const jar = new Map<string, string>()
  const asked = await fetch(`${baseUrl}/api/auth/csrf`)
  collect(jar, asked)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const answered = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: header(jar), origin: baseUrl },
    body: new URLSearchParams({ csrfToken, login, password, callbackUrl: '/', json: 'true' }),
  })
  collect(jar, answered)
  await answered.arrayBuffer()
  if (![...jar.keys()].some((name) => name.endsWith('next-auth.session-token'))) {
    throw new Error(`${login} could not sign in: ${String(answered.status)}`)
  }
  return jar
}

/** The cookies as one request header. */
export function cookieHeader(jar: ReadonlyMap<string, string>): string {
  return header(jar)
}
