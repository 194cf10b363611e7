/**
 * Days, partial dates and instants as the reader's language writes them. Calendar days know no time zone. Server and
 * browser may differ in a comma, which is no reason to draw the page again.
 */
import { useFormatter } from 'next-intl'
import { parsePartialDate } from '../domain/calendar/partial-date.ts'

type DayProps = {
  value: string
  /** Also the day of the week: where a deadline is meant. */
  weekday?: boolean
  /** The day it is for the team; a day of the same year then leaves the year out. */
  today?: string
}

/** `2022-09-14` → 14 Sept 2022. */
export function Day({ value, weekday = false, today }: DayProps) {
  const format = useFormatter()
  const sameYear = today?.slice(0, 4) === value.slice(0, 4)
  const shape = sameYear ? (weekday ? 'weekday' : 'dayOfYear') : weekday ? 'weekdayYear' : 'day'
  return (
    <time dateTime={value} suppressHydrationWarning>
      {format.dateTime(new Date(`${value}T00:00:00Z`), shape, { timeZone: 'UTC' })}
    </time>
  )
}

/** `2022-09` → September 2022; `2022` → 2022. What cannot be read is shown as it stands. */
export function PartialDay({ value }: { value: string }) {
  const format = useFormatter()
  const date = parsePartialDate(value)
  if (date === null) return <span>{value}</span>
  return (
    <time dateTime={value} suppressHydrationWarning>
      {format.dateTime(new Date(`${date.on}T00:00:00Z`), date.precision, { timeZone: 'UTC' })}
    </time>
  )
}

/** An instant by the team's clock. */
export function Moment({ value, timeZone }: { value: string; timeZone: string }) {
  const format = useFormatter()
  return (
    <time dateTime={value} suppressHydrationWarning>
      {format.dateTime(new Date(value), 'moment', { timeZone })}
    </time>
  )
}
