import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import type { BasisPurpose } from '../../../lib/domain/pathway/vocabulary.ts'
import { basisSchema } from '../../../lib/features/bases/schema.ts'
import { recordBasis } from '../../../lib/features/bases/service.ts'
import { keepsRecordPromises, problemsIn, TODAY } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const bases = keepsRecordPromises({
  action: 'basis.record',
  table: 'data_basis',
  schema: basisSchema,
  record: recordBasis,
  filled: (caseId) => ({
    caseId,
    ids: {
      keep: randomUUID(),
      'share-unhcr': randomUUID(),
      'share-korea': randomUUID(),
      statistics: randomUUID(),
    },
    purposes: ['keep' as const, 'share-unhcr' as const],
    ground: 'consent' as const,
    occurredOn: TODAY,
    explanation: '',
  }),
  changed: { explanation: 'In writing' },
  onDuty: 'none',
  saysWhen: true,
})

function stored(ids: Readonly<Record<BasisPurpose, string>>) {
  const columns = 'purpose, ground, review_on::text, explanation'
  return peek('data_basis', columns, 'id = any($1) order by purpose', [Object.values(ids)])
}

test('one answer for several purposes is kept once for each of them, and for no other', async () => {
  const values = bases.filled()
  await bases.save(values)
  expect(await stored(values.ids)).toEqual([
    { purpose: 'keep', ground: 'consent', review_on: null, explanation: '' },
    { purpose: 'share-unhcr', ground: 'consent', review_on: null, explanation: '' },
  ])
})

test('a purpose that is named twice is kept once', async () => {
  const values = { ...bases.filled(), purposes: ['keep', 'keep'] as BasisPurpose[] }
  await bases.save(values)
  expect(await stored(values.ids)).toHaveLength(1)
})

test('vital interest is looked at again in a week, even when it began long ago', async () => {
  const values = {
    ...bases.filled(),
    ground: 'vital-interest' as const,
    occurredOn: '2022',
    explanation: 'Detained, no lawyer has seen her yet',
  }
  await bases.save(values)
  expect(await stored(values.ids)).toMatchObject([
    { purpose: 'keep', review_on: addDays(TODAY, 7) },
    { purpose: 'share-unhcr', review_on: addDays(TODAY, 7) },
  ])
})

test('vital interest says why nobody could ask, a refusal needs no words', () => {
  const values = bases.filled()
  expect(problemsIn(basisSchema, { ...values, ground: 'vital-interest', explanation: ' \n ' })).toEqual({
    explanation: 'required',
  })
  expect(problemsIn(basisSchema, { ...values, ground: 'refused' })).toEqual({})
  expect(problemsIn(basisSchema, { ...values, ground: 'withdrawn' })).toEqual({})
})

test('an answer is about at least one purpose, and a text has an end', () => {
  const values = { ...bases.filled(), purposes: [], explanation: '가'.repeat(10_000) }
  expect(problemsIn(basisSchema, values)).toEqual({ purposes: 'required', explanation: 'too-long' })
})
