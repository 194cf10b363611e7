/** A tab that nobody touches for fifteen minutes clears itself; one that somebody works in stays. */
import type { Page } from '@playwright/test'
import en from '../../messages/en.json' with { type: 'json' }
import { expect, signIn, test } from './support/test.ts'

/** Opens the list under a clock that the test moves, and waits until the page itself is awake. */
async function openList(page: Page): Promise<void> {
  await page.clock.install()
  await signIn(page, 'mina')
  const awake = page.waitForResponse('**/api/live')
  await page.goto('/cases')
  await awake
  await expect(page.locator('table')).toBeVisible()
}

test('a tab left alone for 15 minutes shows nothing any more, and leads back only when asked', async ({
  page,
}) => {
  await openList(page)
  await page.clock.fastForward('14:50')
  await expect(page.locator('table')).toBeVisible()
  await page.clock.fastForward('00:20')
  await page.waitForURL('**/sign-in?away=1&next=%2Fcases')
  await expect(page.locator('table')).toHaveCount(0)
  // The server's clock did not move: the session lives, as with another tab in which somebody works.
  await page.getByRole('link', { name: en.signIn.goOn }).click()
  await page.waitForURL('**/cases')
  await expect(page.locator('table')).toBeVisible()
})

test('once the session is over too, a cleared tab asks for the password', async ({ page }) => {
  await openList(page)
  await page.context().clearCookies()
  await page.clock.fastForward('15:05')
  await page.waitForURL('**/sign-in?away=1&next=%2Fcases')
  await expect(page.getByRole('link', { name: en.signIn.goOn })).toHaveCount(0)
  await expect(page.locator('input[autocomplete="current-password"]')).toBeVisible()
})

test('a tab that somebody works in stays', async ({ page }) => {
  await openList(page)
  await page.clock.fastForward('14:00')
  await page.mouse.move(200, 200)
  await page.clock.fastForward('14:00')
  await expect(page.locator('table')).toBeVisible()
})
