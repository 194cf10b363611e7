/**
 * A house that was started with locked keys, over HTTP against the production build, with and without its middleware: nobody
 * gets further than the locked page, not with a live session either, until a key holder has come. What was served, logged and
 * recorded meanwhile holds no key and no passphrase.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshToken, hashToken } from '../../lib/server/session/token.ts'
import { readKeyFile, unlockKeys } from '../../lib/server/vault/key-file-content.ts'
import { unlockFile } from '../../lib/server/vault/key-lock.ts'
import { Opening } from '../../lib/server/vault/opening.ts'
import { doorsOf } from '../support/access-matrix.ts'
import { openHouse, type OpenHouse } from '../support/house.ts'
import { KEY_HOLDERS } from '../support/key-holders.ts'
import { spellingsOf } from '../support/spellings.ts'
import { builtActions } from './support/build.ts'
import { get, outcomeOf, post, send, type Answered, type Client, type Headers } from './support/client.ts'

const [MINA, SUJI] = KEY_HOLDERS
const WRONG = 'nine lanterns below the grey bridge'
const CASE = 'tamoren-47'

let house: OpenHouse
let database: pg.Client
let folder: string
let log: string
let session: string

async function look(sql: string, values: readonly unknown[] = []) {
  return (await database.query<Record<string, unknown>>(sql, [...values])).rows
}

/** The cookie of a session that was opened before the house was started again. */
async function sessionOf(login: string): Promise<string> {
  const token = freshToken()
  await look(
    `INSERT INTO session (id, person_id, token_hash, expires_at)
     SELECT $1, id, $2, now() + interval '1 hour' FROM person WHERE login = $3`,
    [randomUUID(), Buffer.from(hashToken(token)), login],
  )
  const secret = house.settings['NEXTAUTH_SECRET'] ?? ''
  return `next-auth.session-token=${await encode({ token: { sid: token }, secret })}`
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'causeway-locked-'))
  log = path.join(folder, 'server.log')
  house = await openHouse({ cases: 40, serve: true, ungated: true, locked: true, log })
  database = new pg.Client({ connectionString: house.superuserUrl })
  await database.connect()
  session = await sessionOf('mina')
})

afterAll(async () => {
  await database.end()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const SERVERS = [
  { name: 'as it is served', ungated: false },
  { name: 'without its middleware', ungated: true },
] as const

function clientOf(ungated: boolean): Client {
  return { baseUrl: (ungated ? house.ungatedUrl : house.baseUrl) ?? '', cookie: session }
}

/** Follows redirects to the end, as a browser does. */
async function follow(client: Client, address: string, headers: Headers): Promise<Answered & { at: string }> {
  let at = address
  for (let left = 5; left > 0; left--) {
    const answer = await get(client, at, headers)
    if (answer.location === null) return { ...answer, at }
    at = answer.location
  }
  throw new Error(`${address} goes round in circles`)
}

/** What the page says by which a key holder knows it, and the router of a page that is open already. */
const LOCKED_PAGE = /<form method="post" action="\/locked">/
const LED_THERE = /NEXT_REDIRECT;\w+;\/locked;/

/** Stands in the frame of every page of hers. */
const WHO = /\bmina\b/

const HEADERS: readonly Headers[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
]

async function unlock(client: Client, holder: string, passphrase: string, headers: Headers = {}) {
  return fetch(`${client.baseUrl}/locked`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: client.baseUrl,
      ...headers,
    },
    body: new URLSearchParams({ holder, passphrase }).toString(),
  })
}

async function isLocked(client: Client): Promise<boolean> {
  const { status, text } = await get(client, '/api/health')
  return status === 503 && text === '{"ok":false,"locked":true}'
}

