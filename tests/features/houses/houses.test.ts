import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { addDays, dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { endPlacement } from '../../../lib/features/houses/effects.ts'
import {
  houseSchema,
  placementSchema,
  type HouseDto,
  type HouseInput,
  type PlacementInput,
} from '../../../lib/features/houses/schema.ts'
import { createHouse, listHouses, recordPlacement } from '../../../lib/features/houses/service.ts'
import { closeCase } from '../../../lib/features/pathway/service.ts'
import { act } from '../../../lib/server/act/act.ts'
import { formOf, makeCase, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { peek, put } from '../../support/sealed.ts'

const today = dayAt(Date.now(), 'Asia/Vladivostok')
const yesterday = addDays(today, -1)

let team: Team
let mina: PersonActor
let suji: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  mine = await makeCase(team, [mina])
})

async function house(changes: Partial<HouseInput> = {}, by: PersonActor = suji): Promise<string> {
  const input: HouseInput = {
    id: randomUUID(),
    kind: 'reception',
    district: 'far-eastern',
    capacity: 2,
    address: 'Lesnaya 4, flat 12',
    ...changes,
  }
  const outcome = await createHouse(by, input, formOf(input))
  if (!outcome.ok) throw new Error(outcome.refusal)
  return input.id
}

async function houses(person: PersonActor): Promise<readonly HouseDto[]> {
  const list = await listHouses(person)
  if (!list.ok) throw new Error(list.refusal)
  return list.value.houses
}

function place(houseId: string, changes: Partial<PlacementInput> = {}, by: PersonActor = mina) {
  const input: PlacementInput = {
    caseId: mine.id,
    id: randomUUID(),
    houseId,
    since: today,
    emergency: false,
    reason: '',
    ...changes,
  }
  return recordPlacement(by, input, formOf(input))
}

/** The standing placements of a case: house, bed, first day, last day. */
function stays(caseId: string) {
  return look(
    `select house_id as house, bed, since::text, until::text, emergency from placement
     where case_id = $1 and superseded_at is null order by since, until nulls last`,
    [caseId],
  )
}

test('a supervisor adds a house, a caseworker may not', async () => {
  const id = await house({ capacity: 3 })
  expect(await houses(mina)).toMatchObject([
    { id, capacity: 3, free: 3, kind: 'reception', compromised: false },
  ])
  const input = { id: randomUUID(), kind: 'inner', district: 'central', capacity: 1, address: '' } as const
  expect(await createHouse(mina, input, formOf(input))).toEqual({ ok: false, refusal: 'not-allowed' })
})

test('a house sent twice is one house', async () => {
  const input = { id: randomUUID(), kind: 'inner', district: 'central', capacity: 1, address: '' } as const
  const form = formOf(input)
  expect(await createHouse(suji, input, form)).toEqual(await createHouse(suji, input, form))
  expect(await houses(suji)).toHaveLength(1)
})

test('a list of houses holds codes and no address, and of the own team only', async () => {
  await house()
  await house({}, await makePerson(['supervisor'], await makeTeam()))
  const list = await houses(mina)
  expect(list).toHaveLength(1)
  expect(list[0]?.code).toMatch(/^[a-z]{6}-\d{2}$/)
  expect(JSON.stringify(list)).not.toContain('Lesnaya')
  expect(await peek('house_address', 'address', 'house_id = $1', [list[0]?.id])).toEqual([
    { address: 'Lesnaya 4, flat 12' },
  ])
})

test('who has no houses to see is told so', async () => {
  expect(await listHouses(await makePerson(['analyst'], null))).toEqual({ ok: false, refusal: 'not-allowed' })
})

test('nobody is placed for a case that was closed since the form was opened: the bed would never be freed', async () => {
  const id = await house()
  const end = { caseId: mine.id, spellId: randomUUID(), occurredOn: today, reason: '' }
  const withdrew = { ...end, outcome: 'withdrew', incidentId: '' } as const
  expect((await closeCase(mina, withdrew, formOf(withdrew))).ok).toBe(true)
  expect(await place(id)).toEqual({ ok: false, refusal: 'stale' })
  expect(await stays(mine.id)).toEqual([])
})

