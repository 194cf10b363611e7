import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { granted } from '../../../lib/domain/refusal.ts'
import { arrivalSchema } from '../../../lib/features/arrivals/schema.ts'
import { recordArrival } from '../../../lib/features/arrivals/service.ts'
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
  return { caseId, id: randomUUID(), occurredOn: TODAY, confirmedBy: 'The person, by phone' }
}

const promises = {
  action: 'arrival.record',
  table: 'arrival',
  schema: arrivalSchema,
  record: recordArrival,
  filled,
  changed: { confirmedBy: 'Somebody else' },
  onCallMay: false,
}
keepsRecordPromises(promises)
refusesTheFuture(promises)

let cast: Cast
beforeAll(async () => {
  cast = await makeCast()
})

test('an arrival is kept with who confirmed it, in any script', async () => {
  const values = { ...filled(cast.mine.id), occurredOn: '2022-11', confirmedBy: '하나원 🏠\u202e' }
  expect(await recordArrival(cast.mina, arrivalSchema.parse(values), formOf(values))).toEqual(granted(null))
  expect(
    await look('select occurred_on::text, occurred_precision, confirmed_by from arrival where id = $1', [
      values.id,
    ]),
  ).toEqual([{ occurred_on: '2022-11-01', occurred_precision: 'month', confirmed_by: '하나원 🏠' }])
})

test('an arrival that nobody confirmed is not confirmed', () => {
  const values = filled(cast.mine.id)
  expect(problemsIn(arrivalSchema, { ...values, confirmedBy: ' ' })).toEqual({ confirmedBy: 'required' })
  expect(problemsIn(arrivalSchema, { ...values, confirmedBy: 'x'.repeat(10_000) })).toEqual({
    confirmedBy: 'too-long',
  })
})
