/**
 * Dates as people remember them: to the day, the month or the year, written as ISO 8601-1:2019 §5.2.2 reduced
 * representations (`2022-09-14`, `2022-09`, `2022`).
 *
 * Every function is pure: what today is comes in as a day, because each team has its own time zone.
 */
export const PRECISIONS = ['day', 'month', 'year'] as const
export type Precision = (typeof PRECISIONS)[number]

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

/** First day of what was said, with how exactly it was said. */
export type PartialDate = { readonly on: Day; readonly precision: Precision }

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Reads `2022`, `2022-09` or `2022-09-14`; null for anything else and for days that do not exist. */
export function parsePartialDate(text: string): PartialDate | null {
  const match = SHAPE.exec(text)
  if (match === null) return null
  const [, year, month, day] = match
  if (year === undefined || Number(year) < 1900) return null
  if (month === undefined) return { on: `${year}-01-01`, precision: 'year' }
  if (day === undefined)
    return isDay(`${year}-${month}-01`) ? { on: `${year}-${month}-01`, precision: 'month' } : null
  return isDay(text) ? { on: text, precision: 'day' } : null
}

/** The text that `parsePartialDate` reads back to the same value. */
export function formatPartialDate(date: PartialDate): string {
  const lengths = { day: 10, month: 7, year: 4 } satisfies Record<Precision, number>
  return date.on.slice(0, lengths[date.precision])
}

/** True for an existing calendar day written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  // The calendar of the database begins with the year 1.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

/** The last day that the partial date may mean, itself included. */
export function lastDay(date: PartialDate): Day {
  const year = Number(date.on.slice(0, 4))
  const month = Number(date.on.slice(5, 7))
  switch (date.precision) {
    case 'day':
      return date.on
    case 'month':
      return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
    case 'year':
      return `${date.on.slice(0, 4)}-12-31`
  }
}

/** `day` moved by whole days, forwards or (negative) backwards. */
export function addDays(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** Whole days from `from` to `until`; negative when `until` lies before. */
export function daysBetween(from: Day, until: Day): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/**
 * The calendar day at an instant in a time zone.
 *
 * @param at milliseconds since 1970-01-01T00:00Z
 * @param timeZone IANA name, such as `Asia/Vladivostok`; an unknown one throws RangeError
 */
export function dayAt(at: number, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return parts.format(at)
}
