import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import type { BasisGround, BasisPurpose } from '../../../lib/domain/pathway/vocabulary.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import { basisSchema } from '../../../lib/features/bases/schema.ts'
import { recordBasis } from '../../../lib/features/bases/service.ts'
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
  const purposes: BasisPurpose[] = ['keep', 'share-unhcr']
  const ground: BasisGround = 'consent'
  return {
    caseId,
    ids: {
      keep: randomUUID(),
      'share-unhcr': randomUUID(),
      'share-korea': randomUUID(),
      statistics: randomUUID(),
    },
    purposes,
    ground: ground as BasisGround,
    occurredOn: TODAY,
    explanation: '',
  }
}

const promises = {
  action: 'basis.record',
  table: 'data_basis',
  schema: basisSchema,
  record: recordBasis,
  filled,
  changed: { explanation: 'In writing' },
  onCallMay: false,
}
keepsRecordPromises(promises)
refusesTheFuture(promises)

let cast: Cast
beforeAll(async () => {
  cast = await makeCast()
})

function stored(ids: Readonly<Record<BasisPurpose, string>>) {
  return look(
    `select purpose, ground, review_on::text, explanation from data_basis where id = any($1) order by purpose`,
    [Object.values(ids)],
  )
}

test('one answer for several purposes is kept once for each of them, and for no other', async () => {
  const values = filled(cast.mine.id)
  expect(await recordBasis(cast.mina, basisSchema.parse(values), formOf(values))).toEqual(granted(null))
  expect(await stored(values.ids)).toEqual([
    { purpose: 'keep', ground: 'consent', review_on: null, explanation: '' },
    { purpose: 'share-unhcr', ground: 'consent', review_on: null, explanation: '' },
  ])
})

test('a purpose that is named twice is kept once', async () => {
  const values = { ...filled(cast.mine.id), purposes: ['keep', 'keep'] as BasisPurpose[] }
  expect(await recordBasis(cast.mina, basisSchema.parse(values), formOf(values))).toEqual(granted(null))
  expect(await stored(values.ids)).toHaveLength(1)
})

test('vital interest is looked at again in a week, even when it began long ago', async () => {
  const values = {
    ...filled(cast.mine.id),
    ground: 'vital-interest' as const,
    occurredOn: '2022',
    explanation: 'Detained, no lawyer has seen her yet',
  }
  expect(await recordBasis(cast.mina, basisSchema.parse(values), formOf(values))).toEqual(granted(null))
  expect(await stored(values.ids)).toMatchObject([
    { purpose: 'keep', review_on: addDays(TODAY, 7) },
    { purpose: 'share-unhcr', review_on: addDays(TODAY, 7) },
  ])
})

test('vital interest says why nobody could ask, a refusal needs no words', () => {
  const values = filled(cast.mine.id)
  expect(problemsIn(basisSchema, { ...values, ground: 'vital-interest', explanation: ' \n ' })).toEqual({
    explanation: 'required',
  })
  expect(problemsIn(basisSchema, { ...values, ground: 'refused' })).toEqual({})
  expect(problemsIn(basisSchema, { ...values, ground: 'withdrawn' })).toEqual({})
})

test('an answer is about at least one purpose, and a text has an end', () => {
  const values = { ...filled(cast.mine.id), purposes: [], explanation: '가'.repeat(10_000) }
  expect(problemsIn(basisSchema, values)).toEqual({ purposes: 'required', explanation: 'too-long' })
})
