/** An alert that nobody answers rings further up every ten minutes, one rung at a time, until somebody says that they saw it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { acknowledgeAlert } from '../../../lib/features/alerts/service.ts'
import { escalate } from '../../../lib/features/escalation/service.ts'
import { closeHub, hear } from '../../../lib/server/live/hub.ts'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { dayOf } from '../../support/day.ts'
import { pass, putOnRota, raise, rungFor } from '../../support/raising.ts'

let team: Team
let mina: PersonActor
let dan: PersonActor
let jun: PersonActor
let suji: PersonActor
let hana: PersonActor
let mine: TestCase

beforeEach(async () => {
  await look('delete from alert')
  await look('update person set disabled_at = now() where disabled_at is null')
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  dan = await makePerson(['caseworker'], team, { onCall: true })
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  hana = await makePerson(['director'], null)
  await putOnRota(team, jun, 3)
  mine = await makeCase(team, [mina])
})

afterEach(closeHub)

async function see(person: PersonActor): Promise<void> {
  const [row] = await look<{ id: string }>('select id from alert where person_id = $1', [person.personId])
  const seen = { alertId: row?.id ?? '' }
  expect((await acknowledgeAlert(person, seen, formOf(seen))).ok).toBe(true)
}

describe('an alert that nobody answers', () => {
  test('rings for the next on the rota, the supervisors, the directors, ten minutes each, and then for nobody more', async () => {
    const anna = await makePerson(['supervisor'], team)
    const raising = await raise(mina, mine)
    const expected = [['raised', dan.personId]]
    const steps = [
      [['rota', jun.personId]],
      [suji.personId, anna.personId].sort().map((id) => ['supervisors', id]),
      [['directors', hana.personId]],
    ]
    for (const step of steps) {
      await pass(9)
      expect(await escalate()).toBe(0)
      expect(await rungFor(raising)).toEqual(expected)
      await pass(1)
      expect(await escalate()).toBe(1)
      expected.push(...step)
      expect(await rungFor(raising)).toEqual(expected)
    }
    await pass(60)
    expect(await escalate()).toBe(0)
    expect(await rungFor(raising)).toEqual(expected)
  })

  test('shows whom it rings for next that nobody answered, and when it was raised, not when it came to them', async () => {
    const raising = await raise(mina, mine)
    expect((await dayOf(dan)).alerts).toMatchObject([{ step: 'raised', answered: false }])
    await pass(10)
    await escalate()
    const [first] = await look<{ raised_at: Date }>('select raised_at from alert where raising_id = $1', [
      raising,
    ])
    const { alerts } = await dayOf(jun)
    expect(alerts).toMatchObject([
      {
        caseCode: mine.code,
        kind: 'critical-incident',
        step: 'rota',
        raisedAt: first?.raised_at.toISOString(),
      },
    ])
  })

  test('rings for whoever has come on call meanwhile: theirs is the next turn', async () => {
    const raising = await raise(mina, mine)
    const ines = await makePerson(['caseworker'], team, { onCall: true })
    await pass(10)
    await escalate()
    expect(await rungFor(raising)).toEqual([
      ['raised', dan.personId],
      ['rota', ines.personId],
    ])
  })

  test('passes over whoever is shut out, has left the team, stands on another rota or had their turn', async () => {
    await look('update person set disabled_at = now() where id = $1', [jun.personId])
    const elsewhere = await makeTeam()
    const left = await makePerson(['caseworker'], elsewhere)
    const other = await makePerson(['caseworker'], team)
    const before = await makePerson(['caseworker'], team)
    await putOnRota(team, left, 1)
    await putOnRota(elsewhere, other, 1)
    await putOnRota(team, before, -20)
    const raising = await raise(mina, mine)
    await pass(10)
    await escalate()
    expect(await rungFor(raising)).toEqual([
      ['raised', dan.personId],
      ['supervisors', suji.personId],
    ])
  })

  test('never rings for who raised it, although theirs is the next turn', async () => {
    const juns = await makeCase(team, [jun])
    const raising = await raise(jun, juns)
    await pass(10)
    await escalate()
    expect(await rungFor(raising)).toEqual([
      ['raised', dan.personId],
      ['supervisors', suji.personId],
    ])
  })

  test('about a colleague climbs the ladder of the colleague’s team, and never reaches the colleague', async () => {
    await putOnRota(team, mina, 1)
    const raising = await raise(suji, mina)
    expect(await rungFor(raising)).toEqual([['raised', dan.personId]])
    await pass(10)
    await escalate()
    await pass(10)
    await escalate()
    expect(await rungFor(raising)).toEqual([
      ['raised', dan.personId],
      ['rota', jun.personId],
      ['directors', hana.personId],
    ])
    expect((await dayOf(mina)).alerts).toEqual([])
  })
})

test('what is raised twice about a colleague climbs for nobody twice, and neither of the two gets stuck', async () => {
  const anna = await makePerson(['supervisor'], team)
  const first = await raise(suji, mina)
  const second = await raise(anna, mina)
  for (let minutes = 0; minutes < 40; minutes += 10) {
    await pass(10)
    await escalate()
  }
  const rung = [...(await rungFor(first)), ...(await rungFor(second))].map(([, person]) => person)
  expect(new Set(rung).size).toBe(rung.length)
  for (const { personId } of [dan, jun, hana]) expect(rung).toContain(personId)
  expect(rung).not.toContain(mina.personId)
})

describe('an answer', () => {
  test('of one of those whom it rang for at first stops the ladder; without it, it goes on', async () => {
    const [answered, open] = [await raise(mina, mine), await raise(mina, await makeCase(team, [mina]))]
    const [row] = await look<{ id: string }>('select id from alert where raising_id = $1', [answered])
    const seen = { alertId: row?.id ?? '' }
    expect((await acknowledgeAlert(dan, seen, formOf(seen))).ok).toBe(true)
    await pass(10)
    expect(await escalate()).toBe(1)
    expect(await rungFor(answered)).toHaveLength(1)
    expect(await rungFor(open)).toHaveLength(2)
  })

  test('of somebody further up stops it too; what rang before stays, and says that it is taken', async () => {
    const raising = await raise(mina, mine)
    await pass(10)
    await escalate()
    await see(jun)
    await pass(60)
    expect(await escalate()).toBe(0)
    expect(await rungFor(raising)).toHaveLength(2)
    expect((await dayOf(dan)).alerts).toMatchObject([{ answered: true }])
  })
})

describe('the log', () => {
  test('says of each rung whom it goes back to, what for, and about which case; of a look without anybody no causer', async () => {
    const raising = await raise(mina, mine)
    await pass(10)
    await escalate()
    expect((await factsOf('alert.escalate')).at(-1)).toEqual({
      action: 'alert.escalate',
      result: 'done',
      subject: mine.id,
      detail: { raising, step: 'rota' },
      by: 'system',
      purpose: 'escalation',
      causer: mina.personId,
    })
    expect((await factsOf('alert.watch')).at(-1)).toEqual({
      action: 'alert.watch',
      result: 'done',
      subject: null,
      detail: {},
      by: 'system',
      purpose: 'escalation',
    })
  })
})

test('whoever is rung sees it at once, and nobody else is told', async () => {
  await raise(mina, mine)
  await pass(10)
  const told: unknown[] = []
  const heard = new Promise<void>((resolve) => {
    hear((change) => {
      told.push(change)
      resolve()
    })
  })
  for (;;) {
    const rows = await look(
      `select 1 from pg_stat_activity where datname = current_database() and query = 'LISTEN causeway_changed' and state = 'idle'`,
    )
    if (rows.length > 0) break
  }
  await escalate()
  await heard
  expect(told).toEqual([{ team: '', workers: [jun.personId] }])
})

describe('the job', () => {
  test('of two servers at once rings once', async () => {
    const raisings = await Promise.all(
      Array.from({ length: 5 }, async () => raise(mina, await makeCase(team, [mina]))),
    )
    await pass(10)
    const climbed = await Promise.all([escalate(), escalate(), escalate()])
    expect(climbed.reduce((sum, one) => sum + one)).toBe(raisings.length)
    for (const raising of raisings) expect(await rungFor(raising)).toHaveLength(2)
  })

  test('that fails for one alert says so, keeps no other back, and does it a minute later', async () => {
    const theirs = await makeTeam()
    const stuck = await makePerson(['supervisor'], theirs)
    const lone = await makePerson(['caseworker'], theirs, { onCall: true })
    const ivan = await makePerson(['caseworker'], theirs)
    const [broken, whole] = [await raise(ivan, await makeCase(theirs, [ivan])), await raise(mina, mine)]
    await pass(10)
    await look(`create function break_once() returns trigger language plpgsql as
      $$ begin if new.person_id = '${stuck.personId}' then raise exception 'broken'; end if; return new; end $$`)
    await look('create trigger break_once before insert on alert for each row execute function break_once()')
    await expect(escalate()).rejects.toThrow('1 alerts could not be escalated')
    expect(await rungFor(broken)).toEqual([['raised', lone.personId]])
    expect(await rungFor(whole)).toHaveLength(2)
    await look('drop function break_once() cascade')
    expect(await escalate()).toBe(1)
    expect(await rungFor(broken)).toEqual([
      ['raised', lone.personId],
      ['supervisors', stuck.personId],
    ])
  })
})
