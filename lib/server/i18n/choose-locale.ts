'use server'

/** Keeps the chosen language in a cookie of its own. Anybody may choose, signed in or not: it touches no data. */
import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE } from '../../domain/locale.ts'

const YEAR_SECONDS = 31_536_000

/** @param choice the form of the language switch; its field `locale` names the language */
export async function chooseLocale(choice: FormData): Promise<void> {
  // An action is a public POST: what arrives need not be the form that it says it is.
  const sent: unknown = choice
  const locale = sent instanceof FormData ? sent.get('locale') : null
  if (typeof locale !== 'string' || !isLocale(locale)) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: YEAR_SECONDS })
}
