/**
 * Where a locked house is unlocked. No page of the house's frame: it answers with text that is complete by itself, whatever
 * else does not work yet.
 */
import { headers } from 'next/headers'
import { createTranslator } from 'next-intl'
import { LOCALE_TAGS, LOCALES } from '../../../lib/domain/locale.ts'
import { isLocked, sentFromHouse, unlock } from '../../../lib/features/unlocking/service.ts'
import { lockedPage, openPage } from '../../../lib/features/unlocking/ui/locked-page.ts'
import { CATALOGUE } from '../../../lib/server/i18n/catalogue.ts'

export const dynamic = 'force-dynamic'

/** Longer than any name with any passphrase, and not long enough to keep a server busy. */
const LONGEST_BODY = 4096

type Notice = 'wrong' | 'busy' | 'failed'

const STATUS = { wrong: 403, busy: 429, failed: 500 } as const satisfies Record<Notice, number>

export async function GET(): Promise<Response> {
  return isLocked() ? locked(null) : html(openPage(openWords(), await nonce()), 200)
}

export async function POST(request: Request): Promise<Response> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(length <= LONGEST_BODY)) return new Response('too-large', { status: 413 })
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return new Response('invalid', { status: 400 })
  // Before anything is tried: a page of somebody else's must not keep the line full.
  if (!(await sentFromHouse())) return locked('failed', 403)
  const outcome = await unlock(Object.fromEntries(new URLSearchParams(await request.text())))
  if (outcome === null) return locked('busy')
  if (!outcome.ok) return locked(outcome.refusal === 'failed' ? 'failed' : 'wrong')
  return new Response(null, { status: 303, headers: { Location: '/' } })
}

async function locked(notice: Notice | null, status = notice === null ? 503 : STATUS[notice]) {
  return html(lockedPage(lockedWords(notice), await nonce()), status)
}

function html(text: string, status: number): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

async function nonce(): Promise<string> {
  return (await headers()).get('x-nonce') ?? ''
}

function lockedWords(notice: Notice | null) {
  return LOCALES.map((locale) => {
    const t = createTranslator({
      locale: LOCALE_TAGS[locale],
      messages: CATALOGUE[locale],
      namespace: 'locked',
    })
    return {
      lang: LOCALE_TAGS[locale],
      title: t('title'),
      text: t('text'),
      holder: t('holder'),
      passphrase: t('passphrase'),
      unlock: t('unlock'),
      notice: notice === null ? null : t(notice),
    }
  })
}

function openWords() {
  return LOCALES.map((locale) => {
    const t = createTranslator({
      locale: LOCALE_TAGS[locale],
      messages: CATALOGUE[locale],
      namespace: 'locked',
    })
    return { lang: LOCALE_TAGS[locale], title: t('open'), goOn: t('goOn') }
  })
}
