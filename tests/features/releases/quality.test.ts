/** How good the records are: counts for the analyst, who sees no case, and for nobody else. */
import { expect, test } from 'vitest'
import type { QualityField, QualityProblem } from '../../../lib/domain/work/questions.ts'
import { readQuality } from '../../../lib/features/record-quality/service.ts'
import { makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'

test('the analyst reads counts a field and reaches no case by them; others read none', async () => {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  const dan = await makePerson(['analyst'], null)
  const found = async (problem: QualityProblem, field: QualityField) => {
    const counted = await asApp(
      (client) =>
        client.query<{ found: number; of: number }>(
          `select found, "of" from law.record_quality() where problem = $1 and field = $2`,
          [problem, field],
        ),
      dan,
    )
    return [counted.rows[0]?.found ?? 0, counted.rows[0]?.of ?? 0]
  }
  expect(await found('missing', 'sex')).toEqual([0, 0])
  const one = await makeCase(team, [mina], 'transit')
  await makeCase(team, [mina])
  await look(`update case_file set sex = 'male' where id = $1`, [one.id])
  expect(await found('missing', 'sex')).toEqual([1, 2])
  expect(await found('missing', 'statistics-basis')).toEqual([2, 2])
  const step = `insert into protection_step (id, case_id, track, status, occurred_on, occurred_precision, expires_on, recorded_by)
    values (gen_random_uuid(), $1, 'unhcr', 'registered', current_date + $2::int, $3, current_date + $4::int, $5)`
  await look(step, [one.id, -1, 'day', 30, mina.personId])
  await look(step, [one.id, -30, 'day', 30, mina.personId])
  // Of a month or a year nobody can say how late it was written down.
  await look(step, [one.id, -60, 'month', -90, mina.personId])
  expect(await found('late', 'protection')).toEqual([1, 2])
  expect(await found('implausible', 'protection')).toEqual([1, 3])
  expect(await found('late', 'stage')).toEqual([0, 4])

  for (const role of ['caseworker', 'supervisor', 'director'] as const) {
    const other = await makePerson([role], team)
    expect(await readQuality(other)).toMatchObject({ refusal: 'not-allowed' })
    const told = await asApp((client) => client.query('select * from law.record_quality()'), other)
    expect(told.rowCount, role).toBe(0)
  }
  for (const table of ['case_file', 'protection_step', 'data_basis']) {
    expect((await asApp((client) => client.query(`select 1 from ${table}`), dan)).rowCount, table).toBe(0)
  }
})

test('the page tells groups and not one or two people: counts of one to four are "few", and have no share', async () => {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  const dan = await makePerson(['analyst'], null)
  const row = async () => {
    const page = await readQuality(dan)
    if (!page.ok) throw new Error(page.refusal)
    return page.value.rows.find(({ question }) => question === 'missing-passport')
  }
  const before = await look<{ n: number }>('select count(*)::int as n from case_file')
  for (let more = before[0]?.n ?? 0; more < 6; more++) await makeCase(team, [mina])
  await look(`update case_file set passport_withheld = 'no' where id <> (select id from case_file limit 1)`)
  expect(await row()).toMatchObject({ found: 'few', of: 6, share: null, open: 0, answered: 0 })
  await look(`update case_file set passport_withheld = 'unknown'`)
  expect(await row()).toMatchObject({ found: 6, of: 6, share: 1 })
})
