import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import { riskSchema } from '../../../lib/features/risk/schema.ts'
import { recordRisk } from '../../../lib/features/risk/service.ts'
import { look } from '../../support/database.ts'
import { keepsRecordPromises, problemsIn, TODAY } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const risks = keepsRecordPromises({
  action: 'risk.record',
  table: 'risk_assessment',
  schema: riskSchema,
  record: recordRisk,
  filled: (caseId) => ({
    caseId,
    id: randomUUID(),
    refoulement: 3,
    health: 1,
    exposure: 2,
    dependants: 1,
    occurredOn: TODAY,
    reviewOn: addDays(TODAY, 30),
    explanation: '',
  }),
  changed: { health: 2 },
  onDuty: 'none',
  saysWhen: true,
})

test('the scores are kept as they were given, and one of 4 makes the whole high', async () => {
  const values = { ...risks.filled(), exposure: 4, explanation: 'His photograph is on a wall' }
  await risks.save(values)
  expect(
    await peek(
      'risk_assessment',
      'refoulement, health, exposure, dependants, high, review_on::text',
      'id = $1',
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
  const other = risks.filled()
  await risks.save(other)
  expect(await look('select high from risk_assessment where id = $1', [other.id])).toEqual([{ high: false }])
})

test('the log learns that a risk is high, never what makes it so', async () => {
  const values = { ...risks.filled(), health: 5, explanation: 'Insulin has run out' }
  await risks.save(values)
  const [row] = await look<{ payload: Buffer }>(
    `select payload from audit_entry where action = 'risk.record' order by id desc limit 1`,
  )
  expect(JSON.parse(row?.payload.toString('utf8') ?? '')).toMatchObject({
    detail: { risk: values.id, high: true },
  })
  expect(row?.payload.toString('utf8')).not.toContain('Insulin')
})

test('a high risk is explained, another need not be', () => {
  const values = risks.filled()
  expect(problemsIn(riskSchema, { ...values, refoulement: 5 })).toEqual({ explanation: 'required' })
  expect(problemsIn(riskSchema, values)).toEqual({})
})

test('the next review lies after the assessment, and not so far off that the case goes unseen', () => {
  const values = risks.filled()
  expect(problemsIn(riskSchema, { ...values, reviewOn: TODAY })).toEqual({ reviewOn: 'end-before-start' })
  expect(problemsIn(riskSchema, { ...values, reviewOn: addDays(TODAY, 91) })).toEqual({
    reviewOn: 'too-far-ahead',
  })
  expect(problemsIn(riskSchema, { ...values, reviewOn: addDays(TODAY, 90) })).toEqual({})
  expect(problemsIn(riskSchema, { ...values, reviewOn: '' })).toEqual({ reviewOn: 'required' })
})

test('a score is a whole number from 1 to 5', () => {
  const values = { ...risks.filled(), refoulement: 0, health: 6, explanation: 'x'.repeat(10_000) }
  expect(problemsIn(riskSchema, values)).toEqual({
    refoulement: 'too-small',
    health: 'too-large',
    explanation: 'too-long',
  })
  expect(problemsIn(riskSchema, { ...risks.filled(), exposure: 2.5 })).toEqual({
    exposure: 'not-a-number',
  })
})
