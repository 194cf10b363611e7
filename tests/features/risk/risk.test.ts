import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { riskSchema } from '../../../lib/features/risk/schema.ts'
import { recordRisk } from '../../../lib/features/risk/service.ts'
import { formOf } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import {
  keepsRecordPromises,
  makeCast,
  problemsIn,
  refusesTheFuture,
  TODAY,
  type Cast,
} from '../../support/record-promises.ts'

function filled(caseId: string) {
  return {
    caseId,
    id: randomUUID(),
    refoulement: 3,
    health: 1,
    exposure: 2,
    dependants: 1,
    occurredOn: TODAY,
    reviewOn: addDays(TODAY, 30),
    explanation: '',
  }
}

const promises = {
  action: 'risk.record',
  table: 'risk_assessment',
  schema: riskSchema,
  record: recordRisk,
  filled,
  changed: { health: 2 },
  onCallMay: false,
}
keepsRecordPromises(promises)
refusesTheFuture(promises)

let cast: Cast
beforeAll(async () => {
  cast = await makeCast()
})

test('the scores are kept as they were given, and one of 4 makes the whole high', async () => {
  const values = { ...filled(cast.mine.id), exposure: 4, explanation: 'His photograph is on a wall' }
  expect(await recordRisk(cast.mina, riskSchema.parse(values), formOf(values))).toEqual(granted(null))
  expect(
    await look(
      `select refoulement, health, exposure, dependants, high, review_on::text from risk_assessment where id = $1`,
      [values.id],
    ),
  ).toEqual([
    {
      refoulement: '3',
      health: '1',
      exposure: '4',
      dependants: '1',
      high: true,
      review_on: addDays(TODAY, 30),
    },
  ])
  const other = filled(cast.mine.id)
  await recordRisk(cast.mina, riskSchema.parse(other), formOf(other))
  expect(await look('select high from risk_assessment where id = $1', [other.id])).toEqual([{ high: false }])
})

test('the log learns that a risk is high, never what makes it so', async () => {
  const values = { ...filled(cast.mine.id), health: 5, explanation: 'Insulin has run out' }
  await recordRisk(cast.mina, riskSchema.parse(values), formOf(values))
  const [row] = await look<{ payload: Buffer }>(
    `select payload from audit_entry where action = 'risk.record' order by id desc limit 1`,
  )
  expect(JSON.parse(row?.payload.toString('utf8') ?? '')).toMatchObject({
    detail: { risk: values.id, high: true },
  })
  expect(row?.payload.toString('utf8')).not.toContain('Insulin')
})

test('a high risk is explained, another need not be', () => {
  const values = filled(cast.mine.id)
  expect(problemsIn(riskSchema, { ...values, refoulement: 5 })).toEqual({ explanation: 'required' })
  expect(problemsIn(riskSchema, values)).toEqual({})
})

test('the next review lies after the assessment, and not so far off that the case goes unseen', () => {
  const values = filled(cast.mine.id)
  expect(problemsIn(riskSchema, { ...values, reviewOn: TODAY })).toEqual({ reviewOn: 'end-before-start' })
  expect(problemsIn(riskSchema, { ...values, reviewOn: addDays(TODAY, 91) })).toEqual({
    reviewOn: 'too-far-ahead',
  })
  expect(problemsIn(riskSchema, { ...values, reviewOn: addDays(TODAY, 90) })).toEqual({})
  expect(problemsIn(riskSchema, { ...values, reviewOn: '' })).toEqual({ reviewOn: 'required' })
})

test('a score is a whole number from 1 to 5', () => {
  const values = { ...filled(cast.mine.id), refoulement: 0, health: 6, explanation: 'x'.repeat(10_000) }
  expect(problemsIn(riskSchema, values)).toEqual({
    refoulement: 'too-small',
    health: 'too-large',
    explanation: 'too-long',
  })
  expect(problemsIn(riskSchema, { ...filled(cast.mine.id), exposure: 2.5 })).toEqual({
    exposure: 'not-a-number',
  })
})
