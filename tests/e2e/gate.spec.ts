/** The gate in front of every page: who is let in, and what every answer carries. */
import { expect, house, passwordOf, signIn, signInByForm, test } from './support/test.ts'

const SIGNED_IN_PAGES = ['/', '/cases', '/cases/new']

test('nobody sees a page without a session, and comes back to it after signing in', async ({ page }) => {
  await page.goto('/cases')
  await expect(page).toHaveURL(/\/sign-in\?/)
  await page.locator('input[autocomplete="username"]').fill('mina')
  await page.locator('input[autocomplete="current-password"]').fill(passwordOf('mina'))
  await page.locator('form:has(input[autocomplete="username"]) button[type="submit"]').click()
  await expect(page).toHaveURL(/\/cases$/)
})

test('a wrong password and an unknown login get the same answer', async ({ page, watch }) => {
  watch.expectStatus(401)
  const said: string[] = []
  for (const login of ['mina', 'nobody-of-this-name']) {
    await signInByForm(page, login, 'this is not the password')
    const alert = page.getByRole('alert').filter({ hasText: /\S/ })
    await expect(alert).toBeVisible()
    said.push(await alert.innerText())
    await expect(page).toHaveURL(/\/sign-in/)
  }
  expect(said[0]).toBe(said[1])
})

test('signing out ends the session at once', async ({ page, person, watch }) => {
  // The open page's line of news is told so too.
  watch.expectStatus(401)
  await signIn(page, 'mina')
  await page.goto('/')
  const cookies = await page.context().cookies()
  await page.request.post('/api/auth/signout', {
    form: {
      csrfToken: ((await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string })
        .csrfToken,
    },
  })
  // Somebody who copied the cookie before has nothing in their hands.
  const thief = await person()
  await thief.context().addCookies(cookies)
  await thief.goto('/cases')
  await expect(thief).toHaveURL(/\/sign-in/)
})

test('a program without a session is told so, not shown a page', async ({ request }) => {
  const asked = await request.get(`${house().baseUrl}/api/live`, { maxRedirects: 0 })
  expect(asked.status()).toBe(401)
})

test('a garbled cookie is no cookie', async ({ page }) => {
  const { baseUrl } = house()
  await page.context().addCookies([{ name: 'next-auth.session-token', value: 'not.a.token', url: baseUrl }])
  await page.goto('/cases')
  await expect(page).toHaveURL(/\/sign-in/)
})

for (const path of SIGNED_IN_PAGES) {
  test(`${path} is never kept by a browser or a proxy, and runs only its own scripts`, async ({ page }) => {
    await signIn(page, 'mina')
    const first = await page.goto(path)
    const second = await page.goto(path)
    expect(first?.status()).toBe(200)
    const headers = await first?.allHeaders()
    expect(headers?.['cache-control']).toContain('no-store')
    expect(headers?.['referrer-policy']).toBe('no-referrer')
    expect(headers?.['x-frame-options']).toBe('DENY')
    const policies = [first, second].map((response) => response?.headers()['content-security-policy'] ?? '')
    for (const policy of policies) {
      expect(policy).toContain("default-src 'none'")
      expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe')
    }
    const [one, other] = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1])
    expect(one).toBeTruthy()
    expect(one).not.toBe(other)
  })
}

test('a body larger than any form needs is refused before it is read', async ({ page }) => {
  await signIn(page, 'mina')
  const refused = await page.request.post('/cases', { data: 'x'.repeat(300 * 1024) })
  expect(refused.status()).toBe(413)
  const read = await page.request.get('/cases')
  expect(read.status()).toBe(200)
})
