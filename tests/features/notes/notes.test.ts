import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { granted } from '../../../lib/domain/refusal.ts'
import { noteSchema } from '../../../lib/features/notes/schema.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { formOf } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { keepsRecordPromises, makeCast, problemsIn, type Cast } from '../../support/record-promises.ts'

function filled(caseId: string) {
  return { caseId, id: randomUUID(), body: 'Warm clothes bought, phone replaced.' }
}

keepsRecordPromises({
  action: 'note.write',
  table: 'note',
  schema: noteSchema,
  record: writeNote,
  filled,
  changed: { body: 'Something else.' },
  onCallMay: true,
})

let cast: Cast
beforeAll(async () => {
  cast = await makeCast()
})

test('a note of several lines, scripts and emoji is kept as it was written', async () => {
  const values = {
    ...filled(cast.mine.id),
    body: ' 따뜻한 옷 🧥\r\nТелефон заменён\u200f\n\u202eevil\u0000 ',
  }
  expect(await writeNote(cast.mina, noteSchema.parse(values), formOf(values))).toEqual(granted(null))
  expect(await look('select body from note where id = $1', [values.id])).toEqual([
    { body: '따뜻한 옷 🧥\nТелефон заменён\u200f\nevil' },
  ])
})

test('a note of 10,000 characters is told at its field, one of 4,000 is taken', () => {
  const values = filled(cast.mine.id)
  expect(problemsIn(noteSchema, { ...values, body: 'ㄴ'.repeat(10_000) })).toEqual({ body: 'too-long' })
  expect(problemsIn(noteSchema, { ...values, body: 'ㄴ'.repeat(4_000) })).toEqual({})
  expect(problemsIn(noteSchema, { ...values, body: ' \n ' })).toEqual({ body: 'required' })
})
