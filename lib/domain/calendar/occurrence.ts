/** When something happened: as exactly as it is remembered, and never in the future of the team. */
import { granted, refusedField, type Outcome } from '../refusal.ts'
import { isDay, parsePartialDate, type Day, type PartialDate } from './partial-date.ts'

/**
 * Reads what somebody typed as the date of something that has happened.
 *
 * @param text `2022`, `2022-09` or `2022-09-14`
 * @param today the day it is for the team
 * @param field where a refusal is shown
 */
export function occurredBy(text: string, today: Day, field = 'occurredOn'): Outcome<PartialDate> {
  const date = parsePartialDate(text)
  if (date === null) return refusedField(field, 'not-a-date')
  return date.on > today ? refusedField(field, 'in-future') : granted(date)
}

/** The same for what must be known to the day. */
export function occurredOnDay(text: string, today: Day, field = 'occurredOn'): Outcome<Day> {
  if (!isDay(text)) return refusedField(field, 'not-a-date')
  return text > today ? refusedField(field, 'in-future') : granted(text)
}
