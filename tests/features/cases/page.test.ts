/** The page of one case: whom it opens for, what it shows, and what it never holds. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { openPlan } from '../../../lib/features/journeys/service.ts'
import { riskSchema } from '../../../lib/features/risk/schema.ts'
import { recordRisk } from '../../../lib/features/risk/service.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { factsOf, formOf, makePerson, makeTeam, openCriticalIncident } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'
import { TODAY } from '../../support/record-promises.ts'
import { put } from '../../support/sealed.ts'

let mina: PersonActor
let suji: PersonActor
let oleg: PersonActor
let onCall: PersonActor
let analyst: PersonActor
let file: { id: string; code: string }

beforeAll(async () => {
  const team = await makeTeam('Asia/Vladivostok')
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  onCall = await makePerson(['caseworker'], team, { onCall: true })
  oleg = await makePerson(['caseworker'], await makeTeam('Europe/Moscow'))
  analyst = await makePerson(['analyst'], null)
  file = await openedCase(mina, {
    occurredOn: addDays(TODAY, -40),
    hangul: '카나리아',
    latin: 'Canary Surname',
    cyrillic: 'Канарейка',
    phone: '+7 911 000 11 22',
    guardian: 'Canary Guardian',
    birthYear: 1992,
    safeWay: 'Call +7 911 333 44 55',
  })
})

async function opened(actor: Actor, asked: object = {}) {
  const outcome = await openCase(actor, file.code, asked)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

async function planSecretly(version: number): Promise<void> {
  const plan_id = randomUUID()
  await look(
    `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
     values ($1, $2, $3, 'passport', 1, $4)`,
    [plan_id, file.id, version, mina.personId],
  )
  const secret = { route: 'Secretroute', fallbacks: 'Secretfallback', escort: 'Secretescort' }
  await put('journey_route', { plan_id, case_id: file.id, ...secret, recorded_by: mina.personId })
}

async function assess(occurredOn: string): Promise<void> {
  const values = { refoulement: 5, health: 1, exposure: 4, dependants: 1, explanation: 'Named on a list' }
  const input = { ...values, caseId: file.id, id: randomUUID(), occurredOn, reviewOn: addDays(occurredOn, 7) }
  const outcome = await recordRisk(mina, riskSchema.parse(input), formOf(input))
  if (!outcome.ok) throw new Error(outcome.refusal)
}

describe('a case opens', () => {
  test('for its worker, the supervisor of its team and who is on call while it is critical; each look is one entry of the log', async () => {
    await openCriticalIncident(file, mina.personId)
    const before = (await factsOf('case.read')).length
    for (const actor of [mina, suji, onCall]) expect((await opened(actor)).head.code).toBe(file.code)
    const facts = await factsOf('case.read')
    expect(facts).toHaveLength(before + 3)
    expect(facts.at(-1)).toMatchObject({ result: 'done', subject: file.id })
    const calm = await openedCase(mina)
    expect(await openCase(onCall, calm.code)).toEqual({ ok: false, refusal: 'absent' })
  })

  test('for nobody else: a foreign code, an unknown one and a garbled one look the same', async () => {
    for (const code of [file.code, 'banana-11', '', "x'; --", 'ㄱ'.repeat(5_000), '\u0000', '\ud800']) {
      expect(await openCase(oleg, code)).toEqual({ ok: false, refusal: 'absent' })
    }
    expect(await openCase(analyst, file.code)).toEqual({ ok: false, refusal: 'not-allowed' })
  })
})

describe('what the page never holds', () => {
  test('is a name, a phone, a birth year or a guardian, not even for the worker of the case', async () => {
    for (const actor of [mina, suji, onCall]) {
      const page = JSON.stringify(await opened(actor, { do: 'identity' }))
      for (const secret of ['카나리아', 'Canary', 'Канарейка', '911 000', '"1992"']) {
        expect(page).not.toContain(secret)
      }
      expect(page).toContain('1990-1994')
    }
  })

  test('is how to call the person, for anybody but the worker of the case', async () => {
    expect((await opened(mina)).newest.contact?.safeWay).toBe('Call +7 911 333 44 55')
    for (const actor of [suji, onCall]) expect(JSON.stringify(await opened(actor))).not.toContain('911 333')
  })

  test('is what only its caseworker may read, for somebody who carries it and is none any more', async () => {
    await planSecretly(0)
    const promoted: PersonActor = { ...mina, roles: ['supervisor'] }
    const masked = await opened(promoted, { do: 'journey-plan' })
    expect(masked.form).toBe('journey-plan')
    expect(JSON.stringify(masked)).not.toMatch(/Secretroute|Secretescort|911 333/)
    expect(await openPlan(promoted, { caseId: file.id })).toEqual({ ok: false, refusal: 'absent' })
    // Not even the worker's own page brings it: the form asks for it.
    expect(JSON.stringify(await opened(mina, { do: 'journey-plan' }))).not.toContain('Secret')
    expect(JSON.stringify(await openPlan(mina, { caseId: file.id }))).toMatch(/Secretroute.*Secretescort/)
  })

  test('is the route of a journey, in the timeline of anybody', async () => {
    await planSecretly(1)
    for (const actor of [mina, suji]) {
      const page = await opened(actor)
      expect(JSON.stringify(page)).not.toContain('Secret')
      expect(page.timeline.entries.map((entry) => entry.what.kind)).toContain('plan')
      expect(page.newest.plan).toMatchObject({ version: 1, fallbacks: 1, hasDocument: true })
    }
  })
})

describe('what somebody may do', () => {
  test('opens the form that the URL asks for', async () => {
    expect((await opened(mina, { do: 'risk' })).form).toBe('risk')
    expect((await opened(mina, { do: 'identity' })).form).toBe('identity')
    expect((await opened(suji, { do: 'assign' })).form).toBe('assign')
  })

  test('does not open a form that is not theirs, or that does not exist', async () => {
    expect((await opened(suji, { do: 'identity' })).form).toBeNull()
    expect((await opened(mina, { do: 'assign' })).form).toBeNull()
    expect((await opened(onCall, { do: 'risk' })).form).toBeNull()
    expect((await opened(onCall, { do: 'note' })).form).toBe('note')
    expect((await opened(mina, { do: ['risk', 'note'] })).form).toBeNull()
  })

  test('is the reading of names for the worker of the case alone', async () => {
    expect((await opened(mina)).may.readIdentity).toBe(true)
    expect((await opened(suji)).may.readIdentity).toBe(false)
    expect((await opened(onCall)).may.readIdentity).toBe(false)
  })
})

test('the gate ahead says what is met and what is missing, and the newest record stands as evidence', async () => {
  await assess(addDays(TODAY, -23))
  const page = await opened(mina)
  expect(page.days).toBe(40)
  expect(page.gate).toEqual({
    next: { stage: 'safe-house', outcome: null },
    met: ['screening-not-failed'],
    unmet: ['basis-keep', 'placement', 'house-not-compromised', 'reception-if-unscreened'],
    warnings: [],
  })
  expect(page.newest.risk).toMatchObject({ on: addDays(TODAY, -23), high: true })
  expect(page.steps[0]).toMatchObject({ stage: 'contact', state: 'now', days: 40 })
})

describe('the timeline', () => {
  test('tells everything, newest first by when it happened, and who recorded it when', async () => {
    const { entries } = (await opened(mina)).timeline
    const days = entries.map((entry) => entry.on)
    expect(days).toEqual(days.toSorted().toReversed())
    expect(entries.at(-1)).toMatchObject({
      on: addDays(TODAY, -40),
      recordedOn: TODAY,
      who: 'Somebody',
      corrected: false,
    })
    expect(new Set(entries.map((entry) => entry.what.kind))).toEqual(
      new Set(['contact', 'incident', 'move', 'risk', 'plan']),
    )
  })

  test('shows one kind when asked, and everything for a word that it does not know', async () => {
    const moves = (await opened(mina, { show: 'moves' })).timeline
    expect(moves.entries.map((entry) => entry.what)).toEqual([
      { kind: 'move', from: 'start', to: 'contact', how: 'opening', reason: null, outcome: null },
    ])
    const all = (await opened(mina, { show: 'everything', page: 'x' })).timeline
    expect(all.show).toBeNull()
    expect(all.entries.length).toBeGreaterThan(3)
  })

  test('is paged by fifty, and the pages hold every entry once', async () => {
    for (let number = 0; number < 60; number++) {
      const note = { caseId: file.id, id: randomUUID(), body: `Note ${String(number)}` }
      await writeNote(mina, note, formOf(note))
    }
    const first = (await opened(mina, { show: 'notes' })).timeline
    const second = (await opened(mina, { show: 'notes', page: '2' })).timeline
    expect([first.entries.length, first.more, second.entries.length, second.more]).toEqual([
      50,
      true,
      10,
      false,
    ])
    const bodies = [...first.entries, ...second.entries].map((entry) =>
      entry.what.kind === 'note' ? entry.what.body : '',
    )
    expect(new Set(bodies).size).toBe(60)
    expect(bodies[0]).toBe('Note 59')
  })
})

test('others of the household are named only to those who may open them', async () => {
  const beside = await openedCase(mina, { householdOf: file.code })
  await look('update assignment set until_at = now() where case_id = $1', [beside.id])
  expect((await opened(mina)).head).toMatchObject({ householdSize: 2, household: [] })
  expect((await opened(suji)).head).toMatchObject({ householdSize: 2, household: [beside.code] })
})
