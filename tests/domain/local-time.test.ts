import { expect, test } from 'vitest'
import { clockAt, instantAt, isClockTime } from '../../lib/domain/calendar/local-time.ts'

const iso = (at: number) => new Date(at).toISOString()

test('nine in the evening is another instant in Vladivostok than in Moscow', () => {
  expect(iso(instantAt('2026-11-22', '21:00', 'Asia/Vladivostok'))).toBe('2026-11-22T11:00:00.000Z')
  expect(iso(instantAt('2026-11-22', '21:00', 'Europe/Moscow'))).toBe('2026-11-22T18:00:00.000Z')
  expect(iso(instantAt('2026-11-22', '00:00', 'Asia/Seoul'))).toBe('2026-11-21T15:00:00.000Z')
})

test('the day on which the clocks change has the right instants before and after the change', () => {
  expect(iso(instantAt('2026-03-29', '01:30', 'Europe/Berlin'))).toBe('2026-03-29T00:30:00.000Z')
  expect(iso(instantAt('2026-03-29', '03:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z')
  expect(iso(instantAt('2026-10-25', '01:30', 'Europe/Berlin'))).toBe('2026-10-24T23:30:00.000Z')
  expect(iso(instantAt('2026-10-25', '03:30', 'Europe/Berlin'))).toBe('2026-10-25T02:30:00.000Z')
})

test('a time that the clocks skip is when they would have shown it, one that they show twice is the earlier', () => {
  expect(iso(instantAt('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z')
  expect(iso(instantAt('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z')
})

test('the clock of a zone is read back', () => {
  expect(clockAt(Date.parse('2026-11-22T11:00:00Z'), 'Asia/Vladivostok')).toBe('21:00')
  expect(clockAt(Date.parse('2026-11-22T13:59:59.999Z'), 'Asia/Vladivostok')).toBe('23:59')
})

test('a time of the day has two digits of each', () => {
  expect(['00:00', '09:05', '23:59'].map(isClockTime)).toEqual([true, true, true])
  expect(['24:00', '9:05', '21:60', '', '21.00', '21:00:00'].map(isClockTime)).toEqual(Array(6).fill(false))
})
