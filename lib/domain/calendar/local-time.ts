/** The clock on the wall of a team: what a local date and time mean as an instant, whatever the machine's own zone. */
import type { Day } from './partial-date.ts'

const DAY_MS = 86_400_000
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/

/** True for a time of the day written `HH:MM`. */
export function isClockTime(text: string): boolean {
  return CLOCK.test(text)
}

/**
 * The instant at which the clocks of a time zone show a day and a time. Where the clocks jump over it, the instant at
 * which they would have shown it; where they show it twice, the earlier one.
 *
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`
 * @param timeZone IANA name
 * @returns milliseconds since 1970-01-01T00:00Z
 */
export function instantAt(day: Day, time: string, timeZone: string): number {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const [before, after] = [-DAY_MS, DAY_MS].map((away) => shown - offsetAt(shown + away, timeZone))
  if (before === undefined || after === undefined) throw new Error('two offsets make two candidates')
  const isAfter = offsetAt(before, timeZone) !== shown - before && offsetAt(after, timeZone) === shown - after
  return isAfter ? after : before
}

/** The time of the day that the clocks of a time zone show, `HH:MM`. */
export function clockAt(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(11, 16)
}

/** Milliseconds by which the clocks of a time zone are ahead of UTC at an instant. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  const date = `${read('year')}-${read('month')}-${read('day')}`
  const shown = Date.parse(`${date}T${read('hour')}:${read('minute')}:${read('second')}Z`)
  return shown - Math.floor(at / 1_000) * 1_000
}