test('a caseworker places somebody in the lowest free bed of a house of their team', async () => {
  const id = await house()
  expect(await place(id)).toEqual({ ok: true, value: null })
  expect(await stays(mine.id)).toEqual([{ house: id, bed: 1, since: today, until: null, emergency: false }])
  expect((await houses(mina))[0]?.free).toBe(1)
})

test('a house of another team looks like a house that does not exist', async () => {
  const foreign = await house({}, await makePerson(['supervisor'], await makeTeam()))
  expect(await place(foreign)).toEqual({ ok: false, refusal: 'absent' })
  expect(await place(randomUUID())).toEqual({ ok: false, refusal: 'absent' })
})

test('a foreign case is not placed', async () => {
  const id = await house()
  const stranger = await makePerson(['caseworker'], team)
  expect(await place(id, {}, stranger)).toEqual({ ok: false, refusal: 'absent' })
  expect((await place(id, {}, suji)).ok).toBe(true)
})

test('a full house refuses a planned placement and takes an emergency one with a reason', async () => {
  const id = await house({ capacity: 1 })
  await place(id)
  const other = await makeCase(team, [mina])
  expect(await place(id, { caseId: other.id })).toEqual({ ok: false, refusal: 'no-free-bed' })
  expect(await stays(other.id)).toEqual([])
  const night = { caseId: other.id, emergency: true, reason: 'Raid next door' }
  expect(await place(id, night)).toEqual({ ok: true, value: null })
  expect(await stays(other.id)).toMatchObject([{ bed: 2, emergency: true }])
  const third = await makeCase(team, [mina])
  expect((await place(id, { ...night, caseId: third.id })).ok).toBe(true)
  expect(await stays(third.id)).toMatchObject([{ bed: 3, emergency: true }])
  expect((await houses(mina))[0]?.free).toBe(0)
})

test('the form asks an emergency placement for its reason, and a planned one for none', () => {
  const input = { caseId: mine.id, id: randomUUID(), houseId: randomUUID(), since: today }
  const problems = (changes: object) =>
    placementSchema
      .safeParse({ ...input, emergency: true, reason: '', ...changes })
      .error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? []
  expect(problems({})).toEqual([['reason', 'required']])
  expect(problems({ reason: ' a ' })).toEqual([['reason', 'too-short']])
  expect(problems({ reason: 'Raid' })).toEqual([])
  expect(problems({ emergency: false })).toEqual([])
})

test('nobody is placed in a compromised house, not even in an emergency', async () => {
  const id = await house()
  await look('update house set compromised_at = now() where id = $1', [id])
  expect(await place(id)).toEqual({ ok: false, refusal: 'house-compromised' })
  expect(await place(id, { emergency: true, reason: 'No other place' })).toEqual({
    ok: false,
    refusal: 'house-compromised',
  })
  expect((await houses(mina))[0]?.compromised).toBe(true)
})

test('a placement lies in the past or today of the team', async () => {
  const id = await house()
  expect(await place(id, { since: addDays(today, 1) })).toEqual({
    ok: false,
    refusal: 'invalid',
    fields: { since: 'in-future' },
  })
  expect((await place(id, { since: yesterday })).ok).toBe(true)
})

test('a new placement ends the one before it on that day', async () => {
  const first = await house()
  const second = await house()
  await place(first, { since: addDays(today, -10) })
  await place(second, { since: yesterday })
  expect(await stays(mine.id)).toEqual([
    { house: first, bed: 1, since: addDays(today, -10), until: yesterday, emergency: false },
    { house: second, bed: 1, since: yesterday, until: null, emergency: false },
  ])
})

test('a placement said again for the same day corrects the one before it, which is kept', async () => {
  const first = await house()
  const second = await house()
  await place(first)
  await place(second)
  expect(await stays(mine.id)).toMatchObject([{ house: second, since: today, until: null }])
  expect(await look('select id from placement where case_id = $1', [mine.id])).toHaveLength(2)
  expect((await houses(mina)).map(({ free }) => free).sort()).toEqual([1, 2])
})

