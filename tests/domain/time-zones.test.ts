/** Which time zones a team can be set to. */
import { expect, test } from 'vitest'
import { HOME_ZONES, isTimeZone, otherZones } from '../../lib/domain/calendar/time-zones.ts'

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
