/** Opening a case: who may, what stands in the house afterwards, and what is refused. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { CODE_SHAPE } from '../../../lib/domain/code-name.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { createCaseSchema } from '../../../lib/features/cases/schema.ts'
import { openNewCase } from '../../../lib/features/cases/service.ts'
import { factsOf, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { filledCase, openedCase, sendCase } from '../../support/new-case.ts'
import { problemsIn, TODAY, TOMORROW } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let oleg: PersonActor
let analyst: PersonActor

beforeAll(async () => {
  team = await makeTeam('Asia/Vladivostok')
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  oleg = await makePerson(['caseworker'], await makeTeam('Europe/Moscow'))
  analyst = await makePerson(['analyst'], null)
})

async function casesOf(id: string) {
  return look<{ code: string; stage: string; since: string; band: string | null; team_id: string }>(
    `select code, stage, stage_since::text as since, birth_year_band as band, team_id from case_file where id = $1`,
    [id],
  )
}

async function workersOf(caseId: string): Promise<readonly string[]> {
  const rows = await look<{ person_id: string }>('select person_id from assignment where case_id = $1', [
    caseId,
  ])
  return rows.map((row) => row.person_id)
}

describe('a caseworker opens a case', () => {
  test('and carries it: file, person, first contact and opening stand together', async () => {
    const values = filledCase({ hangul: ' 김철수 ', birthYear: 1992, phone: '+7 900 000 00 00' })
    const outcome = await sendCase(mina, values)
    expect(outcome.ok && CODE_SHAPE.test(outcome.value.code)).toBe(true)
    expect(await casesOf(values.id)).toMatchObject([
      { stage: 'contact', since: '2021-09-01', band: '1990-1994', team_id: team.id },
    ])
    expect(await workersOf(values.id)).toEqual([mina.personId])
    expect(await peek('identity', 'hangul, birth_year, phone, version', 'case_id = $1', [values.id])).toEqual(
      [{ hangul: '김철수', birth_year: '1992', phone: '+7 900 000 00 00', version: 1 }],
    )
    expect(
      await look(
        `select sequence, from_stage, stage, kind, occurred_on::text, occurred_precision, since::text, until
         from stage_spell where case_id = $1`,
        [values.id],
      ),
    ).toEqual([
      {
        sequence: 1,
        from_stage: 'start',
        stage: 'contact',
        kind: 'opening',
        occurred_on: '2021-09-01',
        occurred_precision: 'month',
        since: '2021-09-01',
        until: null,
      },
    ])
    expect(
      await peek('contact', 'channel, civic_group, reached, safe_hours', 'case_id = $1', [values.id]),
    ).toEqual([
      { channel: 'messenger', civic_group: 'A civic group', reached: true, safe_hours: '20:30 to 22:00' },
    ])
    expect((await factsOf('case.create')).at(-1)).toMatchObject({ result: 'done', subject: values.id })
  })

  test('but cannot give it to somebody else', async () => {
    const jun = await makePerson(['caseworker'], team)
    expect(await sendCase(mina, filledCase({ workerId: jun.personId }))).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { workerId: 'not-a-choice' },
    })
    expect((await sendCase(mina, filledCase({ workerId: mina.personId }))).ok).toBe(true)
  })

  test('and the log holds no name of the person', async () => {
    await openedCase(mina, { latin: 'Canary Surname' })
    const rows = await look<{ payload: Buffer }>('select payload from audit_entry')
    expect(rows.some(({ payload }) => payload.toString('utf8').includes('Canary'))).toBe(false)
  })
})

describe('a supervisor opens a case', () => {
  test('for a worker of the team', async () => {
    const { id } = await openedCase(suji, { workerId: mina.personId })
    expect(await workersOf(id)).toEqual([mina.personId])
  })

  test('but for nobody else, and never for nobody', async () => {
    const gone = await makePerson(['caseworker'], team, { disabled: true })
    for (const workerId of [oleg.personId, gone.personId, suji.personId, randomUUID()]) {
      expect(await sendCase(suji, filledCase({ workerId }))).toMatchObject({
        fields: { workerId: 'not-a-choice' },
      })
    }
    expect(await sendCase(suji, filledCase())).toMatchObject({ fields: { workerId: 'required' } })
  })

  test('and is offered the workers of the team, whom a caseworker is not', async () => {
    const offered = await openNewCase(suji)
    expect(offered.ok && offered.value.workers.map(({ id }) => id)).toContain(mina.personId)
    expect(offered.ok && offered.value.workers.map(({ id }) => id)).not.toContain(oleg.personId)
    const own = await openNewCase(mina)
    expect(own.ok && own.value.workers).toEqual([])
  })
})

test('an analyst opens no case, nor its page', async () => {
  expect(await sendCase(analyst, filledCase())).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await openNewCase(analyst)).toEqual({ ok: false, refusal: 'not-allowed' })
})

describe('a household', () => {
  test('is joined by the code of a case in reach', async () => {
    const first = await openedCase(mina)
    const second = await openedCase(mina, { householdOf: ` ${first.code.toUpperCase()} ` })
    const rows = await look<{ homes: number }>(
      'select count(distinct household_id)::int as homes from case_file where id = any ($1)',
      [[first.id, second.id]],
    )
    expect(rows).toEqual([{ homes: 1 }])
  })

  test('of a foreign case looks like one that does not exist', async () => {
    const foreign = await openedCase(oleg)
    for (const householdOf of [foreign.code, 'banana-11']) {
      expect(await sendCase(mina, filledCase({ householdOf }))).toEqual({
        ok: false,
        refusal: 'invalid',
        fields: { householdOf: 'no-such-case' },
      })
    }
  })

  test('of the team is joined by the supervisor, though the case is not theirs', async () => {
    const first = await openedCase(mina)
    expect((await sendCase(suji, filledCase({ householdOf: first.code, workerId: mina.personId }))).ok).toBe(
      true,
    )
  })
})

describe('a form of a new case', () => {
  test('that is sent twice opens one case and answers with its code', async () => {
    const values = filledCase()
    const key = randomUUID()
    const [first, second] = await Promise.all([sendCase(mina, values, key), sendCase(mina, values, key)])
    expect(first.ok).toBe(true)
    expect(second).toEqual(first)
    expect(await casesOf(values.id)).toHaveLength(1)
  })

  test('whose id is taken is refused and changes nothing', async () => {
    const values = filledCase({ sector: 'logging' })
    expect((await sendCase(mina, values)).ok).toBe(true)
    const before = await casesOf(values.id)
    expect((await sendCase(mina, values)).ok).toBe(false)
    expect(await sendCase(oleg, values)).toEqual({ ok: false, refusal: 'key-reused' })
    expect(await casesOf(values.id)).toEqual(before)
    expect(await workersOf(values.id)).toEqual([mina.personId])
  })

  test('tells of a first contact tomorrow at its field, and takes today', async () => {
    expect(await sendCase(mina, filledCase({ occurredOn: TOMORROW }))).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { occurredOn: 'in-future' },
    })
    expect((await sendCase(mina, filledCase({ occurredOn: TODAY }))).ok).toBe(true)
  })

  test('tells of a birth year that has not come', async () => {
    expect(await sendCase(mina, filledCase({ birthYear: Number(TODAY.slice(0, 4)) + 1 }))).toMatchObject({
      fields: { birthYear: 'in-future' },
    })
  })

  test('tells of every wrong field at once', () => {
    const wrong = {
      ...filledCase(),
      group: '',
      federalDistrict: 'moon',
      occurredOn: '2021-02-30',
      civicGroup: '  ',
      hangul: 'ㄱ'.repeat(121),
      birthYear: 1492,
      householdOf: 'not a code',
    }
    expect(problemsIn(createCaseSchema, wrong)).toEqual({
      group: 'not-a-choice',
      federalDistrict: 'not-a-choice',
      occurredOn: 'not-a-date',
      civicGroup: 'required',
      hangul: 'too-long',
      birthYear: 'too-small',
      householdOf: 'no-such-case',
    })
  })

  test('keeps emoji in a name and drops what turns the direction of text', async () => {
    const { id } = await openedCase(mina, { latin: 'Lee \u202eevE\u202c 🕊️', aliases: 'a\u0000b' })
    expect(await peek('identity', 'latin, aliases', 'case_id = $1', [id])).toEqual([
      { latin: 'Lee evE 🕊️', aliases: 'ab' },
    ])
  })
})
