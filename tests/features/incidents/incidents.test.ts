import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { granted } from '../../../lib/domain/refusal.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { dangerSchema, incidentSchema } from '../../../lib/features/incidents/schema.ts'
import { closeIncident, declareDanger, reportIncident } from '../../../lib/features/incidents/service.ts'
import { formOf, makeCase, makeTeam } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { keepsRecordPromises, makeCast, problemsIn, TODAY, type Cast } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const incidents = keepsRecordPromises({
  action: 'incident.report',
  table: 'incident',
  schema: incidentSchema,
  record: reportIncident,
  filled: (caseId) => ({
    caseId,
    id: randomUUID(),
    kind: 'surveillance' as const,
    severity: 'serious' as const,
    occurredOn: TODAY,
    account: 'Two men asked for residents at the door.',
  }),
  changed: { severity: 'low' },
  onDuty: 'team',
  saysWhen: true,
})

let cast: Cast
beforeAll(() => {
  cast = incidents.cast
})

async function report(changes: Partial<ReturnType<typeof incidents.filled>> = {}) {
  const values = { ...incidents.filled(), ...changes }
  return { id: values.id, ...(await incidents.save(values)) }
}

describe('reporting', () => {
  test('gives the incident a code that can be spoken, and keeps what was told', async () => {
    const { id, code } = await report({ occurredOn: '2026-01', account: 'Двое мужчин 👀\u202e у двери' })
    expect(code).toMatch(/^[a-z]{6}-\d{2}$/)
    expect(
      await peek(
        'incident',
        'code, kind, severity, occurred_on::text, occurred_precision, account, version',
        'id = $1',
        [id],
      ),
    ).toEqual([
      {
        code,
        kind: 'surveillance',
        severity: 'serious',
        occurred_on: '2026-01-01',
        occurred_precision: 'month',
        account: 'Двое мужчин 👀 у двери',
        version: 1,
      },
    ])
  })

  test('takes another code when the first one is taken', async () => {
    const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8])
    const real = crypto.getRandomValues.bind(crypto)
    const dice = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array && array.length === bytes.length) array.set(bytes)
      else real(array)
      return array
    })
    const first = await report()
    dice.mockRestore()
    let throws = 0
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
      if (array instanceof Uint8Array && array.length === bytes.length && throws++ === 0) array.set(bytes)
      else real(array)
      return array
    })
    const second = await report()
    expect(throws).toBe(2)
    expect(second.code).not.toBe(first.code)
    expect(
      await look('select id from incident where code = any($1)', [[first.code, second.code]]),
    ).toHaveLength(2)
  })

  test('at night kind, severity and day are enough', () => {
    expect(problemsIn(incidentSchema, { ...incidents.filled(), account: '' })).toEqual({})
  })

  test('an account of 10,000 characters and an unknown kind are told at their fields', () => {
    const values = { ...incidents.filled(), kind: 'rumour', account: 'x'.repeat(10_000) }
    expect(problemsIn(incidentSchema, values)).toEqual({ kind: 'not-a-choice', account: 'too-long' })
  })
})

describe('an alert', () => {
  async function alerts() {
    return look(
      `select person_id, kind, raised_by from alert where case_id = $1 and kind = 'critical-incident'`,
      [cast.mine.id],
    )
  }

  test('does not ring for an incident that is not critical', async () => {
    const before = await alerts()
    await report({ severity: 'serious' })
    expect(await alerts()).toEqual(before)
  })

  test('rings for the person on call when the incident is critical', async () => {
    const before = (await alerts()).length
    await report({ kind: 'detention', severity: 'critical' })
    expect((await alerts()).slice(before)).toEqual([
      {
        person_id: cast.onCall.personId,
        kind: 'critical-incident',
        raised_by: cast.mina.personId,
      },
    ])
  })

  test('does not ring twice for a form that was sent twice', async () => {
    const values = { ...incidents.filled(), severity: 'critical' as const }
    const form = formOf(values)
    await reportIncident(cast.mina, incidentSchema.parse(values), form)
    const after = await alerts()
    await reportIncident(cast.mina, incidentSchema.parse(values), form)
    expect(await alerts()).toEqual(after)
  })
})

