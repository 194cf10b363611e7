/** Which pictures are taken, and how one is: the whole page, up to a height that still fits beside a text. */
import type { Browser, BrowserContext } from '@playwright/test'
import path from 'node:path'
import { LOCALE_COOKIE, LOCALE_TAGS, LOCALES, type Locale } from '../../lib/domain/locale.ts'
import { demoAccounts } from '../../prisma/seed/accounts.ts'
import { VISITS, type Known, type Login, type Visit } from '../support/every-page.ts'
import { signInOverHttp } from '../support/sign-in.ts'

export type Shot = {
  readonly visit: Visit
  readonly width: 1280 | 390
  readonly locale: Locale
  readonly scheme: 'light' | 'dark'
}

/** The pages that people live on are shown in every language, and in the dark. */
const LIVED_IN: readonly string[] = ['today', 'cases', 'case', 'move', 'pipeline']
const LEAST_HEIGHT = { 1280: 800, 390: 844 } as const
const MOST_HEIGHT = { 1280: 1400, 390: 1800 } as const

/** Every picture that stands in `docs/screens`. */
export function listShots(): readonly Shot[] {
  return VISITS.flatMap((visit) =>
    ([1280, 390] as const).flatMap((width) =>
      LOCALES.filter((locale) => locale === 'en' || LIVED_IN.includes(visit.name)).flatMap((locale) =>
        (['light', 'dark'] as const)
          .filter((scheme) => scheme === 'light' || (width === 1280 && LIVED_IN.includes(visit.name)))
          .map((scheme) => ({ visit, width, locale, scheme })),
      ),
    ),
  )
}

export function nameOf({ visit, width, locale, scheme }: Shot): string {
  return `${visit.name}-${String(width)}-${locale}-${scheme}.png`
}

type Place = {
  readonly browser: Browser
  readonly baseUrl: string
  readonly known: Known
  readonly folder: string
}

/** Takes pictures one after the other, each person's session opened once. */
export async function takeShots(place: Place, shots: readonly Shot[]): Promise<void> {
  const sessions = new Map<Login, ReadonlyMap<string, string>>()
  for (const shot of shots) {
    const [login] = shot.visit.as
    if (!sessions.has(login)) sessions.set(login, await openSession(place.baseUrl, login))
    const context = await dressed(place, shot, sessions.get(login) ?? new Map())
    try {
      await take(place, context, shot)
    } finally {
      await context.close()
    }
  }
}

async function openSession(baseUrl: string, login: Login): Promise<ReadonlyMap<string, string>> {
  const account = demoAccounts.find((one) => one.login === login)
  return account === undefined ? new Map() : signInOverHttp(baseUrl, account.login, account.password)
}

async function dressed(
  { browser, baseUrl }: Place,
  { width, locale, scheme }: Shot,
  session: ReadonlyMap<string, string>,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height: LEAST_HEIGHT[width] },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: LOCALE_TAGS[locale],
    timezoneId: 'Asia/Vladivostok',
  })
  const cookies = [...session, [LOCALE_COOKIE, locale] as const]
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: baseUrl })))
  return context
}

async function take({ known, folder }: Place, context: BrowserContext, shot: Shot): Promise<void> {
  const page = await context.newPage()
  const answered = await page.goto(shot.visit.path(known))
  const status = shot.visit.status ?? 200
  if (answered?.status() !== status) {
    throw new Error(`${shot.visit.name} answered ${String(answered?.status())}, not ${String(status)}`)
  }
  // Until its script is there a form is drawn as disabled.
  await page.waitForSelector('fieldset:disabled, [aria-busy="true"]', { state: 'detached' })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  const height = Math.min(Math.max(whole, LEAST_HEIGHT[shot.width]), MOST_HEIGHT[shot.width])
  // Not `fullPage`: bars that stick to the edges of the window would stand in the middle of the picture.
  await page.setViewportSize({ width: shot.width, height })
  // A form that opens takes the focus, and the page with it.
  await page.evaluate(() => {
    window.scrollTo(0, 0)
  })
  await page.screenshot({ path: path.join(folder, nameOf(shot)), animations: 'disabled', caret: 'hide' })
}
