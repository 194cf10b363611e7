/** Days, partial dates and instants as the reader's language writes them. Calendar days know no time zone. */
import { useFormatter } from 'next-intl'
import { parsePartialDate } from '../domain/calendar/partial-date.ts'

/** `2022-09-14` → 14 Sept 2022, with the weekday where a deadline is meant. */
export function Day({ value, weekday = false }: { value: string; weekday?: boolean }) {
  const format = useFormatter()
  return (
    <time dateTime={value}>
      {format.dateTime(new Date(`${value}T00:00:00Z`), weekday ? 'weekdayYear' : 'day', { timeZone: 'UTC' })}
    </time>
  )
}

/** `2022-09` → September 2022; `2022` → 2022. What cannot be read is shown as it stands. */
export function PartialDay({ value }: { value: string }) {
  const format = useFormatter()
  const date = parsePartialDate(value)
  if (date === null) return <span>{value}</span>
  return (
    <time dateTime={value}>
      {format.dateTime(new Date(`${date.on}T00:00:00Z`), date.precision, { timeZone: 'UTC' })}
    </time>
  )
}

/** An instant by the team's clock. */
export function Moment({ value, timeZone }: { value: string; timeZone: string }) {
  const format = useFormatter()
  return <time dateTime={value}>{format.dateTime(new Date(value), 'moment', { timeZone })}</time>
}
