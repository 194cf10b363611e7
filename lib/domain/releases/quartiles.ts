/** Quartiles of days: only of enough people, and rounded, so that no single person's number can be told from them. */

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
