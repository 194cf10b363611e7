/** Proving once more who one is: what it opens, for how long, for which session, and what guessing leads to. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WRONG_PASSWORDS_AT_MOST } from '../../../lib/domain/policy/proofs.ts'
import {
  disablePerson,
  editPerson,
  enablePerson,
  askInvitation,
} from '../../../lib/features/people/service.ts'
import { openSession, stepUp } from '../../../lib/features/sign-in/service.ts'
import { lookUpSession, type SignedIn } from '../../../lib/server/session/lookup.ts'
import { hashToken } from '../../../lib/server/session/token.ts'
import { look } from '../../support/database.ts'
import { addPerson, addTeam, freshForm, PASSWORD, recordedFacts, type Staff } from '../../support/staff.ts'

const WRONG = 'birch amber lantern pomd'
const DONE = { ok: true, value: null }
const REFUSED = { ok: false, refusal: 'step-up' }
let root: Staff
let mina: Staff

beforeAll(async () => {
  const team = await addTeam('Vladivostok')
  root = await addPerson({ login: 'root', roles: ['administrator'] })
  await addPerson({ login: 'ines', roles: ['administrator'] })
  mina = await addPerson({ login: 'mina', roles: ['caseworker'], teamId: team })
})

beforeEach(() => look('update person set disabled_at = null'))

async function signIn(login = 'root'): Promise<string> {
  const outcome = await openSession(login, PASSWORD)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.token
}

/** The person that a token stands for at this moment, as a request would find them. */
async function asking(token: string): Promise<SignedIn> {
  const person = await lookUpSession(token)
  if (person === null) throw new Error('no session')
  return person
}

/** Moves the proof of a session back, as if it had been given so long ago. */
async function age(token: string, interval: string): Promise<void> {
  await look('update session set proved_at = proved_at - $2::interval where token_hash = $1', [
    hashToken(token),
    interval,
  ])
}

/** A weighty act that changes nothing: mina has not been disabled. */
async function act(token: string): Promise<unknown> {
  return enablePerson(await asking(token), { personId: mina.personId }, freshForm())
}

async function wrongPasswordsOf(token: string): Promise<number | undefined> {
  const [row] = await look<{ wrong: number }>(
    'select wrong_passwords as wrong from session where token_hash = $1',
    [hashToken(token)],
  )
  return row?.wrong
}

describe('a weighty act', () => {
  test('goes through right after sign-in', async () => {
    expect(await act(await signIn())).toEqual(DONE)
  })

  test('goes through after four minutes and is refused after five', async () => {
    const token = await signIn()
    await age(token, '4 minutes')
    expect(await act(token)).toEqual(DONE)
    await age(token, '1 minute 1 second')
    expect(await act(token)).toEqual(REFUSED)
  })

  test('goes through again after the password, and for as long as before', async () => {
    const token = await signIn()
    await age(token, '2 hours')
    expect(await act(token)).toEqual(REFUSED)
    expect(await stepUp(await asking(token), { password: PASSWORD })).toEqual(DONE)
    expect(await act(token)).toEqual(DONE)
    await age(token, '5 minutes 1 second')
    expect(await act(token)).toEqual(REFUSED)
  })

  test('that was refused went nowhere, is recorded as refused, and its very form goes through afterwards', async () => {
    const token = await signIn()
    await age(token, '1 hour')
    const form = freshForm()
    const input = { login: 'juno', displayName: 'Juno (invented)', roles: ['auditor' as const], teamId: null }
    expect(await askInvitation(await asking(token), input, form)).toEqual(REFUSED)
    expect(await look(`select 1 from approval_request where kind = 'invitation'`)).toEqual([])
    await stepUp(await asking(token), { password: PASSWORD })
    expect((await askInvitation(await asking(token), input, form)).ok).toBe(true)
    expect(await look(`select 1 from approval_request where kind = 'invitation'`)).toHaveLength(1)
    expect((await recordedFacts('person.invite')).slice(-2)).toMatchObject([
      { result: 'refused:step-up' },
      { result: 'done' },
    ])
  })

  test.each([
    ['edit', (by: SignedIn, personId: string) => editPerson(by, editing(personId), freshForm())],
    ['disable', (by: SignedIn, personId: string) => disablePerson(by, { personId }, freshForm())],
  ])('such as %s asks for it too', async (_, attempt) => {
    const token = await signIn()
    const { personId } = await addPerson({ login: `p-${randomUUID()}`, roles: ['auditor'] })
    await age(token, '6 minutes')
    expect(await attempt(await asking(token), personId)).toEqual(REFUSED)
    await stepUp(await asking(token), { password: PASSWORD })
    expect((await attempt(await asking(token), personId)).ok).toBe(true)
  })

  test('of somebody whose role does not allow it is refused as such, however old the proof', async () => {
    const token = await signIn('mina')
    const refusal = { ok: false, refusal: 'not-allowed' }
    expect(await act(token)).toEqual(refusal)
    await age(token, '1 hour')
    expect(await act(token)).toEqual(refusal)
  })

  test('on nobody is answered as such, however old the proof', async () => {
    const token = await signIn()
    const attempt = async () => enablePerson(await asking(token), { personId: randomUUID() }, freshForm())
    expect(await attempt()).toEqual({ ok: false, refusal: 'absent' })
    await age(token, '1 hour')
    expect(await attempt()).toEqual({ ok: false, refusal: 'absent' })
  })
})

