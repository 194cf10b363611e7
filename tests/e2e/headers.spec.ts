/** What every answer carries, and that no header of a request gets anybody more than a plain request would. */
import type { APIRequestContext, APIResponse, Page } from '@playwright/test'
import { readKnown, VISITS, type Login } from '../support/every-page.ts'
import { nextSent, replay } from './support/replay.ts'
import { readCase } from './support/rows.ts'
import { fill, send } from './support/form.ts'
import { expect, house, test } from './support/test.ts'

/** The value of one directive of a policy. */
function directive(policy: string, name: string): string {
  const found = policy
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name} `))
  return found ?? ''
}

function assertSealed(answer: APIResponse, where: string): void {
  const headers = answer.headers()
  const policy = headers['content-security-policy'] ?? ''
  expect(headers['cache-control'], where).toContain('no-store')
  expect(directive(policy, 'default-src'), where).toBe("default-src 'none'")
  expect(directive(policy, 'script-src'), where).toMatch(
    /^script-src 'self' 'nonce-[A-Za-z0-9+/=]{22,}' 'strict-dynamic'$/,
  )
  expect(directive(policy, 'style-src'), where).toMatch(/^style-src 'self' 'nonce-[A-Za-z0-9+/=]{22,}'$/)
  expect(directive(policy, 'frame-ancestors'), where).toBe("frame-ancestors 'none'")
  expect(policy, where).not.toMatch(/https?:|\*|unsafe-eval/)
  expect(headers['x-content-type-options'], where).toBe('nosniff')
  expect(headers['referrer-policy'], where).toBe('no-referrer')
  expect(headers['x-powered-by'], where).toBeUndefined()
}

for (const login of new Set(VISITS.flatMap(({ as }) => as))) {
  test(`every page of ${login ?? 'a visitor'} is kept by nobody, runs only its own scripts and has a neutral title`, async ({
    person,
  }) => {
    const known = await readKnown(house().superuserUrl)
    const page = await person(login ?? undefined)
    const nonces = new Set<string>()
    const visits = VISITS.filter(({ as }) => as.includes(login))
    for (const { name, path, status = 200 } of visits) {
      const answer = await page.request.get(path(known))
      expect(answer.status(), name).toBe(status)
      assertSealed(answer, name)
      const html = await answer.text()
      const [head = ''] = html.split('</head>')
      expect(
        [...head.matchAll(/<title>([^<]*)<\/title>/g)].map((match) => match[1]),
        name,
      ).toEqual(['Causeway'])
      const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1] ?? ''
      nonces.add(nonce)
      // Every script that stands in the page bears this answer's nonce.
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, name).toContain(`nonce="${nonce}"`)
    }
    expect(nonces.size).toBe(visits.length)
  })
}

test('going from page to page leaves nothing of a case in titles or in the history', async ({ person }) => {
  const page = await person('mina')
  await page.goto('/')
  for (const link of [
    page.getByRole('link', { name: 'Cases' }).first(),
    page.getByRole('link', { name: 'tamoren-47' }),
  ]) {
    await link.click()
    await expect(page).toHaveTitle('Causeway')
  }
  await page.waitForURL('**/cases/tamoren-47')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('tamoren-47')
  await expect(page).toHaveTitle('Causeway')
})

/** Headers by which Next's own parts, or those who play them, ask for something else than a page. */
const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'x-middleware-subrequest': 'middleware' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware' },
  { 'x-middleware-subrequest-id': '0' },
  { 'x-middleware-prefetch': '1', purpose: 'prefetch' },
  { 'x-middleware-next': '1' },
  { 'x-middleware-override-headers': 'x-nonce', 'x-middleware-request-x-nonce': 'chosen' },
  { 'x-middleware-rewrite': '/cases' },
  { 'x-nonce': 'chosen', 'x-path': '/cases' },
  { 'x-nextjs-data': '1' },
  { 'x-matched-path': '/cases', 'x-invoke-path': '/cases' },
  { 'x-original-url': '/cases', 'x-rewrite-url': '/cases' },
  { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '2' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-segment-prefetch': '/(desk)/cases/$d$code/__PAGE__' },
  { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(['', {}, null, 'refetch'])) },
  { 'sec-purpose': 'prefetch;prerender' },
  { authorization: 'Bearer x' },
]

/** What only somebody who works on cases may read. */
const CASE_WORK = /tamoren|tamirelo|vesilu|Mina Kim|Oleg Sorokin|reception/i

function get(
  from: APIRequestContext,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<APIResponse> {
  return from.get(path, { headers, maxRedirects: 0 })
}

test('no header opens a page to somebody who is not signed in', async ({ person }) => {
  const { request } = await person()
  for (const path of ['/cases', '/cases/tamoren-47', '/pipeline', '/people', '/']) {
    const plain = await get(request, path, {})
    expect(plain.status()).toBe(307)
    for (const headers of ODD_HEADERS) {
      const where = `${path} ${JSON.stringify(headers)}`
      const answer = await get(request, path, headers)
      expect([303, 307, 308, 400, 401, 404], where).toContain(answer.status())
      expect(new URL(answer.headers()['location'] ?? '/sign-in', house().baseUrl).pathname, where).toBe(
        '/sign-in',
      )
      expect((await answer.text()).replaceAll(encodeURIComponent(path), ''), where).not.toMatch(CASE_WORK)
      expect(answer.headers()['content-security-policy'] ?? '', where).not.toContain('chosen')
    }
  }
})

/** An answer without what differs from one request to the next. */
async function bare(answer: APIResponse, code: string): Promise<string> {
  const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1] ?? 'none'
  return (
    (await answer.text())
      .replaceAll(nonce, 'NONCE')
      .replaceAll(code, 'CODE')
      // Next numbers each request at random.
      .replaceAll(/"[\w-]{21}[a-z]"/g, 'REQUEST')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'NOW')
      .replaceAll(/"digest":"[^"]*"/g, 'DIGEST')
  )
}

test('no header tells a foreign case from one that does not exist', async ({ person }) => {
  const nara = await person('nara')
  for (const headers of [{}, ...ODD_HEADERS]) {
    const where = JSON.stringify(headers)
    const foreign = await nara.request.get('/cases/tamoren-47', { headers })
    const unknown = await nara.request.get('/cases/bakamor-00', { headers })
    expect(foreign.status(), where).toBe(unknown.status())
    expect(await bare(foreign, 'tamoren-47'), where).toBe(await bare(unknown, 'bakamor-00'))
    expect(foreign.headers()['cache-control'], where).toContain('no-store')
  }
  // The twin: her own case opens, plain and as the router asks for it.
  const own = await nara.request.get('/cases/domeri-64', { headers: { rsc: '1' } })
  expect(own.status()).toBe(200)
  expect(await own.text()).toContain('domeri-64')
})

async function sentNote(page: Page) {
  await page.goto('/cases/domeri-64?do=note')
  await fill(page, { body: `Said at the gate. ${crypto.randomUUID()}` })
  const sending = nextSent(page)
  await send(page, 'body')
  const sent = await sending
  await page.waitForURL('**/cases/domeri-64')
  return { ...sent, values: { ...sent.values, key: crypto.randomUUID(), id: crypto.randomUUID() } }
}

test('an action does nothing for a visitor, for a stranger, or for a page of another house', async ({
  person,
}) => {
  const nara = await person('nara')
  const sent = await sentNote(nara)

  const visitor = await person()
  const refused = await replay(visitor.request, sent)
  expect(await refused.text()).toContain('"refusal":"signed-out"')

  const foreign = await readCase('tamoren-47')
  const stranger = await replay(nara.request, sent, { caseId: foreign.id, id: crypto.randomUUID() })
  expect(await stranger.text()).toContain('"refusal":"absent"')

  const elsewhere = await nara.request.post(sent.url, {
    headers: {
      'next-action': sent.action,
      'content-type': 'text/plain;charset=UTF-8',
      origin: 'https://elsewhere.example',
    },
    data: JSON.stringify([sent.values]),
    maxRedirects: 0,
  })
  expect(await elsewhere.text()).not.toContain('"ok":true')
  expect(elsewhere.status()).toBeGreaterThanOrEqual(400)

  const own = await replay(nara.request, sent)
  expect(await own.text()).toContain('"ok":true')
})

const SILENT: readonly { readonly path: string; readonly login: Login; readonly status: number }[] = [
  { path: '/api/live', login: null, status: 401 },
  { path: '/api/live', login: 'vera', status: 204 },
  { path: '/api/health', login: null, status: 200 },
]

for (const { path, login, status } of SILENT) {
  test(`${path} says nothing to ${login ?? 'a visitor'}`, async ({ person }) => {
    const page = await person(login ?? undefined)
    const answer = await page.request.get(path)
    expect(answer.status()).toBe(status)
    expect(answer.headers()['cache-control']).toContain('no-store')
    expect(await answer.text()).not.toMatch(CASE_WORK)
  })
}
