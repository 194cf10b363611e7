/**
 * Every page, by everybody who sees it: axe finds nothing serious in light and dark, at a desk's width and at a phone's;
 * nothing runs out of a phone's screen in any language; and whoever has no mouse reaches everything.
 */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { LOCALE_COOKIE, LOCALES, type Locale } from '../../lib/domain/locale.ts'
import en from '../../messages/en.json' with { type: 'json' }
import { CASE, listRoutes, readKnown, VISITS, type Known, type Visit } from '../support/every-page.ts'
import { overhang } from './support/overhang.ts'
import { expect, house, test } from './support/test.ts'

test.describe.configure({ mode: 'parallel', timeout: 300_000 })

type Look = {
  readonly width: number
  readonly scheme: 'light' | 'dark'
  readonly rules: readonly string[] | null
}

/** After the first look, which is at 1280 px in the light, every page is judged again where most differs from that. */
const OTHER_LOOKS: readonly Look[] = [{ width: 390, scheme: 'dark', rules: null }]

/** The frame around the pages changes with the width: the first page is judged in its colours both ways too. */
const COLOURS = ['color-contrast', 'link-in-text-block']
const FRAME_LOOKS: readonly Look[] = [
  ...OTHER_LOOKS,
  { width: 390, scheme: 'light', rules: COLOURS },
  { width: 1280, scheme: 'dark', rules: COLOURS },
]

/** Pages of one person in one test: a session is opened once, and two workers share the work evenly. */
const PAGES_A_TEST = 6

type Stop = { readonly login: string | null; readonly visits: readonly Visit[] }

function inParts(): readonly Stop[] {
  const logins = [...new Set(VISITS.flatMap(({ as }) => as))]
  return logins.flatMap((login) => {
    const seen = VISITS.filter(({ as }) => as.includes(login))
    const parts = Math.ceil(seen.length / PAGES_A_TEST)
    return Array.from({ length: parts }, (_, part) => ({
      login,
      visits: seen.slice(part * PAGES_A_TEST, (part + 1) * PAGES_A_TEST),
    }))
  })
}

async function visit(page: Page, { path, status = 200 }: Visit, known: Known): Promise<void> {
  const answered = await page.goto(path(known))
  expect(answered?.status()).toBe(status)
  await expect(page.locator('fieldset:disabled, [aria-busy="true"]')).toHaveCount(0)
}

type Violation = {
  readonly id: string
  readonly impact?: string | null
  readonly nodes: readonly { html: string; failureSummary?: string }[]
}

function seen({ html, failureSummary = '' }: Violation['nodes'][number]): string {
  return `${html.slice(0, 160)} (${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 300)})`
}

function assertNothingSerious(violations: readonly Violation[], where: string): void {
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(seen).join(' | ')}`)
  expect(serious, where).toEqual([])
}

/** Brings axe into the page and asks it. */
async function firstLook(page: Page, part: string): Promise<readonly Violation[]> {
  const axe = new AxeBuilder({ page }).include(part).options({ resultTypes: ['violations'] })
  return (await axe.setLegacyMode(true).analyze()).violations
}

/** Asks the axe that is in the page already: bringing it takes longer than its answer. */
function lookAgain(page: Page, part: string, rules: Look['rules']): Promise<readonly Violation[]> {
  return page.evaluate(
    async ([within, names]) => {
      type Axe = { run(where: string, options: object): Promise<{ violations: Violation[] }> }
      const axe = Reflect.get(globalThis, 'axe') as Axe
      const only = names === null ? {} : { runOnly: { type: 'rule', values: names } }
      return (await axe.run(within, { resultTypes: ['violations'], ...only })).violations
    },
    [part, rules] as const,
  )
}

test('every page of the house is visited', () => {
  expect([...new Set(VISITS.flatMap(({ route }) => route ?? []))].sort()).toEqual([...listRoutes()].sort())
})

inParts().forEach(({ login, visits }) => {
  const names = visits.map(({ name }) => name).join(', ')
  test(`axe finds nothing serious for ${login ?? 'a visitor'}: ${names}`, async ({ person, watch }) => {
    watch.expectStatus(403, 404)
    const known = await readKnown(house().superuserUrl)
    const page = await person(login ?? undefined)
    for (const [index, one] of visits.entries()) {
      // The frame of the pages is judged once, what a page itself draws each time.
      const part = index === 0 ? 'html' : (one.part ?? 'main')
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1280, height: 800 })
      await visit(page, one, known)
      assertNothingSerious(await firstLook(page, part), one.name)
      for (const { width, scheme, rules } of index === 0 ? FRAME_LOOKS : OTHER_LOOKS) {
        await page.setViewportSize({ width, height: 800 })
        await page.emulateMedia({ colorScheme: scheme })
        await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
        const where = `${one.name} ${String(width)} ${scheme}`
        assertNothingSerious(await lookAgain(page, part, rules), where)
        expect(await overhang(page), where).toBe(0)
      }
      expect(await page.title()).toBe('Causeway')
    }
  })
})

/** As the server drew it, which is where every word stands already; in English it is looked at awake, above. */
const AS_DRAWN = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }

for (const locale of LOCALES.filter((one) => one !== 'en')) {
  test(`nothing runs out of a phone's screen, in ${locale}`, async ({ person, watch }) => {
    watch.expectStatus(403, 404)
    const known = await readKnown(house().superuserUrl)
    const pages = new Map<string | null, Page>()
    for (const one of VISITS) {
      const [login] = one.as
      const page = pages.get(login) ?? (await inLanguage(await person(login ?? undefined, AS_DRAWN), locale))
      pages.set(login, page)
      const answered = await page.goto(one.path(known))
      expect(answered?.status()).toBe(one.status ?? 200)
      expect(await overhang(page), `${one.name} in ${locale}`).toBe(0)
    }
  })
}

