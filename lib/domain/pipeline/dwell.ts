/**
 * How long people stay in a stage: medians and ninetieth percentiles of whole days, by nearest rank (the smallest value
 * that at least so many of the values do not exceed), so that each answer is a wait that somebody really had.
 */

/** Fewest finished waits from which "nine of ten" may be said at all. */
const FEWEST_FOR_NINETIETH = 10

/** So many people waited so many days. */
export type Wait = { readonly days: number; readonly people: number }

/** The wait that half of the people do not exceed; null without people. */
export function median(waits: readonly Wait[]): number | null {
  return nearestRank(waits, 0.5)
}

/** The wait that nine of ten people did not exceed; null when too few have finished. */
export function ninetieth(waits: readonly Wait[]): number | null {
  return count(waits) < FEWEST_FOR_NINETIETH ? null : nearestRank(waits, 0.9)
}

/** True for a wait longer than nine of ten; never where that cannot be said. */
export function isLate(days: number, ninetieth: number | null): boolean {
  return ninetieth !== null && days > ninetieth
}

/** People in all. */
export function count(waits: readonly Wait[]): number {
  return waits.reduce((sum, wait) => sum + wait.people, 0)
}

function nearestRank(waits: readonly Wait[], share: number): number | null {
  const rank = Math.ceil(count(waits) * share)
  let passed = 0
  for (const wait of waits.toSorted((one, other) => one.days - other.days)) {
    passed += wait.people
    if (passed >= rank && rank > 0) return wait.days
  }
  return null
}
