import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { protectionSchema } from '../../../lib/features/protection/schema.ts'
import { recordProtection } from '../../../lib/features/protection/service.ts'
import { look } from '../../support/database.ts'
import { keepsRecordPromises, problemsIn, TODAY } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const steps = keepsRecordPromises({
  action: 'protection.record',
  table: 'protection_step',
  schema: protectionSchema,
  record: recordProtection,
  filled: (caseId) => ({
    caseId,
    id: randomUUID(),
    track: 'unhcr' as const,
    status: 'certificate' as const,
    occurredOn: TODAY,
    expiresOn: '',
    reference: '',
  }),
  changed: { reference: '123' },
  onDuty: 'none',
  saysWhen: true,
})

async function record(changes: Partial<ReturnType<typeof steps.filled>>) {
  const values = { ...steps.filled(), ...changes }
  await steps.save(values)
  const rows = await look(
    `select track, status, occurred_on::text, occurred_precision, expires_on::text
     from protection_step where id = $1`,
    [values.id],
  )
  const [number] = await peek('protection_number', 'reference', 'step_id = $1', [values.id])
  return { ...rows[0], reference: number?.['reference'] ?? '' }
}

test('a certificate is kept with the day on which it ends and its number', async () => {
  expect(
    await record({ occurredOn: '2022-10', expiresOn: '2099-01-12', reference: ' 815-22 C\u202e00412 ' }),
  ).toEqual({
    track: 'unhcr',
    status: 'certificate',
    occurred_on: '2022-10-01',
    occurred_precision: 'month',
    expires_on: '2099-01-12',
    reference: '815-22 C00412',
  })
})

test('a step that does not run out keeps no day of expiry', async () => {
  expect(await record({ status: 'appointment', expiresOn: '2099-01-12' })).toMatchObject({ expires_on: null })
  expect(await record({ track: 'interior-ministry', status: 'temporary-asylum' })).toMatchObject({
    status: 'temporary-asylum',
    expires_on: null,
  })
})

test('a status of another track is no choice, one of its own is', () => {
  const values = steps.filled()
  expect(problemsIn(protectionSchema, { ...values, track: 'korea', status: 'registered' })).toEqual({
    status: 'not-a-choice',
  })
  expect(problemsIn(protectionSchema, { ...values, track: 'korea', status: 'exit-granted' })).toEqual({})
})

test('nothing ends before it began', () => {
  const values = { ...steps.filled(), occurredOn: '2022-10-12' }
  expect(problemsIn(protectionSchema, { ...values, expiresOn: '2022-10-11' })).toEqual({
    expiresOn: 'end-before-start',
  })
  expect(problemsIn(protectionSchema, { ...values, expiresOn: '2022-10-12' })).toEqual({})
  expect(problemsIn(protectionSchema, { ...values, expiresOn: '2022-10' })).toEqual({
    expiresOn: 'not-a-date',
  })
})

test('a number of 10,000 characters is told at its field', () => {
  const values = { ...steps.filled(), reference: '8'.repeat(10_000) }
  expect(problemsIn(protectionSchema, values)).toEqual({ reference: 'too-long' })
})
