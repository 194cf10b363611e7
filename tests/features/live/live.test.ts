import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { concerns } from '../../../lib/server/live/concerns.ts'
import { closeHub, hear } from '../../../lib/server/live/hub.ts'
import { closeStreams, MOST_STREAMS, openStream } from '../../../lib/server/live/stream.ts'
import { lookUpSession, type SignedIn } from '../../../lib/server/session/lookup.ts'
import { freshToken, hashToken } from '../../../lib/server/session/token.ts'
import { formOf, makeCase, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { look } from '../../support/database.ts'

let team: Team
let mina: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  mine = await makeCase(team, [mina])
})

afterEach(async () => {
  closeStreams()
  await closeHub()
})

async function signIn(
  person: PersonActor,
  seen = '0 minutes',
): Promise<{ token: string; signedIn: SignedIn }> {
  const token = freshToken()
  await look(
    `insert into session (id, person_id, token_hash, expires_at, last_seen_at)
     values ($1, $2, $3, now() + interval '1 hour', now() - $4::interval)`,
    [randomUUID(), person.personId, Buffer.from(hashToken(token)), seen],
  )
  const signedIn = await lookUpSession(token, true)
  if (signedIn === null) throw new Error('no session')
  return { token, signedIn }
}

async function writeSomething(on: TestCase = mine, by: PersonActor = mina): Promise<void> {
  const input = { caseId: on.id, id: randomUUID(), body: 'canary-body' }
  expect((await writeNote(by, input, formOf(input))).ok).toBe(true)
}

/** Waits until the one connection listens, so that nothing is said before somebody hears. */
async function listening(): Promise<void> {
  for (;;) {
    const rows = await look(
      `select 1 from pg_stat_activity where datname = current_database() and query = 'LISTEN causeway_changed' and state = 'idle'`,
    )
    if (rows.length > 0) return
  }
}

async function watch(person: PersonActor, heartbeatMs?: number) {
  const { token, signedIn } = await signIn(person)
  const reader = openStream(signedIn, heartbeatMs).getReader()
  const decoder = new TextDecoder()
  const next = async () => {
    const { done, value } = await reader.read()
    return done ? 'closed' : decoder.decode(value)
  }
  expect(await next()).toBe('retry: 5000\n\n')
  await listening()
  return { token, next, sessionId: signedIn.sessionId, cancel: () => reader.cancel() }
}

test('a change on a case reaches its worker and the supervisor of its team, without a word of what it was', async () => {
  const suji = await makePerson(['supervisor'], team)
  const streams = [await watch(mina), await watch(suji)]
  await writeSomething()
  expect(await Promise.all(streams.map(({ next }) => next()))).toEqual([
    'event: refresh\ndata: 1\n\n',
    'event: refresh\ndata: 1\n\n',
  ])
})

test('it reaches who is on call for the team, and no colleague and no other team', async () => {
  const change = { team: team.id, workers: [mina.personId] }
  const others = [
    await makePerson(['caseworker'], team),
    await makePerson(['supervisor'], await makeTeam()),
    await makePerson(['director'], null),
    await makePerson(['auditor'], null),
  ]
  expect(others.map((person) => concerns(change, person))).toEqual([false, false, false, false])
  expect(concerns(change, mina)).toBe(true)
  expect(concerns(change, await makePerson(['supervisor'], team))).toBe(true)
  // An alert rings for whoever is on call: their page must not wait for somebody to load it anew.
  expect(concerns(change, await makePerson(['caseworker'], team, { onCall: true }))).toBe(true)
  expect(concerns(change, await makePerson(['caseworker'], await makeTeam(), { onCall: true }))).toBe(false)

  const colleague = await makePerson(['caseworker'], team)
  const his = await makeCase(team, [colleague])
  const stream = await watch(colleague)
  await writeSomething(mine)
  await writeSomething(his, colleague)
  expect(await stream.next()).toBe('event: refresh\ndata: 1\n\n')
  await stream.cancel()
})

test('an operation that was refused or rolled back says nothing', async () => {
  const heard: unknown[] = []
  hear((change) => heard.push(change))
  await listening()
  const stranger = await makePerson(['caseworker'], team)
  const input = { caseId: mine.id, id: randomUUID(), body: 'x' }
  expect((await writeNote(stranger, input, formOf(input))).ok).toBe(false)
  const second = new Promise<void>((resolve) => hear(() => resolve()))
  await writeSomething()
  await second
  expect(heard).toEqual([{ team: team.id, workers: [mina.personId] }])
})

test('when the line breaks it is taken up again, and everybody looks again', async () => {
  const stream = await watch(mina)
  await look(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'causeway-live'`,
  )
  expect(await stream.next()).toBe('event: refresh\ndata: 1\n\n')
  await writeSomething()
  expect(await stream.next()).toBe('event: refresh\ndata: 1\n\n')
})

test('a stream ends at the first heartbeat after its session', async () => {
  const stream = await watch(mina, 20)
  expect(await stream.next()).toBe(': alive\n\n')
  await look('update session set ended_at = now() where id = $1', [stream.sessionId])
  let last = await stream.next()
  while (last === ': alive\n\n') last = await stream.next()
  expect(last).toBe('closed')
})

test('watching keeps no session alive, asking does', async () => {
  const { token } = await signIn(mina, '10 minutes')
  const seen = () =>
    look<{ minutes: number }>(
      `select round(extract(epoch from now() - last_seen_at) / 60)::int as minutes from session where token_hash = $1`,
      [Buffer.from(hashToken(token))],
    )
  expect((await lookUpSession(token, true))?.personId).toBe(mina.personId)
  expect(await seen()).toEqual([{ minutes: 10 }])
  expect((await lookUpSession(token))?.personId).toBe(mina.personId)
  expect(await seen()).toEqual([{ minutes: 0 }])
})

test('one tab more than there may be takes the place of the oldest', async () => {
  const { signedIn } = await signIn(mina)
  const readers = Array.from({ length: MOST_STREAMS + 1 }, () => openStream(signedIn).getReader())
  const firsts = await Promise.all(readers.map((reader) => reader.read()))
  expect(firsts.every(({ done }) => !done)).toBe(true)
  expect((await readers[0]?.read())?.done).toBe(true)
  await listening()
  await writeSomething()
  const rest = await Promise.all(readers.slice(1).map((reader) => reader.read()))
  expect(rest.every(({ done }) => !done)).toBe(true)
})

test('the end of the server ends every stream', async () => {
  const stream = await watch(mina)
  closeStreams()
  expect(await stream.next()).toBe('closed')
})
