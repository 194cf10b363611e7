/** A tab that nobody touches for fifteen minutes clears itself, and its session is over. */
import { expect, signIn, test } from './support/test.ts'

test('a tab left alone for 15 minutes shows nothing any more and leads back after signing in', async ({
  page,
}) => {
  await page.clock.install()
  await signIn(page, 'mina')
  await page.goto('/cases')
  await expect(page.locator('table')).toBeVisible()
  await page.clock.fastForward('14:50')
  await expect(page.locator('table')).toBeVisible()
  await page.clock.fastForward('00:20')
  await page.waitForURL('**/sign-in?next=%2Fcases')
  await expect(page.locator('table')).toHaveCount(0)
  // The cookie opens nothing: the session ended on the server.
  await page.goto('/cases')
  await page.waitForURL('**/sign-in**')
})

test('a tab that somebody works in stays', async ({ page }) => {
  await page.clock.install()
  await signIn(page, 'mina')
  await page.goto('/cases')
  await page.clock.fastForward('14:00')
  await page.mouse.move(200, 200)
  await page.clock.fastForward('14:00')
  await expect(page.locator('table')).toBeVisible()
})
