'use server'

/** Keeps the chosen language in a cookie of its own. Anybody may choose, signed in or not: it touches no data. */
import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE } from '../../domain/locale.ts'

const YEAR_SECONDS = 31_536_000

/** @param choice the form of the language switch; its field `locale` names the language */
export async function chooseLocale(choice: FormData): Promise<void> {
  const locale = choice.get('locale')
  if (typeof locale !== 'string' || !isLocale(locale)) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: YEAR_SECONDS })
}
