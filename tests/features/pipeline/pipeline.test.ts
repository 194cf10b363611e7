/** The pipeline of a team: whom it opens for, what it counts, and what its heading finds. */
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { openPipeline } from '../../../lib/features/pipeline/service.ts'
import { factsOf, makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'
import { TODAY } from '../../support/record-promises.ts'
import { asKept } from '../../support/sealed.ts'

let mina: PersonActor
let jun: PersonActor
let suji: PersonActor
let anna: PersonActor
let director: PersonActor
let oldest: { id: string; code: string }

beforeAll(async () => {
  const team = await makeTeam('Asia/Vladivostok')
  const moscow = await makeTeam('Europe/Moscow')
  mina = await makePerson(['caseworker'], team)
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  anna = await makePerson(['supervisor'], moscow)
  director = await makePerson(['director'], null)
  oldest = await openedCase(mina, { occurredOn: addDays(TODAY, -90), group: 'student' })
  await openedCase(mina, { occurredOn: addDays(TODAY, -12) })
  await openedCase(jun, { occurredOn: addDays(TODAY, -3) })
  await makeCase(team, [mina], 'safe-house')
  await makeCase(team, [], 'transit')
  await makeCase(moscow, [], 'hanawon')
})

async function opened(actor: Actor, asked: object = {}) {
  const outcome = await openPipeline(actor, asked)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

describe('whom the pipeline opens for', () => {
  test('the supervisor of a team, with the cases of that team alone', async () => {
    const page = await opened(suji)
    expect(page.open).toBe(5)
    expect(page.stages.map(({ stage, people }) => [stage, people.length])).toEqual([
      ['contact', 3],
      ['safe-house', 1],
      ['unhcr-registration', 0],
      ['transit', 1],
      ['hanawon', 0],
    ])
    expect((await opened(anna)).stages.map(({ people }) => people.length)).toEqual([0, 0, 0, 0, 1])
    expect((await factsOf('pipeline.read')).at(-1)).toMatchObject({ result: 'done' })
  })

  test('nobody else', async () => {
    for (const actor of [mina, director, await makePerson(['analyst'], null)]) {
      expect(await openPipeline(actor, {})).toEqual({ ok: false, refusal: 'not-allowed' })
    }
  })
})

test('the heading names the stage where half of the people wait longest', async () => {
  expect((await opened(suji)).finding).toEqual({ kind: 'stuck', stage: 'contact', days: 12, people: 3 })
})

test('each stage says its median and what is missing most often for the next one', async () => {
  const [contact, house] = (await opened(suji)).stages
  expect(contact).toMatchObject({ median: 12, ninetieth: null })
  expect(contact?.missing[0]).toEqual({ requirement: 'basis-keep', cases: 3 })
  expect(house?.missing.map(({ cases }) => cases)).toEqual([1, 1, 1])
})

test('the longest waits are named by code, with what they wait for and who carries them', async () => {
  const [first] = (await opened(suji)).oldest
  expect(first).toMatchObject({ code: oldest.code, stage: 'contact', days: 90, late: false })
  expect(first?.workers).toEqual(['Somebody'])
  expect(first?.missing).toContain('placement')
})

test('loads count whom each worker carries, the heaviest first, and who is carried by nobody', async () => {
  const page = await opened(suji)
  expect(page.loads.map(({ id, open, highRisk }) => [id, open, highRisk])).toEqual([
    [mina.personId, 3, 0],
    [jun.personId, 1, 0],
  ])
  expect(page.unassigned).toBe(1)
})

test('filters narrow the people, and what cannot be read counts as not asked', async () => {
  expect((await opened(suji, { group: 'student' })).open).toBe(1)
  expect((await opened(suji, { worker: jun.personId })).open).toBe(1)
  expect((await opened(suji, { group: 'nobody', worker: 'me', sector: ['x'] })).open).toBe(5)
})

test('no name of those it is about is on the page', async () => {
  const { latin } = await asKept('identity', { case_id: oldest.id, latin: 'Canary' })
  await look('update identity set latin = $2 where case_id = $1', [oldest.id, latin])
  expect(JSON.stringify(await opened(suji))).not.toContain('Canary')
})

test('a team without open cases is told so', async () => {
  const empty = await makePerson(['supervisor'], await makeTeam())
  expect((await opened(empty)).finding).toEqual({ kind: 'empty' })
})
