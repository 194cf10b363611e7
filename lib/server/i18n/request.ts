/**
 * Which language a request is answered in: the `locale` cookie, else what the browser asks for, else English. The
 * language never stands in the URL, which would tell a look over the shoulder, or a log, more than it must.
 */
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { LOCALE_COOKIE, LOCALE_TAGS, negotiateLocale } from '../../domain/locale.ts'
import { CATALOGUE } from './catalogue.ts'
import { formats } from './formats.ts'

export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()])
  const locale = negotiateLocale(jar.get(LOCALE_COOKIE)?.value, sent.get('accept-language'))
  // Calendar days are formatted in UTC; whoever shows an instant passes the time zone of the team.
  return { locale: LOCALE_TAGS[locale], messages: CATALOGUE[locale], formats, timeZone: 'UTC' }
})
