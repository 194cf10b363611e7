/** Periods: which are over, and whether two of them share a day. */
import { addDays } from '../calendar/partial-date.ts'
import { DEFINITIONS, LATE_DAYS, type DefinitionId, type Period } from './definitions.ts'

/** How a cohort stands is asked so many days after its year. */
const COHORT_DAYS = 365

/** The day as of which a period is counted: its last one, for a cohort a year later. */
export function asOf(definition: DefinitionId, { last }: Period): string {
  return definition === 'outcomes' ? addDays(last, COHORT_DAYS) : last
}

/** Whether a period is over and its late records are in. */
export function isClosed(definition: DefinitionId, period: Period, today: string): boolean {
  return addDays(asOf(definition, period), LATE_DAYS) < today
}

/** The closed periods of a definition since the year of a day, the newest first. */
export function closedPeriods(definition: DefinitionId, since: string, today: string): readonly Period[] {
  const years = Array.from(
    { length: Math.max(0, yearOf(today) - yearOf(since) + 1) },
    (_, index) => yearOf(today) - index,
  )
  const halves = DEFINITIONS[definition].months === 6
  return years
    .flatMap((year) => {
      const at = String(year)
      return halves
        ? [
            { first: `${at}-07-01`, last: `${at}-12-31` },
            { first: `${at}-01-01`, last: `${at}-06-30` },
          ]
        : [{ first: `${at}-01-01`, last: `${at}-12-31` }]
    })
    .filter((period) => isClosed(definition, period, today))
}

/** So many whole years up to the end of a period; for one, the period itself. */
export function pooled(period: Period, years: number): Period {
  if (years === 1) return period
  const next = addDays(period.last, 1)
  return { first: `${String(yearOf(next) - years)}${next.slice(4)}`, last: period.last }
}

/** Whether two periods share a day. */
export function overlaps(one: Period, other: Period): boolean {
  return one.first <= other.last && other.first <= one.last
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}