async function inLanguage(page: Page, locale: Locale): Promise<Page> {
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: house().baseUrl }])
  return page
}

/** What has the focus: its words, and whether anybody could see that it has it. */
function focused(
  page: Page,
): Promise<{ readonly words: string; readonly seen: boolean; readonly main: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || at === document.body) return { words: '', seen: true, main: false }
    const ringed = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    }
    // A box may draw the ring for the field inside it.
    const around = [at, at.parentElement, at.parentElement?.parentElement].filter((one) => one != null)
    const box = at.getBoundingClientRect()
    const label = at.getAttribute('aria-label') ?? at.textContent
    return {
      words: `${at.tagName.toLowerCase()} ${label.trim().slice(0, 60)}`,
      seen: box.width > 0 && box.height > 0 && around.some(ringed),
      main: at.closest('main') !== null,
    }
  })
}

const BY_KEYS = [
  { login: 'mina', path: '/', until: en.today.go.requirement },
  { login: 'mina', path: '/cases', until: 'tamoren-47' },
  { login: 'mina', path: `/cases/${CASE}`, until: en.caseFile.move },
  { login: 'mina', path: `/cases/${CASE}/move`, until: en.pathway.backToCase },
  { login: 'mina', path: '/cases/new', until: en.cases.open },
  { login: 'suji', path: '/pipeline', until: 'korabe-88' },
  { login: 'suji', path: '/approvals', until: 'vesilu-12' },
  { login: 'root', path: '/people', until: en.people.invite },
] as const

for (const { login, path, until } of BY_KEYS) {
  test(`without a mouse ${login} reaches "${until}" on ${path}, and always sees where the focus is`, async ({
    person,
  }) => {
    const page = await person(login)
    await page.goto(path)
    await expect(page.locator('fieldset:disabled')).toHaveCount(0)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: en.app.skip })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.locator('main')).toBeFocused()
    // It leads past the menu: the next stop is in the page itself, and so is each until the one that was meant.
    let stops = 0
    for (;;) {
      await page.keyboard.press('Tab')
      const at = await focused(page)
      expect(at.seen, `focus is seen on "${at.words}"`).toBe(true)
      expect(at.main, `"${until}" comes before the end of the page; "${at.words}" does not`).toBe(true)
      if (at.words.includes(until)) break
      expect(++stops).toBeLessThan(120)
    }
  })
}

test('a note is written without a mouse', async ({ person }) => {
  const page = await person('mina')
  await page.goto('/cases/hedomi-09')
  const add = page.getByRole('link', { name: en.caseFile.do.note })
  await add.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/do=note/)
  const body = page.getByLabel(en.notes.body)
  await expect(body).toBeEnabled()
  await body.focus()
  await page.keyboard.type('By keys alone.')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: en.notes.save })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/cases/hedomi-09')
  await expect(page.getByText('By keys alone.').first()).toBeVisible()
})

test('what must be corrected is said on top, takes the focus, and leads to its field', async ({ person }) => {
  const page = await person('suji')
  await page.goto(`/cases/${CASE}?do=note`)
  await expect(page.locator('fieldset:disabled')).toHaveCount(0)
  await page.getByRole('button', { name: en.notes.save }).press('Enter')
  const summary = page.getByRole('alert').filter({ hasText: /\S/ })
  await expect(summary).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(en.notes.body)).toBeFocused()
  await expect(page.getByLabel(en.notes.body)).toHaveAttribute('aria-invalid', 'true')
})
