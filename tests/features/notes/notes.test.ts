import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { noteSchema } from '../../../lib/features/notes/schema.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { keepsRecordPromises, problemsIn } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const notes = keepsRecordPromises({
  action: 'note.write',
  table: 'note',
  schema: noteSchema,
  record: writeNote,
  filled: (caseId) => ({ caseId, id: randomUUID(), body: 'Warm clothes bought, phone replaced.' }),
  changed: { body: 'Something else.' },
  onDuty: 'critical',
  saysWhen: false,
})

test('a note of several lines, scripts and emoji is kept as it was written', async () => {
  const values = {
    ...notes.filled(),
    body: ' 따뜻한 옷 🧥\r\nТелефон заменён\u200f\n\u202eevil\u0000 ',
  }
  await notes.save(values)
  expect(await peek('note', 'body', 'id = $1', [values.id])).toEqual([
    { body: '따뜻한 옷 🧥\nТелефон заменён\u200f\nevil' },
  ])
})

test('a note of 10,000 characters is told at its field, one of 4,000 is taken', () => {
  const values = notes.filled()
  expect(problemsIn(noteSchema, { ...values, body: 'ㄴ'.repeat(10_000) })).toEqual({ body: 'too-long' })
  expect(problemsIn(noteSchema, { ...values, body: 'ㄴ'.repeat(4_000) })).toEqual({})
  expect(problemsIn(noteSchema, { ...values, body: ' \n ' })).toEqual({ body: 'required' })
})
