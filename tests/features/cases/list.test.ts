/** The list of cases: whose it is, what its filters find, and that paging walks every row once. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { SORTS, type CaseListPage } from '../../../lib/features/case-list/schema.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { addTask, factsOf, makePerson, makeTeam } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'
import { TODAY } from '../../support/record-promises.ts'

let mina: PersonActor
let jun: PersonActor
let suji: PersonActor
let oleg: PersonActor
let analyst: PersonActor
/** Sixty cases of mina that wait 0 to 59 days, in pairs of equal waits, and one of jun. */
const codes: string[] = []
let juns: { id: string; code: string }

beforeAll(async () => {
  const team = await makeTeam('Asia/Vladivostok')
  mina = await makePerson(['caseworker'], team)
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  oleg = await makePerson(['caseworker'], await makeTeam('Europe/Moscow'))
  analyst = await makePerson(['analyst'], null)
  for (let number = 0; number < 60; number++) {
    const { id, code } = await openedCase(mina, {
      occurredOn: addDays(TODAY, -Math.floor(number / 2) * 2),
      group: number % 3 === 0 ? 'student' : 'dispatched-worker',
      federalDistrict: number % 4 === 0 ? 'central' : 'far-eastern',
    })
    codes.push(code)
    if (number % 5 === 0) await addTask({ id }, mina, { days: number - 10 })
  }
  juns = await openedCase(jun, { occurredOn: addDays(TODAY, -100) })
})

