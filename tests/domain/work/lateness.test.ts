import { expect, test } from 'vitest'
import { instantAt } from '../../../lib/domain/calendar/local-time.ts'
import { groupByLateness, latenessGroup } from '../../../lib/domain/work/lateness.ts'

const VLADIVOSTOK = 'Asia/Vladivostok'
/** Sunday 22 November 2026, 09:10 in Vladivostok; still Saturday in London. */
const now = Date.parse('2026-11-21T23:10:00Z')

function group(day: string, time = '23:59', timeZone = VLADIVOSTOK) {
  return latenessGroup(instantAt(day, time, timeZone), now, timeZone)
}

test('more than seven days late is critical, seven days are not', () => {
  expect(group('2026-11-14')).toBe('critically-overdue')
  expect(group('2026-11-15')).toBe('overdue')
  expect(group('2026-11-21')).toBe('overdue')
})

test('a task without an hour is due all day, one with an hour is late when the hour is over', () => {
  expect(group('2026-11-22')).toBe('due-today')
  expect(group('2026-11-22', '09:00')).toBe('overdue')
  expect(group('2026-11-22', '21:00')).toBe('due-today')
})

test('tomorrow and the six days after it are soon, all else is later', () => {
  expect(group('2026-11-23')).toBe('due-soon')
  expect(group('2026-11-29')).toBe('due-soon')
  expect(group('2026-11-30')).toBe('later')
})

test('today is the day of the team', () => {
  expect(group('2026-11-21', '23:59', 'Europe/London')).toBe('due-today')
  expect(group('2026-11-21')).toBe('overdue')
})

test('groups come in the order of work, the oldest first, and empty ones are left out', () => {
  const task = (id: string, day: string) => ({
    id,
    dueAt: new Date(instantAt(day, '23:59', VLADIVOSTOK)).toISOString(),
  })
  const tasks = [task('later', '2027-01-01'), task('b', '2026-11-20'), task('a', '2026-11-18')]
  expect(
    groupByLateness(tasks, now, VLADIVOSTOK).map(({ group: name, items }) => [
      name,
      items.map(({ id }) => id),
    ]),
  ).toEqual([
    ['overdue', ['a', 'b']],
    ['later', ['later']],
  ])
})
