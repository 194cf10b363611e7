/** How people come into the house and out of it: links, passwords, roles, and the endpoints in front of the door. */
import { expect, house, passwordOf, signIn, signInByForm, test } from './support/test.ts'
import { fill, send } from './support/form.ts'

const CHOSEN = 'three boats at the north pier'

test('two administrators invite somebody, who enrols by the link, works, and is out once disabled', async ({
  page,
  person,
}) => {
  await signIn(page, 'root')
  await page.goto('/people#invite')
  await fill(page, { displayName: 'Nobody Invented 🌲', login: 'newcomer', roles: ['director'] })
  await send(page, 'login')
  await expect(page.getByText('newcomer · somebody new')).toBeVisible()

  const ines = await person('ines')
  await ines.goto('/people')
  await ines.getByRole('link', { name: 'Approvals' }).first().click()
  await ines.waitForURL(/\/approvals$/)
  await ines.getByRole('link', { name: 'newcomer · somebody new' }).click()
  await expect(ines.getByRole('heading', { name: 'May newcomer join' })).toBeVisible()
  await fill(ines, { decision: 'approved' })
  await send(ines, 'decision')
  await expect(ines).toHaveURL(/\/approvals$/)

  await page.goto('/people')
  await page.getByRole('link', { name: 'newcomer · somebody new' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.locator('input[readonly]').inputValue()
  expect(new URL(link).pathname).toBe('/enrol')

  const newcomer = await person()
  await newcomer.goto(link)
  await expect(newcomer.locator('input[autocomplete="username"]')).toHaveValue('newcomer')
  // Whoever looks over the shoulder, or at the history, finds no link.
  await expect(newcomer).toHaveURL(/\/enrol$/)
  await fill(newcomer, { password: 'too short', again: 'too short' })
  await send(newcomer, 'password')
  await expect(newcomer.getByText('Use at least 15 characters.').first()).toBeVisible()
  await fill(newcomer, { password: CHOSEN, again: CHOSEN })
  await send(newcomer, 'password')
  await newcomer.locator('main a[href="/sign-in"]').click()
  await newcomer.locator('input[autocomplete="username"]').fill('newcomer')
  await newcomer.locator('input[autocomplete="current-password"]').fill(CHOSEN)
  await newcomer.locator('main form button[type="submit"]').click()
  await expect(newcomer).toHaveURL(house().baseUrl + '/')
  await newcomer.goto('/account')
  await expect(newcomer.getByRole('main')).toContainText('Nobody Invented 🌲')

  // The link was good for one.
  const second = await person()
  await second.goto(link)
  await expect(second.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible()
  await expect(second.locator('input[type="password"]')).toHaveCount(0)

  await page.goto('/people')
  await page.getByRole('link', { name: 'Nobody Invented' }).click()
  await page.getByRole('button', { name: 'Disable newcomer' }).click()
  await expect(page.getByRole('button', { name: 'Enable newcomer' })).toBeVisible()
  await newcomer.goto('/account')
  await expect(newcomer).toHaveURL(/\/sign-in\?next=%2Faccount$/)
  await expect(newcomer.getByText('Your session has ended')).toBeVisible()
})

test('an administrator makes a team and moves its clock', async ({ page }) => {
  await signIn(page, 'ines')
  await page.goto('/teams')
  await page.locator('#create > summary').click()
  await fill(page, { name: 'Irkutsk', timeZone: 'Asia/Irkutsk' })
  await send(page, 'timeZone')
  await page.getByRole('link', { name: 'Change Irkutsk' }).click()
  await expect(page.getByRole('heading', { name: 'Change Irkutsk' })).toBeVisible()
  await fill(page, { name: 'Baikal', timeZone: 'Asia/Yakutsk' })
  await send(page, 'timeZone')
  await expect(page).toHaveURL(/\/teams$/)
  await expect(page.getByRole('row', { name: 'Baikal' })).toContainText('Yakutsk (UTC+9)')
})

for (const login of ['mina', 'suji', 'hana', 'dan', 'vera']) {
  test(`${login} sees neither people nor teams, and is told who can help`, async ({ page, watch }) => {
    watch.expectStatus(403)
    await signIn(page, login)
    for (const path of ['/people', '/teams', '/people/00000000-0000-0000-0000-000000000000']) {
      const answered = await page.goto(path)
      expect(answered?.status()).toBe(403)
      expect(await answered?.text()).not.toMatch(/Ottesen|Sorokin|Khabarovsk/)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not part of your role')
    }
  })
}

test('an administrator gets both', async ({ page }) => {
  await signIn(page, 'root')
  for (const path of ['/people', '/teams']) expect((await page.goto(path))?.status()).toBe(200)
})

test('after sign-in nobody is led to another house', async ({ page }) => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/api/auth/signout']) {
    // The page that is open listens for news: without its cookie it would be told off.
    await page.goto('about:blank')
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.locator('input[autocomplete="username"]').fill('hana')
    await page.locator('input[autocomplete="current-password"]').fill(passwordOf('hana'))
    await page.locator('main form button[type="submit"]').click()
    await expect(page).toHaveURL(house().baseUrl + '/')
  }
})

test('signing out by the button clears what the browser kept', async ({ page }) => {
  await signInByForm(page, 'hana')
  await expect(page).toHaveURL(house().baseUrl + '/')
  const goodbye = page.waitForResponse((response) => response.url().endsWith('/api/auth/signout'))
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  expect((await (await goodbye).allHeaders())['clear-site-data']).toContain('"storage"')
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goBack()
  await page.goto('/account')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('whoever is offline is not told that they signed out', async ({ page, context, watch }) => {
  await signIn(page, 'hana')
  await page.goto('/account')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await expect(page.getByText('You are still signed in')).toBeVisible()
  await context.setOffline(false)
  watch.forgive(/ERR_INTERNET_DISCONNECTED|CLIENT_FETCH_ERROR/)
})

test('malformed cookies and bodies get a plain refusal without a trace of the inside', async ({
  request,
}) => {
  const form = 'application/x-www-form-urlencoded'
  const credentials = '/api/auth/callback/credentials'
  const answers = [
    await request.post(credentials, { headers: { 'content-type': 'application/json' }, data: '{bad' }),
    await request.post(credentials, { headers: { 'content-type': 'text/plain' }, data: 'login=mina' }),
    await request.post(credentials, { headers: { 'content-type': form }, data: 'x'.repeat(40_000) }),
    await request.post('/api/auth/callback/other', { headers: { 'content-type': form }, data: 'a=b' }),
    await request.get('/api/auth/csrf', { headers: { cookie: 'next-auth.callback-url=:::' } }),
  ]
  for (const answer of answers) {
    expect(answer.status()).toBe(400)
    expect(await answer.json()).toEqual({ refusal: 'invalid' })
  }
  // The malformed cookie is dropped, so that the next attempt works.
  expect(answers.at(-1)?.headers()['set-cookie']).toContain('next-auth.callback-url=; Path=/; Max-Age=0')
  const garbled = { cookie: 'next-auth.session-token=%E0%A4%A; next-auth.csrf-token=|||%00' }
  expect((await request.get('/api/auth/csrf', { headers: garbled })).status()).toBe(200)
})

test('the session endpoint says nothing, to nobody', async ({ page }) => {
  await signIn(page, 'mina')
  expect(await (await page.request.get('/api/auth/session')).json()).toEqual({})
})