describe('closing', () => {
  async function open() {
    return { caseId: cast.mine.id, incidentId: (await report()).id }
  }

  test('is done once, by the worker of the case or the supervisor of its team', async () => {
    const one = await open()
    expect(await closeIncident(cast.mina, one, formOf(one, { version: 1 }))).toEqual(granted(null))
    expect(
      await look('select closed_at is not null as closed, closed_by, version from incident where id = $1', [
        one.incidentId,
      ]),
    ).toEqual([{ closed: true, closed_by: cast.mina.personId, version: 2 }])
    expect(await closeIncident(cast.suji, one, formOf(one, { version: 2 }))).toEqual({
      ok: false,
      refusal: 'already-decided',
    })
    const other = await open()
    expect(await closeIncident(cast.suji, other, formOf(other, { version: 1 }))).toEqual(granted(null))
  })

  test('answers a retry as it answered the first time', async () => {
    const one = await open()
    const form = formOf(one, { version: 1 })
    expect(await closeIncident(cast.mina, one, form)).toEqual(granted(null))
    expect(await closeIncident(cast.mina, one, form)).toEqual(granted(null))
  })

  test('is refused to another team, to an analyst, and to who is only on call', async () => {
    const one = await open()
    expect(await closeIncident(cast.stranger, one, formOf(one))).toEqual({
      ok: false,
      refusal: 'absent',
    })
    expect(await closeIncident(cast.analyst, one, formOf(one))).toEqual({
      ok: false,
      refusal: 'not-allowed',
    })
    expect(await closeIncident(cast.onCall, one, formOf(one))).toEqual({
      ok: false,
      refusal: 'absent',
    })
  })

  test('is refused when the incident changed since it was read', async () => {
    const one = await open()
    await look('update incident set version = 2 where id = $1', [one.incidentId])
    expect(await closeIncident(cast.mina, one, formOf(one, { version: 1 }))).toEqual({
      ok: false,
      refusal: 'stale',
    })
    expect(await closeIncident(cast.mina, one, formOf(one, { version: 2 }))).toEqual(granted(null))
  })

  test('finds no incident of another case', async () => {
    const other = await makeCast()
    const elsewhere = { ...incidents.filled(), caseId: other.mine.id }
    await reportIncident(other.mina, incidentSchema.parse(elsewhere), formOf(elsewhere))
    const smuggled = { caseId: cast.mine.id, incidentId: elsewhere.id }
    expect(await closeIncident(cast.mina, smuggled, formOf(smuggled))).toEqual({
      ok: false,
      refusal: 'absent',
    })
  })
})

describe('saying by its code that a case is in danger', () => {
  const danger = (code: string) =>
    dangerSchema.parse({ code, id: randomUUID(), kind: 'detention', account: 'Taken from the site.' })

  test('opens it to whoever is on call, rings, and is recorded', async () => {
    const calm = await makeCase(cast.mine.team, [cast.mina])
    expect(await openCase(cast.onCall, calm.code)).toEqual({ ok: false, refusal: 'absent' })
    const input = danger(calm.code)
    expect((await declareDanger(cast.onCall, input, formOf(input))).ok).toBe(true)
    expect((await openCase(cast.onCall, calm.code)).ok).toBe(true)
    expect(await look('select severity, kind from incident where id = $1', [input.id])).toEqual([
      { severity: 'critical', kind: 'detention' },
    ])
    expect(await look('select 1 from alert where case_id = $1', [calm.id])).not.toEqual([])
  })

  test('opens nothing to a colleague who is not on call, nor on a case of another team', async () => {
    const calm = await makeCase(cast.mine.team, [cast.mina])
    const colleague = cast.stranger
    for (const actor of [colleague, cast.analyst]) {
      const input = danger(calm.code)
      expect((await declareDanger(actor, input, formOf(input))).ok).toBe(false)
    }
    const foreign = await makeCase(await makeTeam(), [])
    const input = danger(foreign.code)
    expect(await declareDanger(cast.onCall, input, formOf(input))).toEqual({ ok: false, refusal: 'absent' })
    expect(await look('select 1 from incident where case_id = any($1)', [[calm.id, foreign.id]])).toEqual([])
  })
})
