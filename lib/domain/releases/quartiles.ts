/** Quartiles of days: only of enough people, and rounded, so that no single person's number can be told from them. */
import { ALL, AXIS_IDS, finest } from './axes.ts'
import type { DocumentTable } from './document.ts'

/** Quartiles are rounded to so many days. */
const ROUNDED_TO = 10

/** First quartile, median and third, rounded to 10 days; null for fewer than 2k people. */
export function quartilesOf(days: readonly number[], k: number): readonly [number, number, number] | null {
  if (days.length < 2 * k) return null
  const sorted = [...days].sort((one, other) => one - other)
  const at = (share: number): number => {
    // Type 7 of Hyndman and Fan (1996).
    const place = (sorted.length - 1) * share
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? below
    return Math.round((below + (above - below) * (place % 1)) / ROUNDED_TO) * ROUNDED_TO
  }
  return [at(0.25), at(0.5), at(0.75)]
}

/**
 * Whether quartiles may stand beside a table of the same people: where all of them and each band of days are published. A quartile
 * says how many people lie below a number of days, and would narrow a band that is hidden, or a total.
 */
export function mayHaveQuartiles({
  dimensions,
  cells,
}: Pick<DocumentTable, 'dimensions' | 'cells'>): boolean {
  const isOfDays = dimensions.map(({ name }) => AXIS_IDS.some((id) => id === name && finest(id) === 'days'))
  return cells.every(
    ({ at, count }) => count !== null || at.some((code, index) => code !== ALL && isOfDays[index] !== true),
  )
}
