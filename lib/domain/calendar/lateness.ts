/** How late something is, in the terms in which people say it: by minutes and hours today, by days otherwise. */
import { dayAt, daysBetween } from './partial-date.ts'

export type Lateness =
  | { readonly kind: 'overdue'; readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'tomorrow' }
  | { readonly kind: 'later'; readonly days: number }

/**
 * @param due milliseconds since 1970-01-01T00:00Z
 * @param now the same
 * @param timeZone whose days count
 * @param precision `day` when no hour was set: then nothing is late before its day is over
 */
export function lateness(due: number, now: number, timeZone: string, precision: 'day' | 'time'): Lateness {
  const days = daysBetween(dayAt(now, timeZone), dayAt(due, timeZone))
  if (days < 0) return { kind: 'overdue', unit: 'days', count: -days }
  if (days === 0) {
    const minutes = Math.floor((now - due) / 60_000)
    if (precision === 'day' || minutes < 1) return { kind: 'today' }
    return minutes < 60
      ? { kind: 'overdue', unit: 'minutes', count: minutes }
      : { kind: 'overdue', unit: 'hours', count: Math.floor(minutes / 60) }
  }
  return days === 1 ? { kind: 'tomorrow' } : { kind: 'later', days }
}
