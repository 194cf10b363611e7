/** Who carries the cases of a team, and whether a few carry most of them. */
export type Load = { readonly open: number }

/**
 * The fewest workers that carry at least half of the team's open cases, with the share that they carry.
 *
 * @returns null for a team of fewer than three workers or without cases: then there is nothing to compare
 */
export function concentration(
  loads: readonly Load[],
): { readonly workers: number; readonly share: number } | null {
  const total = loads.reduce((sum, load) => sum + load.open, 0)
  if (loads.length < 3 || total === 0) return null
  let carried = 0
  let workers = 0
  for (const load of loads.toSorted((one, other) => other.open - one.open)) {
    carried += load.open
    workers += 1
    if (carried * 2 >= total) break
  }
  return { workers, share: carried / total }
}