async function page(actor: Actor, asked: object = {}): Promise<CaseListPage> {
  const outcome = await listCases(actor, asked)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

async function found(actor: Actor, asked: object = {}): Promise<readonly string[]> {
  const all: string[] = []
  let after: string | null = null
  do {
    const next: CaseListPage = await page(actor, { ...asked, ...(after === null ? {} : { after }) })
    all.push(...next.lines.map((line) => line.code))
    after = next.older
  } while (after !== null)
  return all
}

describe('whose cases', () => {
  test('a caseworker sees those assigned to them, and no other', async () => {
    expect((await found(mina)).toSorted()).toEqual(codes.toSorted())
    expect(await found(jun)).toEqual([juns.code])
    expect(await found(oleg)).toEqual([])
  })

  test('a supervisor sees those of the team, and may ask for one worker', async () => {
    expect((await found(suji)).toSorted()).toEqual([...codes, juns.code].toSorted())
    expect(await found(suji, { worker: jun.personId })).toEqual([juns.code])
    expect((await page(suji)).workers.map(({ id }) => id).toSorted()).toEqual(
      [mina.personId, jun.personId].toSorted(),
    )
    expect((await page(mina)).workers).toEqual([])
  })

  test('asking for another worker opens nothing that is out of reach', async () => {
    expect(await found(mina, { worker: jun.personId })).toEqual([])
  })

  test('an analyst sees no case at all', async () => {
    expect(await listCases(analyst, {})).toEqual({ ok: false, refusal: 'not-allowed' })
  })

  test('a case that was handed over leaves the list', async () => {
    const { id, code } = await openedCase(jun, { occurredOn: TODAY })
    expect(await found(jun)).toContain(code)
    await look('update assignment set until_at = now() where case_id = $1', [id])
    expect(await found(jun)).not.toContain(code)
  })
})

describe('paging', () => {
  test.each(SORTS)('by %s walks every row once, forwards and back', async (sort) => {
    const forwards: string[] = []
    const first = await page(mina, { sort })
    let at: CaseListPage = first
    forwards.push(...at.lines.map((line) => line.code))
    expect(at.newer).toBeNull()
    while (at.older !== null) {
      at = await page(mina, { sort, after: at.older })
      forwards.push(...at.lines.map((line) => line.code))
    }
    expect(forwards).toHaveLength(60)
    expect(new Set(forwards)).toEqual(new Set(codes))

    const backwards: string[] = at.lines.map((line) => line.code)
    while (at.newer !== null) {
      at = await page(mina, { sort, before: at.newer })
      backwards.unshift(...at.lines.map((line) => line.code))
    }
    expect(backwards).toEqual(forwards)
    expect(at.lines).toEqual(first.lines)
  })

  test('starts at the first page for a cursor that is garbled or of another order', async () => {
    const first = await page(mina)
    const other = (await page(mina, { sort: 'code' })).older
    const forged = Buffer.from(JSON.stringify(['wait', "2026-99-99'; --", randomUUID()]), 'utf8').toString(
      'base64url',
    )
    const unreal = Buffer.from(JSON.stringify(['wait', '2026-02-31', randomUUID()])).toString('base64url')
    const ancient = Buffer.from(JSON.stringify(['wait', '0000-01-01', randomUUID()])).toString('base64url')
    for (const after of ['garbage', '', other, forged, unreal, ancient, '%%%', 'x'.repeat(5_000)]) {
      expect((await page(mina, { after })).lines).toEqual(first.lines)
    }
    for (const key of [
      ...['2026-01-01T25:00:00.000Z', '2026-01-01 10:00:00+99', '2026-02-31T10:00:00.000Z'],
      ...['+275760-09-13T00:00:00.000Z', '-000001-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z'],
    ]) {
      const before = Buffer.from(JSON.stringify(['due', key, randomUUID()])).toString('base64url')
      expect((await page(mina, { sort: 'due', before })).newer).toBeNull()
    }
  })
})

describe('orders', () => {
  test('the longest wait stands first', async () => {
    const days = (await page(mina)).lines.map((line) => line.days)
    expect(days).toEqual(days.toSorted((one, other) => other - one))
    expect(days[0]).toBe(58)
  })

  test('what is due first stands first, cases without a task last', async () => {
    const { lines } = await page(mina, { sort: 'due' })
    const due = lines.map((line) => line.due?.at ?? '9999')
    expect(due).toEqual(due.toSorted())
    expect(lines.filter((line) => line.due !== null)).toHaveLength(12)
  })

  test('codes stand in the order of the alphabet, and the newest case first', async () => {
    expect(await found(mina, { sort: 'code' })).toEqual(codes.toSorted())
    expect((await page(suji, { sort: 'newest' })).lines[0]?.code).not.toBe(codes[0])
    expect((await found(mina, { sort: 'newest' })).at(-1)).toBe(codes[0])
  })
})

describe('filters', () => {
  test('find by group, district, wait and code, and together', async () => {
    expect(await found(mina, { group: 'student' })).toHaveLength(20)
    expect(await found(mina, { district: 'central' })).toHaveLength(15)
    expect(await found(mina, { group: 'student', district: 'central' })).toHaveLength(5)
    expect(await found(mina, { wait: '30' })).toHaveLength(28)
    expect(await found(mina, { wait: '90' })).toEqual([])
    expect(await found(suji, { wait: '90' })).toEqual([juns.code])
    expect(await found(mina, { q: codes[7]?.toUpperCase() })).toEqual([codes[7]])
    expect(await found(mina, { q: codes[7]?.slice(0, 4) })).toContain(codes[7])
    expect(await found(mina, { q: juns.code })).toEqual([])
  })

  test('of closed cases: left out by default, found when asked for or searched', async () => {
    const { id, code } = await openedCase(jun, { occurredOn: addDays(TODAY, -10) })
    await look(
      `with ended as (update stage_spell set until = $2 where case_id = $1 returning case_id),
         file as (update case_file set stage = 'closed', outcome = 'withdrew', stage_since = $2 where id = $1 returning id)
       insert into stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on,
         occurred_precision, since, outcome, recorded_by)
       select gen_random_uuid(), file.id, 2, 'contact', 'closed', 'planned', false, $2, 'day', $2, 'withdrew', $3 from file, ended`,
      [id, TODAY, jun.personId],
    )
    expect(await found(jun)).not.toContain(code)
    expect(await found(jun, { state: 'closed' })).toEqual([code])
    expect(await found(jun, { state: 'all' })).toContain(code)
    expect(await found(jun, { stage: 'closed' })).toEqual([code])
    expect(await found(jun, { q: code })).toEqual([code])
  })

  test('that cannot be read count as not asked', async () => {
    const asked = {
      group: 'nobody',
      stage: ['x'],
      wait: '31',
      worker: 'me',
      sort: 'random',
      state: 4,
      q: '%_',
    }
    expect(await found(mina, asked)).toHaveLength(60)
    expect((await page(mina, asked)).query).toMatchObject({ group: null, stage: null, sort: 'wait', q: '' })
  })
})

describe('a line', () => {
  test('says what is missing for the next stage, what is due, and who works on it', async () => {
    const { lines } = await page(jun, { q: juns.code })
    expect(lines).toEqual([
      {
        code: juns.code,
        stage: 'contact',
        days: 100,
        late: false,
        due: null,
        readiness: { kind: 'missing', missing: 4, of: 5 },
        workers: 'Somebody',
        district: 'far-eastern',
      },
    ])
  })

  test('is late when it waits longer than nine of ten who have left the stage did', async () => {
    const team = await makeTeam()
    const worker = await makePerson(['caseworker'], team)
    for (let number = 0; number < 10; number++) {
      const { id } = await openedCase(worker, { occurredOn: addDays(TODAY, -20) })
      const until = addDays(TODAY, -20 + number)
      await look(
        `with ended as (update stage_spell set until = $2 where case_id = $1 returning case_id),
           file as (update case_file set stage = 'safe-house', stage_since = $2 where id = $1 returning id)
         insert into stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on,
           occurred_precision, since, recorded_by)
         select gen_random_uuid(), file.id, 2, 'contact', 'safe-house', 'planned', false, $2, 'day', $2, $3 from file, ended`,
        [id, until, worker.personId],
      )
    }
    const slow = await openedCase(worker, { occurredOn: addDays(TODAY, -9) })
    const quick = await openedCase(worker, { occurredOn: addDays(TODAY, -8) })
    const { lines } = await page(worker, { stage: 'contact' })
    expect(lines.map(({ code, late }) => [code, late])).toEqual([
      [slow.code, true],
      [quick.code, false],
    ])
  })
})

test('the count is in words that need no exact total: no more than 201 are counted', async () => {
  const { count, pressing } = await page(mina)
  expect(count).toBe(60)
  expect(pressing).toBe(3)
})

test('a look at the list is recorded by its filters, and never by what was typed', async () => {
  await page(mina, { group: 'student', q: 'canary' })
  const fact = (await factsOf('case.list')).at(-1)
  expect(fact).toMatchObject({ result: 'done', detail: { group: 'student', sort: 'wait' } })
  expect(JSON.stringify(fact)).not.toContain('canary')
})
