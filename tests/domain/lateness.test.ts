import { expect, test } from 'vitest'
import { lateness } from '../../lib/domain/calendar/lateness.ts'

const VLADIVOSTOK = 'Asia/Vladivostok'
/** Sunday 22 November 2026, 09:10 in Vladivostok (UTC+10), still Saturday in London. */
const now = Date.parse('2026-11-21T23:10:00Z')

test('a deadline of an hour is late by minutes, then by hours', () => {
  const due = Date.parse('2026-11-21T22:30:00Z')
  expect(lateness(due, now, VLADIVOSTOK, 'time')).toEqual({ kind: 'overdue', unit: 'minutes', count: 40 })
  expect(lateness(due, now + 3 * 3_600_000, VLADIVOSTOK, 'time')).toEqual({
    kind: 'overdue',
    unit: 'hours',
    count: 3,
  })
})

test('a deadline of a day is not late before its day is over', () => {
  const due = Date.parse('2026-11-21T14:30:00Z')
  expect(lateness(due, now, VLADIVOSTOK, 'day')).toEqual({ kind: 'today' })
  expect(lateness(due, now + 86_400_000, VLADIVOSTOK, 'day')).toEqual({
    kind: 'overdue',
    unit: 'days',
    count: 1,
  })
})

test('the days are those of the team, not of the machine', () => {
  const due = Date.parse('2026-11-21T12:00:00Z')
  expect(lateness(due, now, 'Europe/London', 'day')).toEqual({ kind: 'today' })
  expect(lateness(due, now, VLADIVOSTOK, 'day')).toEqual({ kind: 'overdue', unit: 'days', count: 1 })
})

test('what lies ahead is today, tomorrow or later', () => {
  const noon = Date.parse('2026-11-22T02:00:00Z')
  expect(lateness(noon, now, VLADIVOSTOK, 'time')).toEqual({ kind: 'today' })
  expect(lateness(noon + 86_400_000, now, VLADIVOSTOK, 'time')).toEqual({ kind: 'tomorrow' })
  expect(lateness(noon + 9 * 86_400_000, now, VLADIVOSTOK, 'time')).toEqual({ kind: 'later', days: 9 })
})
