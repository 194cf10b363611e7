/** A seized phone: any colleague of the team ends its sessions in one step, it rings, and its holder learns nothing. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { readColleagues, endSessions } from '../../../lib/features/seizures/service.ts'
import { readToday } from '../../../lib/features/today/service.ts'
import { acknowledgeAlert } from '../../../lib/features/alerts/service.ts'
import { closeHub } from '../../../lib/server/live/hub.ts'
import { closeStreams, openStream } from '../../../lib/server/live/stream.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import { freshToken, hashToken } from '../../../lib/server/session/token.ts'
import { factsOf, formOf, makePerson, makeTeam, rename, type Team } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'

let team: Team
let mina: PersonActor
let jun: PersonActor
let suji: PersonActor
let oleg: PersonActor

beforeEach(async () => {
  await look('update person set disabled_at = now() where disabled_at is null')
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  oleg = await makePerson(['caseworker'], await makeTeam('Europe/Moscow'))
})

afterEach(async () => {
  closeStreams()
  await closeHub()
})

async function signIn(person: PersonActor): Promise<string> {
  const token = freshToken()
  await look(
    `insert into session (id, person_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [randomUUID(), person.personId, Buffer.from(hashToken(token))],
  )
  return token
}

function seize(by: PersonActor, whose: { personId: string }, key?: string) {
  const values = { personId: whose.personId }
  return endSessions(by, values, formOf(values, key === undefined ? {} : { key }))
}

async function ringing(person: PersonActor) {
  const today = await readToday(person)
  if (!today.ok) throw new Error(today.refusal)
  return today.value.alerts.map(({ kind, caseCode, about }) => ({ kind, caseCode, about: about?.id }))
}

describe('a colleague of the team', () => {
  test('ends every session of the victim at once; everybody else stays signed in', async () => {
    const [phone, laptop, other] = [await signIn(mina), await signIn(mina), await signIn(jun)]
    expect(await lookUpSession(phone)).not.toBeNull()
    expect(await seize(jun, mina)).toEqual({ ok: true, value: { ended: 2 } })
    expect([await lookUpSession(phone), await lookUpSession(laptop)]).toEqual([null, null])
    expect(await lookUpSession(other)).not.toBeNull()
    expect((await factsOf('session.end-others')).at(-1)).toMatchObject({
      result: 'done',
      subject: mina.personId,
    })
  })

  test('is asked for no password: the last proof may be hours old', async () => {
    await signIn(mina)
    const tired = { ...jun, provedAt: new Date(0) }
    expect(await seize(tired, mina)).toEqual({ ok: true, value: { ended: 1 } })
  })

  test('rings with it once, however often the form is sent, and leaves the victim able to sign in again', async () => {
    const key = randomUUID()
    await signIn(mina)
    expect(await seize(jun, mina, key)).toEqual({ ok: true, value: { ended: 1 } })
    expect(await seize(jun, mina, key)).toEqual({ ok: true, value: { ended: 1 } })
    expect(await ringing(suji)).toHaveLength(1)
    expect(await lookUpSession(await signIn(mina))).not.toBeNull()
  })
})

describe('a stolen session', () => {
  const stolen = () => ({ ...jun, provedAt: new Date(0) })

  test('ends others’ sessions twice and no more, also when all is sent at once; a fresh proof goes on', async () => {
    const nara = await makePerson(['caseworker'], team)
    const token = await signIn(nara)
    const all = [suji, mina, suji, mina, suji, mina].map((whose) => seize(stolen(), whose))
    const answers = (await Promise.all(all)).map((outcome) => (outcome.ok ? 'ended' : outcome.refusal))
    expect(answers.sort()).toEqual(['ended', 'ended', 'step-up', 'step-up', 'step-up', 'step-up'])
    expect(await seize(stolen(), nara)).toEqual({ ok: false, refusal: 'step-up' })
    expect(await lookUpSession(token)).not.toBeNull()
    expect(await seize(jun, nara)).toEqual({ ok: true, value: { ended: 1 } })
    // Another's count is their own, and yesterday's is over.
    expect((await seize({ ...mina, provedAt: new Date(0) }, nara)).ok).toBe(true)
    await look(`update submission set created_at = created_at - interval '11 minutes'`)
    expect((await seize(stolen(), nara)).ok).toBe(true)
  })

  test('rings once about a colleague until it is seen, in the name of whoever raised it', async () => {
    await rename(jun, 'Jun')
    const alerts = async () => {
      const today = await readToday(suji)
      if (!today.ok) throw new Error(today.refusal)
      return today.value.alerts
    }
    await seize(stolen(), mina)
    await seize(stolen(), mina)
    await seize(jun, mina)
    const [first, ...more] = await alerts()
    expect([first?.about?.id, first?.raisedBy, more]).toEqual([mina.personId, 'Jun', []])
    const seen = { alertId: first?.id ?? '' }
    await acknowledgeAlert(suji, seen, formOf(seen))
    await seize(jun, mina)
    expect(await alerts()).toHaveLength(1)
  })
})

describe('nobody else does', () => {
  test('not another team, an analyst or an auditor; a director and an administrator may for everybody', async () => {
    const token = await signIn(mina)
    expect(await seize(oleg, mina)).toEqual({ ok: false, refusal: 'absent' })
    expect(await seize(oleg, { personId: randomUUID() })).toEqual({ ok: false, refusal: 'absent' })
    for (const role of ['analyst', 'auditor', 'guest'] as const) {
      const person = await makePerson([role], team)
      expect(await seize(person, mina)).toEqual({ ok: false, refusal: 'not-allowed' })
    }
    expect(await lookUpSession(token)).not.toBeNull()
    for (const role of ['director', 'administrator'] as const) {
      const again = await signIn(mina)
      expect((await seize(await makePerson([role], null), mina)).ok).toBe(true)
      expect(await lookUpSession(again)).toBeNull()
    }
  })

  test('to themselves: that is a button of one’s own account', async () => {
    const token = await signIn(jun)
    expect(await seize(jun, jun)).toEqual({ ok: false, refusal: 'same-person' })
    expect(await lookUpSession(token)).not.toBeNull()
  })

  test('who was shut out', async () => {
    await look('update person set disabled_at = now() where id = $1', [jun.personId])
    expect(await seize(jun, mina)).toEqual({ ok: false, refusal: 'signed-out' })
  })
})

describe('it rings', () => {
  test('for whoever is on call and the supervisors, in words about the colleague; never for the victim', async () => {
    const duty = await makePerson(['caseworker'], team, { onCall: true })
    const seized = { kind: 'phone-seized', caseCode: null, about: suji.personId }
    expect((await seize(jun, suji)).ok).toBe(true)
    expect(await ringing(duty)).toEqual([seized])
    expect([await ringing(suji), await ringing(jun), await ringing(oleg)]).toEqual([[], [], []])
    const [alert] = await look<{ id: string }>('select id from alert where person_id = $1', [duty.personId])
    const seen = { alertId: alert?.id ?? '' }
    expect((await acknowledgeAlert(duty, seen, formOf(seen))).ok).toBe(true)
    expect(await ringing(duty)).toEqual([])
  })

  test('for the directors when nobody leads the team', async () => {
    const hana = await makePerson(['director'], null)
    await look('update person set disabled_at = now() where id = $1', [suji.personId])
    expect((await seize(jun, mina)).ok).toBe(true)
    expect(await ringing(hana)).toEqual([{ kind: 'phone-seized', caseCode: null, about: mina.personId }])
  })
})

test('an alert is about one case or one colleague; nobody rings about another team’s, nor in another’s name', async () => {
  const add = (by: PersonActor, about: PersonActor, as = by) =>
    asApp(
      (client) =>
        client.query(
          `insert into alert (id, raising_id, about_person_id, kind, person_id, raised_by)
           values (gen_random_uuid(), gen_random_uuid(), $1, 'phone-seized', $2, $3)`,
          [about.personId, by.personId, as.personId],
        ),
      by,
    )
  await expect(add(oleg, mina)).rejects.toThrow(/row-level security/)
  await expect(add(jun, mina, suji)).rejects.toThrow(/row-level security/)
  await expect(add(jun, mina)).resolves.toMatchObject({ rowCount: 1 })
  await expect(
    look(
      `insert into alert (id, raising_id, kind, person_id, raised_by) values (gen_random_uuid(), gen_random_uuid(), 'phone-seized', $1, $1)`,
      [jun.personId],
    ),
  ).rejects.toThrow(/alert_about_one/)
})

test('what the victim watches live ends at once, and nobody else’s', async () => {
  const watch = async (person: PersonActor) => {
    const signedIn = await lookUpSession(await signIn(person))
    if (signedIn === null) throw new Error('no session')
    const reader = openStream(signedIn).getReader()
    const decoder = new TextDecoder()
    const next = async () => {
      const { done, value } = await reader.read()
      return done ? 'closed' : decoder.decode(value)
    }
    expect(await next()).toBe('retry: 5000\n\n')
    return next
  }
  const victim = await watch(mina)
  const lead = await watch(suji)
  for (;;) {
    const rows = await look(
      `select 1 from pg_stat_activity where datname = current_database() and query = 'LISTEN causeway_changed' and state = 'idle'`,
    )
    if (rows.length > 0) break
  }
  expect((await seize(jun, mina)).ok).toBe(true)
  expect(await victim()).toBe('closed')
  // The alert reaches the page of whoever leads the team by itself.
  expect(await lead()).toBe('event: refresh\ndata: 1\n\n')
})

test('whom one can choose is the team, or everybody for a director, and never oneself or whoever is shut out', async () => {
  await look(
    `insert into credential (person_id, password_hash) select id, 'x' from person on conflict (person_id) do nothing`,
  )
  const names = async (by: PersonActor) => {
    const read = await readColleagues(by)
    return read.ok ? read.value.map(({ id }) => id).sort() : read.refusal
  }
  expect(await names(jun)).toEqual([mina.personId, suji.personId].sort())
  const hana = await makePerson(['director'], null)
  expect(await names(hana)).toEqual([mina.personId, jun.personId, suji.personId, oleg.personId].sort())
  expect(await names(await makePerson(['analyst'], team))).toBe('not-allowed')
})
