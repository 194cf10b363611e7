/**
 * What arrives broken, twice, late or on purpose: each gets its message and its status, nothing is lost, nothing is saved
 * twice, and no answer tells anything of the inside. Each refusal has a twin that is let through.
 */
import type { Locator, Page } from '@playwright/test'
import { dayAt } from '../../lib/domain/calendar/partial-date.ts'
import { LOCALES, type Locale } from '../../lib/domain/locale.ts'
import en from '../../messages/en.json' with { type: 'json' }
import ko from '../../messages/ko.json' with { type: 'json' }
import ru from '../../messages/ru.json' with { type: 'json' }
import { fill, send } from './support/form.ts'
import { openCase, shelterInEmergency, teamDay, TEAM_CLOCK } from './support/open-case.ts'
import { isSaving, nextSent, replay, replayInChunks } from './support/replay.ts'
import { countNotes, endSessions, readCase, stagesOf } from './support/rows.ts'
import { expect, house, passwordOf, test } from './support/test.ts'

const WORDS = { en, ko, ru } satisfies Record<Locale, typeof en>
const NOTES = '/cases/domeri-64?do=note'

/** What a server says of its inside when nobody stops it. */
const INSIDE = /node_modules|\.tsx?:\d|\.js:\d|\bat \S+ \(|PrismaClient|Error: |\/lib\/server|SELECT /

function summary(page: Page): Locator {
  return page.getByRole('alert').filter({ hasText: /\S/ })
}

async function speak(page: Page, locale: Locale): Promise<void> {
  await page.context().addCookies([{ name: 'locale', value: locale, url: house().baseUrl }])
}

/** A text that no other run of a test has written. */
function unique(words: string): string {
  return `${words} ${crypto.randomUUID()}`
}

for (const locale of LOCALES) {
  test(`an unknown code and a foreign case are one and the same page, in ${locale}`, async ({
    person,
    watch,
  }) => {
    watch.expectStatus(404)
    const nara = await person('nara')
    await speak(nara, locale)
    const said: string[] = []
    for (const code of ['bakamo-00', 'tamoren-47']) {
      const answered = await nara.goto(`/cases/${code}`)
      expect(answered?.status()).toBe(404)
      await expect(nara.getByRole('heading', { level: 1 })).toHaveText(WORDS[locale].pages.notFoundTitle)
      said.push(await nara.locator('body').innerText())
    }
    expect(said[0]).toBe(said[1])
    expect((await nara.goto('/cases/domeri-64'))?.status()).toBe(200)
  })
}

test('two who move the same case at once: the second is told, keeps what was typed, and nothing is overwritten', async ({
  person,
}) => {
  const nara = await person('nara')
  const code = await openCase(nara)
  await shelterInEmergency(nara, code)
  const yuri = await person('yuri')
  for (const page of [nara, yuri]) {
    await page.goto(`/cases/${code}/move?to=contact`)
    await fill(page, { to: 'contact', occurredOn: teamDay(), reason: 'The house was needed for a family.' })
  }
  await send(nara, 'reason')
  await nara.waitForURL(`**/cases/${code}`)
  await send(yuri, 'reason')
  await expect(summary(yuri)).toContainText(en.refusals.stale)
  await expect(yuri.locator('[id$="-reason"]')).toHaveValue('The house was needed for a family.')
  expect(await stagesOf(code)).toEqual(['contact', 'safe-house', 'contact'])
  // The twin: once seen, the newest state may be changed.
  await yuri.getByRole('button', { name: en.form.reload }).click()
  await expect(yuri.getByText(`Now in ${en.stages.contact}`)).toBeVisible()
})

test('two tabs that correct the same person: the second overwrites nothing', async ({ person }) => {
  const nara = await person('nara')
  const code = await openCase(nara)
  const other = await nara.context().newPage()
  for (const page of [nara, other]) await page.goto(`/cases/${code}?do=identity`)
  await fill(nara, { latin: 'First' })
  await fill(other, { aliases: 'Second' })
  await send(nara, 'latin')
  await nara.waitForURL(`**/cases/${code}`)
  await send(other, 'latin')
  await expect(summary(other)).toContainText(en.refusals.stale)
  await expect(other.locator('[id$="-aliases"]')).toHaveValue('Second')
  await nara.getByRole('button', { name: en.cases.showName }).click()
  await expect(nara.locator('main')).toContainText('First')
  await expect(nara.locator('main')).not.toContainText('Second')
})

test('a double click saves once, and so does the same request sent again and again', async ({ person }) => {
  const nara = await person('nara')
  const body = unique('Called back at nine.')
  await nara.goto(NOTES)
  await fill(nara, { body })
  const sent = nextSent(nara)
  await nara.getByRole('button', { name: en.notes.save }).dblclick()
  await nara.waitForURL('**/cases/domeri-64')
  expect(await countNotes(body)).toBe(1)
  for (let again = 0; again < 3; again++) {
    const answer = await replay(nara.request, await sent)
    expect(answer.status()).toBe(200)
    expect(await answer.text()).toContain('"ok":true')
  }
  expect(await countNotes(body)).toBe(1)
  // The same key with other words is no retry.
  const other = unique('Something else.')
  expect(await (await replay(nara.request, await sent, { body: other })).text()).toContain('"key-reused"')
  expect(await countNotes(other)).toBe(0)
  // The twin: a key of its own saves.
  const fresh = { body: other, key: crypto.randomUUID(), id: crypto.randomUUID() }
  expect(await (await replay(nara.request, await sent, fresh)).text()).toContain('"ok":true')
  expect(await countNotes(other)).toBe(1)
})

test('a move that the pathway does not know is refused, whatever sends it', async ({ person }) => {
  const nara = await person('nara')
  const code = await openCase(nara)
  await shelterInEmergency(nara, code)
  await nara.goto(`/cases/${code}/move?to=contact`)
  await fill(nara, { to: 'contact', occurredOn: teamDay(), reason: 'No room tonight.' })
  const sending = nextSent(nara)
  await send(nara, 'reason')
  const sent = await sending
  await nara.waitForURL(`**/cases/${code}`)

  const { version } = await readCase(code)
  const fresh = () => ({ version, key: crypto.randomUUID(), spellId: crypto.randomUUID() })
  const refusals = [
    [{ to: 'hanawon' }, '"refusal":"illegal-move"'],
    [{ to: 'contact' }, '"refusal":"illegal-move"'],
    [{ to: 'nowhere' }, '"refusal":"invalid"'],
    [{ to: 'safe-house', reason: 7 }, '"refusal":"invalid"'],
    [{ to: 'unhcr-registration' }, '"refusal":"gate-unmet"'],
  ] as const
  for (const [change, refusal] of refusals) {
    const answer = await replay(nara.request, sent, { ...fresh(), ...change })
    expect(answer.status()).toBe(200)
    const text = await answer.text()
    expect(text).toContain(refusal)
    expect(text).not.toMatch(INSIDE)
  }
  expect(await stagesOf(code)).toEqual(['contact', 'safe-house', 'contact'])

  // Somebody else's case is absent, also to a request made by hand.
  const foreign = await readCase('tamoren-47')
  const stranger = await replay(nara.request, sent, {
    ...fresh(),
    caseId: foreign.id,
    version: foreign.version,
  })
  expect(await stranger.text()).toContain('"refusal":"absent"')

  // The twin: what the pathway knows goes through the form.
  await shelterInEmergency(nara, code, teamDay())
  expect(await stagesOf(code)).toEqual(['contact', 'safe-house', 'contact', 'safe-house'])
})

for (const locale of LOCALES) {
  test(`a day in the future, or before the stage began, is refused at its field, in ${locale}`, async ({
    person,
  }) => {
    // A browser whose own calendar shows another day than the team's.
    const elsewhere = ['Pacific/Kiritimati', 'Pacific/Niue'].find(
      (zone) => dayAt(Date.now(), zone) !== dayAt(Date.now(), TEAM_CLOCK),
    )
    const nara = await person('nara', elsewhere === undefined ? {} : { timezoneId: elsewhere })
    await speak(nara, locale)
    const code = await openCase(nara)
    await nara.goto(`/cases/${code}/emergency`)
    const { problems } = WORDS[locale]
    const day = nara.locator('[id$="-occurredOn-group"]')
    const tries = [
      [teamDay(1), problems['in-future']],
      [teamDay(-4), problems['before-previous-stage']],
      ['2026-02-31', problems['not-a-date']],
    ] as const
    for (const [occurredOn, problem] of tries) {
      await fill(nara, { to: 'safe-house', occurredOn, reason: 'Had to run.' })
      await send(nara, 'reason')
      await expect(day).toContainText(problem)
      await expect(summary(nara)).toContainText(problem)
      await expect(nara.locator('[id$="-reason"]')).toHaveValue('Had to run.')
    }
    expect(await stagesOf(code)).toEqual(['contact'])
    await fill(nara, { occurredOn: teamDay() })
    await send(nara, 'reason')
    await nara.waitForURL(`**/cases/${code}`)
    expect(await stagesOf(code)).toEqual(['contact', 'safe-house'])
  })
}

for (const locale of LOCALES) {
  test(`a note of ten thousand characters is told to be shorter and stays as it was typed, in ${locale}`, async ({
    person,
  }) => {
    const nara = await person('nara')
    await speak(nara, locale)
    await nara.goto(NOTES)
    const text = unique('가나다 абв 🌲 '.repeat(900)).padEnd(10_000, '.')
    await fill(nara, { body: text })
    await send(nara, 'body')
    const field = nara.locator('[id$="-body"]')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(nara.locator('form').filter({ has: field })).toContainText(
      WORDS[locale].problems['too-long'],
    )
    await expect(field).toHaveValue(text)
    expect(await countNotes(text)).toBe(0)
    const short = text.slice(0, 3_000) + unique(' ')
    await fill(nara, { body: short })
    await send(nara, 'body')
    await nara.waitForURL('**/cases/domeri-64')
    expect(await countNotes(short)).toBe(1)
  })
}

test('emoji and every script stay in a name; marks that turn the reading round do not', async ({
  person,
}) => {
  const nara = await person('nara')
  const code = await openCase(nara, {
    latin: 'Ri 🌲👨‍👩‍👧 \u202Egnoy\u202C\u2066!',
    hangul: '리\u0000영호',
    aliases: 'שלום, Иван',
  })
  await nara.getByRole('button', { name: en.cases.showName }).click()
  const main = nara.locator('main')
  await expect(main).toContainText('Ri 🌲👨‍👩‍👧 gnoy!')
  await expect(main).toContainText('리영호')
  await expect(main).toContainText('שלום, Иван')
  expect(await main.innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  expect(new URL(nara.url()).pathname).toBe(`/cases/${code}`)
})

test('a malformed session cookie is no session, and no error either', async ({ request, person }) => {
  const { baseUrl } = house()
  const cookies = [
    'x',
    'a.b.c.d.e',
    '%00%00',
    '%E0%A4%A',
    'eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0.',
    'x'.repeat(6_000),
    '"; DROP TABLE session',
  ]
  for (const cookie of cookies) {
    const answer = await request.get(`${baseUrl}/cases`, {
      headers: { cookie: `next-auth.session-token=${cookie}; next-auth.session-token.0=${cookie}` },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(307)
    expect(answer.headers()['location']).toContain('/sign-in')
    expect(await answer.text()).not.toMatch(INSIDE)
  }
  const nara = await person('nara')
  expect((await nara.goto('/cases'))?.status()).toBe(200)
})

test('more than any form holds is told so, loses nothing, and is refused unread when sent by hand', async ({
  person,
  watch,
}) => {
  watch.expectStatus(413)
  const nara = await person('nara')
  await nara.goto(NOTES)
  const huge = 'é'.repeat(300 * 1024)
  await fill(nara, { body: huge })
  await send(nara, 'body')
  const field = nara.locator('[id$="-body"]')
  await expect(summary(nara)).toContainText(en.problems['too-long'])
  expect((await field.inputValue()).length).toBe(huge.length)
  const body = unique('Short enough.')
  await fill(nara, { body })
  const sending = nextSent(nara)
  await send(nara, 'body')
  const sent = await sending
  await nara.waitForURL('**/cases/domeri-64')
  expect(await countNotes(body)).toBe(1)

  const named = await replay(nara.request, sent, { body: huge })
  expect(named.status()).toBe(413)
  // A body that does not say its length is stopped as well.
  const unmeasured = await replayInChunks(nara, { ...sent, values: { ...sent.values, body: huge } })
  expect(unmeasured.status).toBe(411)
  expect(unmeasured.text).toBe('too-large')
  expect(await countNotes(huge)).toBe(0)
})

test('a session that ends under a half-filled form loses nothing: after signing in the form comes back', async ({
  person,
}) => {
  const page = await person('pavel')
  const code = await openCase(page)
  const body = unique('Kept through the night.')
  await page.goto(`/cases/${code}?do=note`)
  await fill(page, { body })
  await expect(page.getByText(en.form.draftKept)).toBeVisible()
  await endSessions('pavel')
  await send(page, 'body')
  await expect(summary(page)).toContainText(en.refusals['signed-out'])
  await expect(page.locator('[id$="-body"]')).toHaveValue(body)
  expect(await countNotes(body)).toBe(0)
  await page.getByRole('link', { name: en.form.signIn }).click()
  await page.locator('input[autocomplete="username"]').fill('pavel')
  await page.locator('input[autocomplete="current-password"]').fill(passwordOf('pavel'))
  await page.locator('main form button[type="submit"]').click()
  await expect(page.getByText(en.form.draftRestored)).toBeVisible()
  await expect(page.locator('[id$="-body"]')).toHaveValue(body)
  await send(page, 'body')
  await page.waitForURL(`**/cases/${code}`)
  expect(await countNotes(body)).toBe(1)
})

test('a cut line loses nothing, and trying again saves once', async ({ person, watch }) => {
  const nara = await person('nara')
  const body = unique('Written in a tunnel.')
  await nara.goto(NOTES)
  await fill(nara, { body })
  await expect(nara.getByText(en.form.draftKept)).toBeVisible()
  await nara.context().setOffline(true)
  await send(nara, 'body')
  await expect(summary(nara)).toContainText(en.form.unreachable)
  await expect(nara.locator('[id$="-body"]')).toHaveValue(body)
  expect(await countNotes(body)).toBe(0)
  await nara.context().setOffline(false)
  await nara.getByRole('button', { name: en.form.retry }).click()
  await nara.waitForURL('**/cases/domeri-64')
  expect(await countNotes(body)).toBe(1)
  watch.forgive(/ERR_INTERNET_DISCONNECTED/)
})

test('an answer that is lost after the save is asked for again, and nothing is doubled', async ({
  person,
  watch,
}) => {
  const nara = await person('nara')
  const body = unique('Saved, but nobody heard.')
  await nara.goto(NOTES)
  await fill(nara, { body })
  let lost = 0
  await nara.route('**/cases/domeri-64**', async (route) => {
    if (!isSaving(route.request()) || lost > 0) return route.fallback()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  await send(nara, 'body')
  await expect(summary(nara)).toContainText(en.form.unreachable)
  expect(await countNotes(body)).toBe(1)
  await nara.getByRole('button', { name: en.form.retry }).click()
  await nara.waitForURL('**/cases/domeri-64')
  expect(lost).toBe(1)
  expect(await countNotes(body)).toBe(1)
  watch.forgive(/ERR_CONNECTION_RESET/)
})

/** Addresses that no link of the house has, by who tries them. */
const ODD_ADDRESSES = {
  nara: [
    '/cases/%00',
    '/cases/%',
    '/cases/%E0%A4%A',
    '/cases/..%2f..%2fetc',
    `/cases/${'a'.repeat(5_000)}-47`,
    '/cases/domeri-64/nowhere',
    '/cases/%EC%82%AC%EB%A1%80',
    '/cases/00000000-0000-0000-0000-000000000000',
    '/cases/domeri-64?do=__proto__&show=constructor&page=-1',
    '/cases/domeri-64?do=note&do=note&page=99999999999999999999',
    '/cases/domeri-64?page=%00&show=%00',
    '/cases/domeri-64/move?to=%00&to=x',
    '/cases?q=%00&stage=nowhere&group=%27&worker=abc&wait=-1&sort=x&state=y',
    '/cases?after=%00',
    `/cases?after=${'A'.repeat(4_000)}`,
    '/cases?after=eyJvIjoid2FpdCJ9&before=eyJvIjoid2FpdCJ9',
    '/cases/new?household=%00&household=x',
    '/emergency?code=%00',
    '/emergency?code=%EC%82%AC',
    '/nowhere/at/all',
  ],
  yuri: [
    '/approvals/%00',
    '/approvals/x',
    '/approvals/00000000-0000-0000-0000-000000000000',
    '/pipeline?group=x&sector=%00&worker=not-a-uuid&since=never',
  ],
  root: ['/people/x', '/people/%00', '/people?after=%00', '/people?after=x', '/teams?change=%00'],
} as const

for (const [login, addresses] of Object.entries(ODD_ADDRESSES)) {
  test(`no address that ${login} may think of breaks a page`, async ({ person }) => {
    const page = await person(login)
    for (const address of addresses) {
      const answer = await page.request.get(address)
      expect([200, 400, 404, 414, 431], address).toContain(answer.status())
      const text = await answer.text()
      expect(text, address).not.toMatch(INSIDE)
      expect(/<h1[^>]*>([^<]*)/.exec(text)?.[1], address).not.toBe(en.pages.brokenTitle)
    }
    expect((await page.request.get('/')).status()).toBe(200)
  })
}

test('what is sent by hand in no shape at all is refused without a word of the inside', async ({
  person,
}) => {
  const nara = await person('nara')
  await nara.goto(NOTES)
  const body = unique('Sent by hand.')
  await fill(nara, { body })
  const sending = nextSent(nara)
  await send(nara, 'body')
  const sent = await sending
  await nara.waitForURL('**/cases/domeri-64')
  const shapes = [
    '',
    '[',
    'null',
    '[]',
    '[null]',
    '["x"]',
    '[{"key":1}]',
    '[{"__proto__":{}}]',
    '[[[[]]]]',
    '\u0000',
  ]
  for (const data of shapes) {
    const answer = await nara.request.post(sent.url, {
      headers: {
        'next-action': sent.action,
        'content-type': 'text/plain;charset=UTF-8',
        origin: house().baseUrl,
      },
      data,
      maxRedirects: 0,
    })
    expect(await answer.text(), data).not.toMatch(INSIDE)
    expect(await answer.text(), data).not.toContain('"ok":true')
  }
  // An action that does not exist is no page either.
  const unknown = await replay(nara.request, { ...sent, action: '0'.repeat(42) })
  expect(unknown.status()).toBeGreaterThanOrEqual(400)
  expect(unknown.status()).toBeLessThan(500)
  expect(await countNotes(body)).toBe(1)
})
