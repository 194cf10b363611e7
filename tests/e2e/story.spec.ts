/** The whole way: mina takes a case from first contact to Hanawon, suji approves the journey and sees every step. */
import type { Page } from '@playwright/test'
import { addDays, dayAt } from '../../lib/domain/calendar/partial-date.ts'
import { LOCALES, LOCALE_TAGS, type Locale } from '../../lib/domain/locale.ts'
import en from '../../messages/en.json' with { type: 'json' }
import ko from '../../messages/ko.json' with { type: 'json' }
import ru from '../../messages/ru.json' with { type: 'json' }
import { fill, send } from './support/form.ts'
import { expect, test } from './support/test.ts'

const WORDS = { en, ko, ru } satisfies Record<Locale, typeof en>
const TODAY = dayAt(Date.now(), 'Asia/Vladivostok')

test.describe.configure({ timeout: 300_000 })

async function speak(page: Page, locale: Locale): Promise<void> {
  const { origin } = new URL(page.url())
  await page.context().addCookies([{ name: 'locale', value: locale, url: origin }])
}

/** The code of the case whose page is shown. */
async function codeShown(page: Page): Promise<string> {
  await page.waitForURL(/\/cases\/[a-z]+-\d\d$/)
  return new URL(page.url()).pathname.slice('/cases/'.length)
}

async function record(
  page: Page,
  code: string,
  form: string,
  answers: Parameters<typeof fill>[1],
): Promise<void> {
  await page.goto(`/cases/${code}?do=${form}`)
  await fill(page, answers)
  await send(page, Object.keys(answers)[0] ?? '')
  await page.waitForURL(`**/cases/${code}`)
}

async function move(page: Page, code: string, to: string, words: typeof en): Promise<void> {
  await page.goto(`/cases/${code}/move?to=${to}`)
  await fill(page, { to, occurredOn: TODAY })
  await send(page, 'occurredOn')
  await page.waitForURL(`**/cases/${code}`)
  await expect(page.getByText(words.stages[to as keyof typeof words.stages]).first()).toBeVisible()
}

for (const locale of LOCALES) {
  test(`a case walks all five stages, in ${locale}`, async ({ person }) => {
    const words = WORDS[locale]
    const mina = await person('mina')
    await mina.goto('/')
    await speak(mina, locale)
    const suji = await person('suji')
    await suji.goto('/')
    await speak(suji, locale)

    await mina.goto('/cases/new')
    await expect(mina.locator('html')).toHaveAttribute('lang', LOCALE_TAGS[locale])
    await fill(mina, {
      occurredOn: addDays(TODAY, -1),
      channel: 'messenger',
      civicGroup: 'Harbour group',
      group: 'dispatched-worker',
      sector: 'construction',
      federalDistrict: 'far-eastern',
      sex: 'male',
      enlisted: 'yes',
      hangul: '리영호',
      birthYear: 1992,
    })
    await send(mina, 'civicGroup')
    const code = await codeShown(mina)
    // A name is behind a tap: nothing of it is in the page.
    expect(await mina.content()).not.toContain('리영호')

    // First contact → safe house. The gate refuses while something is missing.
    await mina.goto(`/cases/${code}/move?to=safe-house`)
    await fill(mina, { to: 'safe-house', occurredOn: TODAY })
    await send(mina, 'occurredOn')
    await expect(mina.getByText(words.refusals['gate-unmet'])).toBeVisible()
    await record(mina, code, 'basis', { purposes: ['keep', 'share-unhcr', 'statistics'], ground: 'consent' })
    await record(mina, code, 'screening', { infiltration: 'clear', coercion: 'clear' })
    await mina.goto(`/cases/${code}?do=placement`)
    const house = mina.locator('[id$="-houseId-group"] input').first()
    await house.check()
    await send(mina, 'houseId')
    await mina.waitForURL(`**/cases/${code}`)
    await move(mina, code, 'safe-house', words)

    // Safe house → UNHCR registration.
    await record(mina, code, 'protection', { track: 'unhcr', status: 'appointment' })
    await record(mina, code, 'risk', {
      refoulement: 4,
      health: 2,
      exposure: 3,
      dependants: 1,
      explanation: 'Minders ask for him at the site.',
    })
    await move(mina, code, 'unhcr-registration', words)

    // UNHCR registration → transit: planned by mina, approved by suji.
    await record(mina, code, 'journey-plan', {
      travelDocument: 'travel-certificate',
      route: 'Night train, then on foot to the second address.',
      fallbacks: 'Wait one day\nBack to the first house',
    })
    await mina.goto(`/cases/${code}?do=approval`)
    await mina.locator('main form[id^="approval-request"] button[type="submit"]').click()
    await mina.waitForURL(`**/cases/${code}`)

    await suji.goto('/approvals')
    await suji.locator('main a', { hasText: code }).first().click()
    await suji.waitForURL(/\/approvals\/[0-9a-f-]{36}$/)
    await fill(suji, { decision: 'approved', acknowledged: ['exit-permission-missing'] })
    await send(suji, 'decision')
    await suji.waitForURL('**/approvals')

    await move(mina, code, 'transit', words)

    // Transit → Hanawon → closed, settled.
    await record(mina, code, 'arrival', { confirmedBy: 'The mission' })
    await move(mina, code, 'hanawon', words)

    await suji.goto('/pipeline')
    await expect(suji.locator('main')).toContainText(words.stages.hanawon)

    await mina.goto(`/cases/${code}/close`)
    await fill(mina, { outcome: 'settled', occurredOn: TODAY })
    await send(mina, 'outcome')
    await mina.waitForURL(`**/cases/${code}`)
    await expect(mina.locator('main')).toContainText(words.vocabulary.outcome.settled)

    // suji reads the same steps, and no name.
    await suji.goto(`/cases/${code}`)
    for (const stage of ['safe-house', 'unhcr-registration', 'transit', 'hanawon'] as const) {
      await expect(suji.locator('main')).toContainText(words.stages[stage])
    }
    expect(await suji.content()).not.toContain('리영호')
  })
}
