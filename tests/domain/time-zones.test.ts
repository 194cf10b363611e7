/** Which time zones a team can be set to. */
import { expect, test } from 'vitest'
import { HOME_ZONES, isTimeZone, otherZones, utcOffset } from '../../lib/domain/calendar/time-zones.ts'

test.each([...HOME_ZONES, 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Ulaanbaatar'])(
  '%s is one',
  (zone) => {
    expect(isTimeZone(zone)).toBe(true)
  },
)

test.each(['', 'Moscow', 'Asia/Pyongyangg', '+03:00', 'EST', 'Etc/GMT+3', "Asia/Seoul'; --", 'asia/seoul'])(
  '%s is none',
  (text) => {
    expect(isTimeZone(text)).toBe(false)
  },
)

test('every place is offered once', () => {
  const offered = [...HOME_ZONES, ...otherZones()]
  expect(new Set(offered).size).toBe(offered.length)
  expect(offered).toContain('Asia/Tokyo')
})

test('the distance from UTC is that of the day, summer time included', () => {
  expect(utcOffset('Asia/Vladivostok', new Date('2026-07-01T00:00:00Z'))).toBe('UTC+10')
  expect(utcOffset('Europe/London', new Date('2026-07-01T00:00:00Z'))).toBe('UTC+1')
  expect(utcOffset('Europe/London', new Date('2026-01-01T00:00:00Z'))).toBe('UTC')
  expect(utcOffset('Asia/Kolkata', new Date('2026-01-01T00:00:00Z'))).toBe('UTC+5:30')
})
