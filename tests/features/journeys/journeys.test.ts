import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { readNewestPlan } from '../../../lib/features/journeys/effects.ts'
import { journeyPlanSchema, type JourneyPlanInput } from '../../../lib/features/journeys/schema.ts'
import { planJourney } from '../../../lib/features/journeys/service.ts'
import { act } from '../../../lib/server/act/act.ts'
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

let team: Team
let mina: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  mine = await makeCase(team, [mina], 'unhcr-registration')
})

function plan(changes: Partial<JourneyPlanInput> = {}): JourneyPlanInput {
  return journeyPlanSchema.parse({
    caseId: mine.id,
    id: randomUUID(),
    travelDocument: 'travel-certificate',
    departsOn: '2027-01-15',
    route: 'By train to the port, then the ferry',
    fallbacks: 'Wait at the church\n\n  Turn back to the house \n',
    escort: 'raven',
    ...changes,
  })
}

async function newest() {
  const fact = { action: 'case.read', subject: { kind: 'case', id: mine.id } } as const
  const outcome = await act(mina, fact, async (tx) => granted(await readNewestPlan(tx, mine.id)))
  return outcome.ok ? outcome.value : null
}

test('a caseworker plans a journey; only lines that say something count as fallbacks', async () => {
  const input = plan()
  expect(await planJourney(mina, input, formOf(input))).toEqual({ ok: true, value: { planVersion: 1 } })
  expect(await newest()).toMatchObject({
    planVersion: 1,
    departsOn: '2027-01-15',
    fallbacks: 'Wait at the church\nTurn back to the house',
    fallbackCount: 2,
    writtenBy: mina.personId,
  })
})

test('nobody plans a journey of a case out of their reach', async () => {
  const input = plan()
  const stranger = await makePerson(['caseworker'], team)
  expect(await planJourney(stranger, input, formOf(input))).toEqual({ ok: false, refusal: 'absent' })
  expect(await newest()).toBeNull()
  const suji = await makePerson(['supervisor'], team)
  expect((await planJourney(suji, input, formOf(input))).ok).toBe(true)
})

test('a change is a new version, and the older one stays as it was', async () => {
  const first = plan()
  const second = plan({ departsOn: '', fallbacks: '' })
  await planJourney(mina, first, formOf(first))
  expect(await planJourney(mina, second, formOf(second, { version: 1 }))).toEqual({
    ok: true,
    value: { planVersion: 2 },
  })
  expect(await newest()).toMatchObject({ id: second.id, planVersion: 2, departsOn: null, fallbackCount: 0 })
  expect(
    await look('select plan_version, fallback_count from journey_plan where case_id = $1 order by 1', [
      mine.id,
    ]),
  ).toEqual([
    { plan_version: 1, fallback_count: 2 },
    { plan_version: 2, fallback_count: 0 },
  ])
})

test('of two who change the same version one is told that it is stale, and nothing is overwritten', async () => {
  const base = plan()
  await planJourney(mina, base, formOf(base))
  const changes = [plan({ escort: 'heron' }), plan({ escort: 'crane' })]
  const answers = await Promise.all(
    changes.map((input) => planJourney(mina, input, formOf(input, { version: 1 }))),
  )
  expect(answers.map((answer) => (answer.ok ? 'saved' : answer.refusal)).sort()).toEqual(['saved', 'stale'])
  expect((await newest())?.planVersion).toBe(2)
})

test('the same plan sent twice is one version', async () => {
  const input = plan()
  const form = formOf(input)
  expect(await planJourney(mina, input, form)).toEqual(await planJourney(mina, input, form))
  expect((await newest())?.planVersion).toBe(1)
})

test('the log holds no word of a route', async () => {
  const input = plan({ route: 'canary-route' })
  await planJourney(mina, input, formOf(input))
  expect((await factsOf('journey.plan')).length).toBeGreaterThan(0)
  expect(JSON.stringify(await factsOf('journey.plan'))).not.toContain('canary-route')
})

test('the form asks for a route and a day that exists', () => {
  expect(() => plan({ route: '  ' })).toThrow()
  expect(() => plan({ departsOn: '2027-02-30' })).toThrow()
  expect(plan({ departsOn: '' }).departsOn).toBe('')
})
