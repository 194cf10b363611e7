/**
 * The `test` of all browser tests: knows the running house, watches every context, and signs people in.
 *
 *     import { expect, signIn, test } from './support/test.ts'
 *
 *     test('mina sees her day', async ({ page }) => {
 *       await signIn(page, 'mina')
 *       await page.goto('/')
 *     })
 *
 *     test('suji sees it too', async ({ person }) => {
 *       const page = await person('suji')      // a browser of her own, signed in and watched
 *     })
 */
import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test'
import { demoAccounts } from '../../../prisma/seed/accounts.ts'
import { signInOverHttp } from '../../support/sign-in.ts'
import { house } from './address.ts'
import { Watch } from './watch.ts'

type Fixtures = {
  /** `watch.expectStatus(404)` before a test asks for a refusal on purpose. */
  watch: Watch
  /** Opens a second browser, for a second person (or nobody, without a login). */
  person: (login?: string, options?: BrowserContextOptions) => Promise<Page>
}

export { expect, house }

export const test = base.extend<Fixtures>({
  // eslint wants no empty pattern, Playwright wants a pattern: `browserName` is there anyway.
  baseURL: async ({ browserName: _ }, use) => use(house().baseUrl),

  watch: [
    async ({ browserName: _ }, use) => {
      const watch = new Watch()
      await use(watch)
      expect(watch.troubles(), 'what the pages did unnoticed').toEqual([])
    },
    { auto: true },
  ],

  context: async ({ context, watch }, use) => {
    await watch.over(context, house().baseUrl)
    await use(context)
  },

  person: async ({ browser, watch, contextOptions, locale, timezoneId, viewport }, use) => {
    const opened: Page[] = []
    await use(async (login, options) => {
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: house().baseUrl,
        viewport,
        serviceWorkers: 'block',
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        ...options,
      })
      await watch.over(context, house().baseUrl)
      const page = await context.newPage()
      opened.push(page)
      if (login !== undefined) await signIn(page, login)
      return page
    })
    for (const page of opened) await page.context().close()
  },
})

/** The password of a demo account. */
export function passwordOf(login: string): string {
  const account = demoAccounts.find((one) => one.login === login)
  if (account === undefined) throw new Error(`there is no demo account ${login}`)
  return account.password
}

/** Gives the page's browser a fresh session of a demo account, without the form. */
export async function signIn(page: Page, login: string): Promise<void> {
  const { baseUrl } = house()
  const cookies = await signInOverHttp(baseUrl, login, passwordOf(login))
  await page
    .context()
    .addCookies(
      [...cookies].map(([name, value]) => ({ name, value, url: baseUrl, httpOnly: true, sameSite: 'Lax' })),
    )
}

/** Signs in as people do: through the form of /sign-in. */
export async function signInByForm(page: Page, login: string, password = passwordOf(login)): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[autocomplete="username"]').fill(login)
  await page.locator('input[autocomplete="current-password"]').fill(password)
  await page.locator('form:has(input[autocomplete="username"]) button[type="submit"]').click()
}
