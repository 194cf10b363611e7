/** A weighty act after five minutes: the house asks who it is, in place, loses nothing, and goes on by itself. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import en from '../../messages/en.json' with { type: 'json' }
import ko from '../../messages/ko.json' with { type: 'json' }
import ru from '../../messages/ru.json' with { type: 'json' }
import { fill, send } from './support/form.ts'
import { openCase, teamDay } from './support/open-case.ts'
import { overhang } from './support/overhang.ts'
import { isSaving } from './support/replay.ts'
import { ageProof, decisionsOf } from './support/rows.ts'
import { expect, house, passwordOf, signIn, test } from './support/test.ts'

const COMMENT = 'Two fallbacks, both walked last week.'

/** A case with a journey that waits for suji, asked for by mina. */
async function askForApproval(mina: Page): Promise<string> {
  const code = await openCase(mina)
  await mina.goto(`/cases/${code}?do=journey-plan`)
  await fill(mina, {
    travelDocument: 'travel-certificate',
    departsOn: teamDay(3),
    route: 'Night train, then on foot to the second address.',
    fallbacks: 'Wait one day',
  })
  await send(mina, 'route')
  await mina.waitForURL(`**/cases/${code}`)
  await mina.goto(`/cases/${code}?do=approval`)
  await mina.locator('main form[id^="approval-request"] button[type="submit"]').click()
  await mina.waitForURL(`**/cases/${code}`)
  return code
}

/** Opens the journey of a case and fills in the decision. */
async function openDecision(suji: Page, code: string): Promise<void> {
  await suji.goto('/approvals')
  await suji.getByRole('link', { name: code }).first().click()
  await suji.waitForURL(/\/approvals\/[0-9a-f-]{36}$/)
  await fill(suji, { decision: 'approved', comment: COMMENT })
  const warnings = suji.locator('[id$="-acknowledged-group"] input[type="checkbox"]')
  for (const warning of await warnings.all()) await warning.check()
}

function confirmation(page: Page): Locator {
  return page.getByRole('group', { name: en.stepUp.title })
}

function passwordIn(page: Page): Locator {
  return confirmation(page).locator('input[autocomplete="current-password"]')
}

/** Types a password into the confirmation and presses its button. */
async function confirm(page: Page, password: string): Promise<void> {
  await passwordIn(page).fill(password)
  await confirmation(page).getByRole('button', { name: en.stepUp.submit }).click()
}

/** Opens the journey of a case, fills in the decision and sends it with a proof that is too old. */
async function sendWithOldProof(suji: Page, code: string): Promise<void> {
  await openDecision(suji, code)
  await ageProof(suji)
  await send(suji, 'comment')
}

/** Every sending of the decision, as it went out. */
function sentDecisions(page: Page): readonly unknown[] {
  const sent: unknown[] = []
  page.on('request', (request) => {
    const text = request.postData() ?? ''
    if (isSaving(request) && text.includes('"approvalId"')) sent.push(JSON.parse(text))
  })
  return sent
}

test('suji approves a journey with an old proof: she is asked, confirms, and it goes through once', async ({
  person,
}) => {
  const code = await askForApproval(await person('mina'))
  const suji = await person('suji')
  const sent = sentDecisions(suji)
  await sendWithOldProof(suji, code)

  await expect(passwordIn(suji)).toBeFocused()
  await expect(confirmation(suji)).toHaveAccessibleDescription(en.stepUp.why)
  await expect(suji.locator('main').getByRole('alert')).toHaveCount(0)
  expect(await decisionsOf(code)).toEqual([{ decision: null, version: 1 }])

  await passwordIn(suji).fill(passwordOf('suji'))
  await suji.keyboard.press('Enter')
  await suji.waitForURL('**/approvals')
  expect(await decisionsOf(code)).toEqual([{ decision: 'approved', version: 2 }])
  expect(sent).toHaveLength(2)
  expect(sent[1]).toEqual(sent[0])
})

test('a fresh proof asks for nothing', async ({ person }) => {
  const code = await askForApproval(await person('mina'))
  const suji = await person('suji')
  await openDecision(suji, code)
  await send(suji, 'comment')
  await suji.waitForURL('**/approvals')
  expect(await decisionsOf(code)).toEqual([{ decision: 'approved', version: 2 }])
})