function editing(personId: string) {
  return { personId, displayName: 'Somebody', roles: ['auditor' as const], teamId: null }
}

describe('the password once more', () => {
  test('renews the proof and nothing else: the same session goes on, no other is touched', async () => {
    const [here, elsewhere, another] = [await signIn(), await signIn(), await signIn('mina')]
    for (const token of [here, elsewhere, another]) await age(token, '1 hour')
    const before = await asking(here)
    const others = [await asking(elsewhere), await asking(another)]
    expect(await stepUp(before, { password: PASSWORD })).toEqual(DONE)
    const after = await asking(here)
    expect(after.provedAt.getTime()).toBeGreaterThan(before.provedAt.getTime())
    expect({ ...after, provedAt: null }).toEqual({ ...before, provedAt: null })
    expect([await asking(elsewhere), await asking(another)]).toEqual(others)
  })

  test('of somebody else is a wrong one', async () => {
    await addPerson({ login: 'other', roles: ['auditor'], password: 'seven geese over harbour' })
    const token = await signIn()
    await age(token, '1 hour')
    expect(await stepUp(await asking(token), { password: 'seven geese over harbour' })).toEqual({
      ok: false,
      refusal: 'wrong-credentials',
    })
    expect(await act(token)).toEqual(REFUSED)
  })

  test('is recorded either way, and never what was typed', async () => {
    const token = await signIn()
    const me = await asking(token)
    await stepUp(me, { password: 'a secret typed wrongly' })
    await stepUp(me, { password: PASSWORD })
    const facts = await recordedFacts('session.prove')
    expect(facts.slice(-2)).toMatchObject([
      { result: 'refused:wrong-credentials', subject: root.personId, detail: { session: me.sessionId } },
      { result: 'done', subject: root.personId, detail: { session: me.sessionId } },
    ])
    expect(JSON.stringify(facts)).not.toMatch(/secret|typed|birch/)
  })

  test('that is right forgets the wrong ones before it', async () => {
    const token = await signIn()
    for (let wrong = 1; wrong < WRONG_PASSWORDS_AT_MOST; wrong++) {
      await stepUp(await asking(token), { password: WRONG })
    }
    expect(await wrongPasswordsOf(token)).toBe(WRONG_PASSWORDS_AT_MOST - 1)
    await stepUp(await asking(token), { password: PASSWORD })
    expect(await wrongPasswordsOf(token)).toBe(0)
    expect((await stepUp(await asking(token), { password: WRONG })).ok).toBe(false)
    expect(await lookUpSession(token)).not.toBe(null)
  })

  test('wrong five times in a row ends this session, and no other', async () => {
    const [token, elsewhere] = [await signIn(), await signIn()]
    const me = await asking(token)
    const answers = []
    for (let wrong = 0; wrong < 6; wrong++) answers.push(await stepUp(me, { password: WRONG }))
    expect(answers.map((answer) => (answer.ok ? 'yes' : answer.refusal))).toEqual([
      ...Array.from({ length: 4 }, () => 'wrong-credentials'),
      'signed-out',
      'signed-out',
    ])
    expect(await lookUpSession(token)).toBe(null)
    expect(await lookUpSession(elsewhere)).not.toBe(null)
    expect((await recordedFacts('session.prove')).slice(-2)).toMatchObject([
      { result: 'refused:wrong-credentials' },
      { result: 'refused:signed-out' },
    ])
  })

  test('guessed many times at once is heard no more than five times', async () => {
    const token = await signIn()
    const me = await asking(token)
    const answers = await Promise.all(Array.from({ length: 12 }, () => stepUp(me, { password: WRONG })))
    expect(answers.filter((answer) => !answer.ok && answer.refusal === 'wrong-credentials')).toHaveLength(4)
    expect(await wrongPasswordsOf(token)).toBe(WRONG_PASSWORDS_AT_MOST)
    expect(await stepUp(me, { password: PASSWORD })).toEqual({ ok: false, refusal: 'signed-out' })
  })

  test('opens nothing for a session that is over', async () => {
    const token = await signIn()
    const me = await asking(token)
    await look('update session set ended_at = now() where id = $1', [me.sessionId])
    expect(await stepUp(me, { password: PASSWORD })).toEqual({ ok: false, refusal: 'signed-out' })
  })

  test('opens nothing for somebody who was disabled meanwhile', async () => {
    const token = await signIn('mina')
    const me = await asking(token)
    await age(token, '1 hour')
    await look('update person set disabled_at = now() where id = $1', [mina.personId])
    expect((await stepUp(me, { password: PASSWORD })).ok).toBe(false)
    await look('update person set disabled_at = null where id = $1', [mina.personId])
    expect((await asking(token)).provedAt.getTime()).toBe(me.provedAt.getTime() - 3_600_000)
    expect(await stepUp(me, { password: PASSWORD })).toEqual(DONE)
  })
})
