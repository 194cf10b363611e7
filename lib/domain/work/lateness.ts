/** How pressing a task is: the groups in which people read their day, by the days of their team. */
import { clockAt } from '../calendar/local-time.ts'
import { lateness } from '../calendar/lateness.ts'

/** In the order in which they are worked off. */
const LATENESS_GROUPS = ['critically-overdue', 'overdue', 'due-today', 'due-soon', 'later'] as const
export type LatenessGroup = (typeof LATENESS_GROUPS)[number]

/** A task that is more days overdue than this is critically overdue. */
const CRITICAL_DAYS = 7
/** A task that is due within so many days is due soon. */
const SOON_DAYS = 7

/** What a task without an hour is due at: the last minute of its day. */
export const END_OF_DAY = '23:59'

/** `day` for a task that was given no hour. */
export function duePrecision(due: number, timeZone: string): 'day' | 'time' {
  return clockAt(due, timeZone) === END_OF_DAY ? 'day' : 'time'
}

/**
 * The group of a task.
 *
 * @param due milliseconds since 1970-01-01T00:00Z
 * @param now the same
 * @param timeZone whose days count
 */
export function latenessGroup(due: number, now: number, timeZone: string): LatenessGroup {
  const late = lateness(due, now, timeZone, duePrecision(due, timeZone))
  switch (late.kind) {
    case 'overdue':
      return late.unit === 'days' && late.count > CRITICAL_DAYS ? 'critically-overdue' : 'overdue'
    case 'today':
      return 'due-today'
    case 'tomorrow':
      return 'due-soon'
    case 'later':
      return late.days <= SOON_DAYS ? 'due-soon' : 'later'
  }
}

export type Grouped<T> = { readonly group: LatenessGroup; readonly items: readonly T[] }

/** Puts items into their groups, the most pressing first; groups that hold nothing are left out. */
export function groupByLateness<T extends { readonly dueAt: string }>(
  items: readonly T[],
  now: number,
  timeZone: string,
): readonly Grouped<T>[] {
  const ordered = items.toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))
  return LATENESS_GROUPS.map((group) => ({
    group,
    items: ordered.filter((item) => latenessGroup(Date.parse(item.dueAt), now, timeZone) === group),
  })).filter(({ items: found }) => found.length > 0)
}