test('a wrong password says so and loses nothing; Esc gives up and keeps the form', async ({ person }) => {
  const code = await askForApproval(await person('mina'))
  const suji = await person('suji')
  await sendWithOldProof(suji, code)

  await confirm(suji, 'birch amber lantern pomd')
  const told = confirmation(suji).getByRole('alert').filter({ hasText: en.refusals['wrong-credentials'] })
  await expect(told).toBeFocused()
  await expect(suji.getByText(COMMENT)).toBeVisible()
  expect(await decisionsOf(code)).toEqual([{ decision: null, version: 1 }])

  await suji.keyboard.press('Escape')
  await expect(confirmation(suji)).toHaveCount(0)
  await expect(suji.getByRole('alert').filter({ hasText: en.refusals['step-up'] })).toBeFocused()
  await expect(suji.getByLabel(en.approvals.comment)).toHaveValue(COMMENT)
  await expect(suji.locator('input[value="approved"]')).toBeChecked()

  await send(suji, 'comment')
  await confirm(suji, passwordOf('suji'))
  await suji.waitForURL('**/approvals')
  expect(await decisionsOf(code)).toEqual([{ decision: 'approved', version: 2 }])
})

test('a password manager finds the login beside the password, and the form behind cannot be changed', async ({
  person,
}) => {
  const code = await askForApproval(await person('mina'))
  const suji = await person('suji')
  await sendWithOldProof(suji, code)
  const login = confirmation(suji).locator('input[autocomplete="username"]')
  await expect(login).toHaveValue('suji')
  await expect(login).toBeHidden()
  await suji.keyboard.press('Shift+Tab')
  await expect(suji.locator('form[inert] :focus')).toHaveCount(0)
  await suji.getByRole('button', { name: en.stepUp.back }).click()
  await expect(suji.locator('form[inert]')).toHaveCount(0)
})

const LOOKS = [
  { width: 390, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 1280, scheme: 'light' },
] as const

test('axe finds nothing in the confirmation, light and dark, at a desk and on a phone', async ({
  person,
}) => {
  const code = await askForApproval(await person('mina'))
  const suji = await person('suji')
  await sendWithOldProof(suji, code)
  await confirm(suji, 'birch amber lantern pomd')
  await expect(confirmation(suji).getByRole('alert').filter({ hasText: /\S/ })).toBeFocused()
  for (const { width, scheme } of LOOKS) {
    await suji.setViewportSize({ width, height: 800 })
    await suji.emulateMedia({ colorScheme: scheme })
    await expect(suji.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme)
    const { violations } = await new AxeBuilder({ page: suji }).include('main').setLegacyMode(true).analyze()
    expect(
      violations.map(({ id }) => id),
      `${String(width)} ${scheme}`,
    ).toEqual([])
    expect(await overhang(suji), `${String(width)} ${scheme}`).toBe(0)
  }
})

for (const [locale, words] of Object.entries({ ko, ru })) {
  test(`the confirmation speaks ${locale}, within a phone's screen`, async ({ person }) => {
    const code = await askForApproval(await person('mina'))
    const suji = await person('suji', { viewport: { width: 390, height: 844 } })
    await suji.context().addCookies([{ name: 'locale', value: locale, url: house().baseUrl }])
    await sendWithOldProof(suji, code)
    const asked = suji.getByRole('group', { name: words.stepUp.title })
    await expect(asked).toContainText(words.stepUp.why)
    await expect(asked.getByRole('button', { name: words.stepUp.submit })).toBeInViewport()
    expect(await overhang(suji)).toBe(0)
  })
}

test('a button without a form asks too, and goes on by itself', async ({ page }) => {
  await signIn(page, 'root')
  await page.goto('/people')
  await page.getByRole('row', { name: 'vera' }).getByRole('link').first().click()
  await page.waitForURL(/\/people\/[0-9a-f-]{36}$/)
  await ageProof(page)
  await page.getByRole('button', { name: en.links.ask }).click()
  await passwordIn(page).fill(passwordOf('root'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('A link waits for a second administrator')).toBeVisible()
})

test('the page that asks leads on to where somebody wanted, and to no other house', async ({ page }) => {
  await signIn(page, 'suji')
  for (const [next, to] of [
    ['/approvals', '/approvals'],
    ['https://elsewhere.example/', '/'],
    ['/step-up', '/'],
  ] as const) {
    await page.goto(`/step-up?next=${encodeURIComponent(next)}`)
    await page.locator('input[autocomplete="current-password"]').fill(passwordOf('suji'))
    await page.getByRole('button', { name: en.stepUp.submit }).click()
    await page.waitForURL((url) => url.pathname === to)
  }
})

test('the page that asks is for those who are signed in', async ({ page }) => {
  await page.goto('/step-up?next=%2Fapprovals')
  await page.waitForURL('**/sign-in')
})
