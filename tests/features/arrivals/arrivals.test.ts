import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { arrivalSchema } from '../../../lib/features/arrivals/schema.ts'
import { recordArrival } from '../../../lib/features/arrivals/service.ts'
import { keepsRecordPromises, problemsIn, TODAY } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const arrivals = keepsRecordPromises({
  action: 'arrival.record',
  table: 'arrival',
  schema: arrivalSchema,
  record: recordArrival,
  filled: (caseId) => ({ caseId, id: randomUUID(), occurredOn: TODAY, confirmedBy: 'The person, by phone' }),
  changed: { confirmedBy: 'Somebody else' },
  onDuty: 'none',
  saysWhen: true,
})

test('an arrival is kept with who confirmed it, in any script', async () => {
  const values = { ...arrivals.filled(), occurredOn: '2022-11', confirmedBy: '하나원 🏠\u202e' }
  await arrivals.save(values)
  expect(
    await peek('arrival', 'occurred_on::text, occurred_precision, confirmed_by', 'id = $1', [values.id]),
  ).toEqual([{ occurred_on: '2022-11-01', occurred_precision: 'month', confirmed_by: '하나원 🏠' }])
})

test('an arrival that nobody confirmed is not confirmed', () => {
  const values = arrivals.filled()
  expect(problemsIn(arrivalSchema, { ...values, confirmedBy: ' ' })).toEqual({ confirmedBy: 'required' })
  expect(problemsIn(arrivalSchema, { ...values, confirmedBy: 'x'.repeat(10_000) })).toEqual({
    confirmedBy: 'too-long',
  })
})
