import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { ScreeningResult } from '../../../lib/domain/pathway/vocabulary.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { screeningSchema } from '../../../lib/features/screening/schema.ts'
import { recordScreening } from '../../../lib/features/screening/service.ts'
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
    infiltration: 'clear' as ScreeningResult,
    coercion: 'clear' as ScreeningResult,
    occurredOn: TODAY,
    explanation: '',
  }
}

const promises = {
  action: 'screening.record',
  table: 'screening',
  schema: screeningSchema,
  record: recordScreening,
  filled,
  changed: { explanation: 'Known to the parish for two years' },
  onCallMay: false,
}
keepsRecordPromises(promises)
refusesTheFuture(promises)

let cast: Cast
beforeAll(async () => {
  cast = await makeCast()
})

test('the worse of the two answers is what counts afterwards', async () => {
  const values = {
    ...filled(cast.mine.id),
    coercion: 'failed' as const,
    explanation: 'Speaks only when the other man nods 😶',
  }
  expect(await recordScreening(cast.mina, screeningSchema.parse(values), formOf(values))).toEqual(
    granted(null),
  )
  expect(
    await look('select infiltration, coercion, result, explanation from screening where id = $1', [
      values.id,
    ]),
  ).toEqual([
    {
      infiltration: 'clear',
      coercion: 'failed',
      result: 'failed',
      explanation: 'Speaks only when the other man nods 😶',
    },
  ])
})

test('a doubt is explained, a clear answer need not be', () => {
  const values = filled(cast.mine.id)
  expect(problemsIn(screeningSchema, { ...values, infiltration: 'concern' })).toEqual({
    explanation: 'required',
  })
  expect(problemsIn(screeningSchema, values)).toEqual({})
})

test('an answer that is not one of the three, and a text without end, are told at their fields', () => {
  const values = { ...filled(cast.mine.id), coercion: 'maybe', explanation: 'x'.repeat(10_000) }
  expect(problemsIn(screeningSchema, values)).toEqual({ coercion: 'not-a-choice', explanation: 'too-long' })
})

test('all that is missing is told at once', () => {
  const values = {
    caseId: randomUUID(),
    id: randomUUID(),
    infiltration: 'failed',
    occurredOn: '',
    explanation: '',
  }
  expect(problemsIn(screeningSchema, values)).toEqual({
    coercion: 'not-a-choice',
    occurredOn: 'required',
    explanation: 'required',
  })
  expect(problemsIn(screeningSchema, { ...values, infiltration: undefined })).toEqual({
    infiltration: 'not-a-choice',
    coercion: 'not-a-choice',
    occurredOn: 'required',
  })
})
