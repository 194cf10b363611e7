import { expect, test } from 'vitest'
import { occurredBy, occurredOnDay } from '../../lib/domain/calendar/occurrence.ts'

const today = '2026-11-22'

test('what happened is taken as exactly as it is remembered', () => {
  expect(occurredBy('2026', today)).toEqual({ ok: true, value: { on: '2026-01-01', precision: 'year' } })
  expect(occurredBy('2026-11', today)).toEqual({ ok: true, value: { on: '2026-11-01', precision: 'month' } })
  expect(occurredBy('2026-11-22', today)).toEqual({ ok: true, value: { on: '2026-11-22', precision: 'day' } })
})

test('nothing has happened tomorrow, next month or next year', () => {
  for (const text of ['2026-11-23', '2026-12', '2027']) {
    expect(occurredBy(text, today)).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { occurredOn: 'in-future' },
    })
  }
})

test('a day that does not exist is no date', () => {
  expect(occurredBy('2026-02-30', today, 'contact.occurredOn')).toEqual({
    ok: false,
    refusal: 'invalid',
    fields: { 'contact.occurredOn': 'not-a-date' },
  })
})

test('the year 0, which the database does not know, holds no day', () => {
  expect(occurredOnDay('0000-12-31', today)).toMatchObject({ fields: { occurredOn: 'not-a-date' } })
  expect(occurredOnDay('0001-01-01', today)).toEqual({ ok: true, value: '0001-01-01' })
})

test('where the day counts, a month is not enough', () => {
  expect(occurredOnDay('2026-11-22', today)).toEqual({ ok: true, value: '2026-11-22' })
  expect(occurredOnDay('2026-11', today)).toMatchObject({ fields: { occurredOn: 'not-a-date' } })
  expect(occurredOnDay('2026-11-23', today)).toMatchObject({ fields: { occurredOn: 'in-future' } })
})
