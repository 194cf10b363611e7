/** Days as whole numbers, and the clock of a team; formatting a hundred thousand dates must cost next to nothing. */
import { clockAt, instantAt } from '../../lib/domain/calendar/local-time.ts'
import type { Day, PartialDate, Precision } from '../../lib/domain/calendar/partial-date.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const written = new Map<number, Day>()

/** Days since 1970-01-01. */
export function numberOf(day: Day): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
}

/** The day with that number, `YYYY-MM-DD`. */
export function dayOf(number: number): Day {
  let day = written.get(number)
  if (day === undefined) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10)
    written.set(number, day)
  }
  return day
}

/** What somebody remembers of a day: its month or year only, when they were not more exact. */
export function remembered(number: number, precision: Precision): PartialDate {
  const day = dayOf(number)
  const on = { day, month: `${day.slice(0, 7)}-01`, year: `${day.slice(0, 4)}-01-01` }[precision]
  return { on, precision }
}

/** The wall clock of a team. None of our zones has changed its offset since 2019. */
export type Clock = {
  readonly timeZone: string
  /** Number of the day that is today. */
  readonly today: number
  /** The instant at which today began: nothing of the caseload was recorded after it. */
  readonly midnight: number
  /** The instant at an hour (such as 20.5) of a day. */
  at(day: number, hour: number): number
  /** Number of the local day at an instant. */
  dayAt(instant: number): number
}

/** The clock of a time zone on a day that is today there. */
export function clockOf(timeZone: string, today: Day): Clock {
  const number = numberOf(today)
  const midnight = instantAt(today, '00:00', timeZone)
  if (clockAt(midnight, timeZone) !== '00:00') throw new Error(`${today} has no midnight in ${timeZone}`)
  const offset = number * DAY_MS - midnight
  return {
    timeZone,
    today: number,
    midnight,
    at: (day, hour) => day * DAY_MS - offset + Math.round((hour * HOUR_MS) / 60_000) * 60_000,
    dayAt: (instant) => Math.floor((instant + offset) / DAY_MS),
  }
}

/** An instant as the database reads it; the caseload knows whole minutes only. */
export function iso(instant: number): string {
  const day = Math.floor(instant / DAY_MS)
  const minute = (instant - day * DAY_MS) / 60_000
  const time = MINUTES[minute]
  if (time === undefined) throw new Error('an instant between two minutes')
  return `${dayOf(day)}T${time}`
}

const MINUTES = Array.from({ length: 1_440 }, (_, minute) =>
  new Date(minute * 60_000).toISOString().slice(11),
)