test('of two workers who race for the last bed one gets it and the other is told', async () => {
  const id = await house({ capacity: 1 })
  const oleg = await makePerson(['caseworker'], team)
  const his = await makeCase(team, [oleg])
  const answers = await Promise.all([place(id), place(id, { caseId: his.id }, oleg)])
  expect(answers.map((answer) => (answer.ok ? 'placed' : answer.refusal)).sort()).toEqual([
    'no-free-bed',
    'placed',
  ])
  expect(await look('select bed from placement where house_id = $1', [id])).toEqual([{ bed: 1 }])
})

test('eight who race for five beds fill exactly five', async () => {
  const id = await house({ capacity: 5 })
  const cases = await Promise.all(Array.from({ length: 8 }, () => makeCase(team, [mina])))
  const answers = await Promise.all(cases.map((one) => place(id, { caseId: one.id })))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(5)
  const beds = await look<{ bed: number }>('select bed from placement where house_id = $1 order by bed', [id])
  expect(beds.map(({ bed }) => bed)).toEqual([1, 2, 3, 4, 5])
})

test('the same placement sent twice at once is one placement', async () => {
  const id = await house()
  const input: PlacementInput = {
    caseId: mine.id,
    id: randomUUID(),
    houseId: id,
    since: today,
    emergency: false,
    reason: '',
  }
  const form = formOf(input)
  expect(await Promise.all([recordPlacement(mina, input, form), recordPlacement(mina, input, form)])).toEqual(
    [
      { ok: true, value: null },
      { ok: true, value: null },
    ],
  )
  expect(await look('select id from placement where case_id = $1', [mine.id])).toHaveLength(1)
})

test('an inner house takes nobody who is not screened and clear, but in an emergency', async () => {
  const inner = await house({ kind: 'inner' })
  expect(await place(inner)).toEqual({ ok: false, refusal: 'reception-house-only' })
  expect((await place(inner, { emergency: true, reason: 'no other roof tonight' })).ok).toBe(true)
  const trusted = await makeCase(team, [mina])
  for (const result of ['concern', 'clear']) {
    await put('screening', {
      ...{ case_id: trusted.id, infiltration: result, coercion: 'clear', result },
      ...{ occurred_on: today, occurred_precision: 'day', recorded_by: mina.personId },
    })
    expect((await place(inner, { caseId: trusted.id })).ok, result).toBe(result === 'clear')
  }
})

test('a placement ticks off the tasks that asked for it', async () => {
  for (const requirement of ['placement', 'reception-if-unscreened', 'basis-keep']) {
    await look(
      `insert into task (id, case_id, assignee_id, kind, requirement, due_at, recorded_by)
       values ($1, $2, $3, 'requirement', $4, now(), $3)`,
      [randomUUID(), mine.id, mina.personId, requirement],
    )
  }
  await place(await house({ kind: 'inner' }), { emergency: true, reason: 'no other roof tonight' })
  const open = () =>
    look<{ requirement: string }>(
      'select requirement from task where case_id = $1 and done_at is null order by 1',
      [mine.id],
    )
  expect(await open()).toEqual([{ requirement: 'basis-keep' }, { requirement: 'reception-if-unscreened' }])
  await place(await house({ kind: 'reception' }))
  expect(await open()).toEqual([{ requirement: 'basis-keep' }])
})

test('somebody who moves on frees the bed from that day', async () => {
  const id = await house({ capacity: 1 })
  await place(id, { since: yesterday })
  const fact = { action: 'note.write', subject: { kind: 'case', id: mine.id } } as const
  await act(mina, fact, async (tx) => {
    await endPlacement(tx, mine.id, today)
    return granted(null)
  })
  expect(await stays(mine.id)).toMatchObject([{ since: yesterday, until: today }])
  const other = await makeCase(team, [mina])
  expect((await place(id, { caseId: other.id })).ok).toBe(true)
})

test('a house has from 1 to 99 beds', () => {
  const input = { id: randomUUID(), kind: 'inner', district: 'central', address: '' }
  expect(
    [0, 1, 99, 100, 1.5].map((capacity) => houseSchema.safeParse({ ...input, capacity }).success),
  ).toEqual([false, true, true, false, false])
})
