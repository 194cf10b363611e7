/** How good the records are: counts for the analyst, who sees no case, and for nobody else. */
import { expect, test } from 'vitest'
import type { QualityField, QualityProblem } from '../../../lib/features/record-quality/schema.ts'
import { readQuality } from '../../../lib/features/record-quality/service.ts'
import { makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'

test('the analyst reads counts a field and reaches no case by them; others read none', async () => {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  const dan = await makePerson(['analyst'], null)
  const found = async (problem: QualityProblem, field: QualityField) => {
    const outcome = await readQuality(dan)
    if (!outcome.ok) throw new Error(outcome.refusal)
    const row = outcome.value.find((one) => one.problem === problem && one.field === field)
    return [row?.found, row?.of]
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