describe.each(SERVERS)('a locked house, $name', ({ ungated }) => {
  test('answers every page with the locked page alone, whoever asks and however', async () => {
    const addresses = doorsOf('page')
      .filter((address) => !address.startsWith('/_'))
      .map((address) => address.replace('[code]', CASE).replace('[id]', randomUUID()))
    for (const headers of HEADERS) {
      for (const address of [...addresses, '/nowhere', '/locked']) {
        for (const cookie of [session, '']) {
          const answer = await follow({ ...clientOf(ungated), cookie }, address, headers)
          const where = `${address} ${JSON.stringify(headers)} ${answer.at}`
          if (headers['rsc'] === undefined)
            expect([answer.at, answer.status], where).toEqual(['/locked', 503])
          const led = LOCKED_PAGE.test(answer.text) || LED_THERE.test(answer.text)
          // The frame alone is fetched in advance, and is the same for everybody.
          expect(led || headers['next-router-prefetch'] === '1', where).toBe(true)
          expect(answer.text, where).not.toMatch(WHO)
        }
      }
    }
  })

  test('answers programs that it is locked', async () => {
    const client = clientOf(ungated)
    expect(await isLocked(client)).toBe(true)
    const handle = `/api/downloads/${randomUUID()}`
    for (const address of [
      ...['/api/live', '/api/auth/csrf', '/api/auth/session', '/api/auth/providers'],
      handle,
    ]) {
      expect((await get(client, address)).status, address).toBe(503)
    }
    const signIn = await fetch(`${client.baseUrl}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: client.baseUrl },
      body: 'login=mina&password=x',
    })
    expect(signIn.status).toBe(503)
    const id = randomUUID()
    const sent = await send(client, `/api/documents/${id}`, { caseId: id }, Buffer.from('%PDF-1.7'))
    expect([sent.status, sent.text]).toEqual([503, '{"ok":false,"refusal":"locked"}'])
  })

  test('does none of its actions', async () => {
    const before = await look(`SELECT max(id)::text FROM audit_entry WHERE action <> 'keys.unlock'`)
    for (const action of builtActions().filter(({ name }) => name !== 'chooseLocale')) {
      const page = (action.pages.toSorted((one, other) => one.length - other.length)[0] ?? '/').replace(
        '[code]',
        CASE,
      )
      const answer = await post(clientOf(ungated), page.replace('[id]', randomUUID()), action, {
        key: randomUUID(),
      })
      expect(outcomeOf(answer), `${action.name} ${String(answer.status)}`).toBe('locked')
    }
    expect(await look(`SELECT max(id)::text FROM audit_entry WHERE action <> 'keys.unlock'`)).toEqual(before)
  })

  test('takes no passphrase that a page of somebody else sends, nor a body without end', async () => {
    const client = clientOf(ungated)
    const entries = () => look(`SELECT id FROM audit_entry WHERE action = 'keys.unlock'`)
    const before = await entries()
    for (const origin of ['https://elsewhere.example', 'null', '']) {
      expect((await unlock(client, MINA.name, MINA.passphrase, { origin })).status, origin).toBe(403)
    }
    const odd = { 'content-type': 'text/plain' }
    expect((await unlock(client, MINA.name, MINA.passphrase, odd)).status).toBe(400)
    expect((await unlock(client, MINA.name, 'x'.repeat(5000))).status).toBe(413)
    expect(await entries()).toEqual(before)
    expect(await isLocked(client)).toBe(true)
  })
})

test('the locked page keeps to the policy of every page: its one style bears the nonce, and there is no script', async () => {
  const { headers, text } = await get(clientOf(false), '/locked')
  const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? 'none'
  expect(
    [...text.matchAll(/<style nonce="([^"]*)">/g)].map(([, found]) => found?.replaceAll('&#43;', '+')),
  ).toEqual([nonce])
  expect(text).not.toContain('<script')
  expect(headers.get('cache-control')).toContain('no-store')
  for (const words of ['The house is locked', '시스템이 잠겨 있습니다', 'Система заперта'])
    expect(text).toContain(words)
})

test('a wrong passphrase opens nothing and stands in the log; jobs have not begun', async () => {
  const client = clientOf(true)
  const answer = await unlock(client, MINA.name, WRONG)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('No key holder has this name and this passphrase.')
  expect(await isLocked(client)).toBe(true)
  const [entry] = await look(
    `SELECT convert_from(payload, 'UTF8') AS fact FROM audit_entry WHERE action = 'keys.unlock'`,
  )
  expect(JSON.parse(String(entry?.['fact']))).toMatchObject({
    ...{ by: 'visitor', result: 'refused:wrong-credentials' },
    detail: { holder: null },
  })
  expect(await look('SELECT 1 FROM pgboss.schedule')).toEqual([])
})

test('a key holder opens it: the session of before goes on, jobs begin, and another process stays locked', async () => {
  const client = clientOf(false)
  const answer = await unlock(client, SUJI.name, SUJI.passphrase)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(await get(client, '/api/health')).toMatchObject({ status: 200, text: '{"ok":true}' })
  const page = await get(client, `/cases/${CASE}`)
  expect([page.status, page.text.includes(CASE), WHO.test(page.text)]).toEqual([200, true, true])
  expect((await get({ ...client, cookie: '' }, '/api/auth/csrf')).status).toBe(200)
  expect((await get(client, '/locked')).text).toContain('The house is open')
  const content = readKeyFile(house.settings['CAUSEWAY_KEY_FILE'] ?? '')
  if (content.kind !== 'locked') throw new Error('not locked')
  const [entry] = await look(
    `SELECT convert_from(payload, 'UTF8') AS fact FROM audit_entry WHERE action = 'keys.unlock' ORDER BY id DESC LIMIT 1`,
  )
  expect(JSON.parse(String(entry?.['fact']))).toMatchObject({
    result: 'done',
    detail: { holder: content.holders[1]?.id },
  })
  await expect
    .poll(
      async () => (await look('SELECT name FROM pgboss.schedule ORDER BY name')).map(({ name }) => name),
      {
        timeout: 30_000,
      },
    )
    .toEqual(['escalation', 'forgetting', 'releases', 'retention', 'retention-of-cases', 'upkeep'])
  expect(await isLocked(clientOf(true))).toBe(true)
})

/** What every process of this machine was started with, as far as it may be read. */
function environments(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8')).join('\n')
      } catch {
        return ''
      }
    })
    .join('\n')
}

test('neither the lock key, nor a key under it, nor a passphrase stands in logs, the audit log or an environment', async () => {
  const opening = new Opening()
  const file = house.settings['CAUSEWAY_KEY_FILE'] ?? ''
  await unlockFile(file, opening, MINA.name, MINA.passphrase)
  const content = readKeyFile(file)
  if (content.kind !== 'locked' || opening.lock === null) throw new Error('not locked')
  const secrets = [opening.lock, ...unlockKeys(opening.lock, content)].map(({ secret }) => secret)
  const typed = [MINA.passphrase, SUJI.passphrase, WRONG].map((text) => Buffer.from(text))
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('"unlocked"')
  const logged = readFileSync(log, 'utf8')
  const entries = JSON.stringify(await look(`SELECT convert_from(payload, 'UTF8') AS fact FROM audit_entry`))
  const seen = process.platform === 'linux' ? environments() : ''
  if (process.platform === 'linux') expect(seen).toContain(file)
  for (const spelling of [...secrets, ...typed].flatMap(spellingsOf)) {
    for (const place of [logged, entries, seen]) expect(place.includes(spelling)).toBe(false)
  }
})
