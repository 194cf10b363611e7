import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { screeningSchema } from '../../../lib/features/screening/schema.ts'
import { recordScreening } from '../../../lib/features/screening/service.ts'
import { keepsRecordPromises, problemsIn, TODAY } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const screenings = keepsRecordPromises({
  action: 'screening.record',
  table: 'screening',
  schema: screeningSchema,
  record: recordScreening,
  filled: (caseId) => ({
    caseId,
    id: randomUUID(),
    infiltration: 'clear' as const,
    coercion: 'clear' as const,
    occurredOn: TODAY,
    explanation: '',
  }),
  changed: { explanation: 'Known to the parish for two years' },
  onDuty: 'none',
  saysWhen: true,
})

test('the worse of the two answers is what counts afterwards', async () => {
  const values = {
    ...screenings.filled(),
    coercion: 'failed' as const,
    explanation: 'Speaks only when the other man nods 😶',
  }
  await screenings.save(values)
  expect(
    await peek('screening', 'infiltration, coercion, result, explanation', 'id = $1', [values.id]),
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
  const values = screenings.filled()
  expect(problemsIn(screeningSchema, { ...values, infiltration: 'concern' })).toEqual({
    explanation: 'required',
  })
  expect(problemsIn(screeningSchema, values)).toEqual({})
})

test('an answer that is not one of the three, and a text without end, are told at their fields', () => {
  const values = { ...screenings.filled(), coercion: 'maybe', explanation: 'x'.repeat(10_000) }
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
