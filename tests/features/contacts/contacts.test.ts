import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { granted } from '../../../lib/domain/refusal.ts'
import { recordContact as recordFirstContact } from '../../../lib/features/contacts/effects.ts'
import { contactSchema } from '../../../lib/features/contacts/schema.ts'
import { recordContact } from '../../../lib/features/contacts/service.ts'
import { act } from '../../../lib/server/act/act.ts'
import { keepsRecordPromises, problemsIn, TODAY } from '../../support/record-promises.ts'
import { peek } from '../../support/sealed.ts'

const contacts = keepsRecordPromises({
  action: 'contact.record',
  table: 'contact',
  schema: contactSchema,
  record: recordContact,
  filled: (caseId) => ({
    caseId,
    id: randomUUID(),
    result: 'reached' as const,
    channel: 'messenger' as const,
    civicGroup: 'A civic group',
    occurredOn: TODAY,
    safeHours: '20:30 to 22:00',
    safeWay: 'Write first, then let it ring twice',
  }),
  changed: { civicGroup: 'Another civic group' },
  onDuty: 'none',
  saysWhen: true,
})

async function stored(id: string) {
  const columns = 'channel, civic_group, reached, occurred_on::text, occurred_precision, safe_hours, safe_way'
  const rows = await peek('contact', columns, 'id = $1', [id])
  return rows[0]
}

test('a contact is kept as it was told, to the month when the day is not known', async () => {
  const values = { ...contacts.filled(), occurredOn: '2021-09' }
  await contacts.save(values)
  expect(await stored(values.id)).toEqual({
    channel: 'messenger',
    civic_group: 'A civic group',
    reached: true,
    occurred_on: '2021-09-01',
    occurred_precision: 'month',
    safe_hours: '20:30 to 22:00',
    safe_way: 'Write first, then let it ring twice',
  })
})

test('an attempt that failed needs no civic group, a contact that was made does', async () => {
  const values = { ...contacts.filled(), civicGroup: '  ' }
  expect(problemsIn(contactSchema, values)).toEqual({ civicGroup: 'required' })
  const attempt = { ...values, result: 'not-reached' as const }
  await contacts.save(attempt)
  expect(await stored(values.id)).toMatchObject({ reached: false, civic_group: '' })
})

test('emoji survive in a name, bidirectional overrides do not', async () => {
  const values = { ...contacts.filled(), civicGroup: 'Helping 🕊️ \u202ehands\u202c\u200f' }
  await contacts.save(values)
  expect(await stored(values.id)).toMatchObject({ civic_group: 'Helping 🕊️ hands\u200f' })
})

test('a text of 10,000 characters is told at its field', () => {
  const long = 'ㄱ'.repeat(10_000)
  const values = { ...contacts.filled(), civicGroup: long, safeWay: long }
  expect(problemsIn(contactSchema, values)).toEqual({ civicGroup: 'too-long', safeWay: 'too-long' })
})

test('opening a case records its first contact in the same transaction, or neither', async () => {
  const contact = {
    id: randomUUID(),
    channel: 'church' as const,
    civicGroup: 'A parish',
    reached: true,
    occurred: { on: '2026-01-01', precision: 'year' as const },
    safeHours: '',
    safeWay: '',
  }
  const fact = { action: 'note.write', subject: { kind: 'case', id: contacts.cast.mine.id } } as const
  const attempt = act(contacts.cast.mina, fact, async (tx, door) => {
    await recordFirstContact(tx, door.subjectId, door.personId, contact)
    throw new Error('the case could not be opened')
  })
  await expect(attempt).rejects.toThrow('act failed')
  expect(await stored(contact.id)).toBeUndefined()
  await act(contacts.cast.mina, fact, async (tx, door) => {
    await recordFirstContact(tx, door.subjectId, door.personId, contact)
    return granted(null)
  })
  expect(await stored(contact.id)).toMatchObject({ civic_group: 'A parish', occurred_precision: 'year' })
})
