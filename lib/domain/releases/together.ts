/**
 * Whether two releases of the same period tell more together than each alone. The public one may hold nothing that the restricted
 * one hides: then whoever holds both knows what the restricted one tells, and no more.
 */
import type { Dimension } from '../disclosure/shape.ts'

type NamedDimension = Pick<Dimension, 'name' | 'total'>

export type Released = {
  readonly dimensions: readonly NamedDimension[]
  readonly cells: readonly { readonly at: readonly string[]; readonly count: number | null }[]
}

/** True when every count of the public table stands in the restricted one too, as the very same. */
export function tellsNoMore(open: Released, restricted: Released): boolean {
  const known = new Map(restricted.cells.map(({ at, count }) => [keyOf(restricted.dimensions, at), count]))
  return open.cells.every(
    ({ at, count }) => count === null || known.get(keyOf(open.dimensions, at)) === count,
  )
}

/** Codes by the names of their dimensions, totals left out. A wider form of a dimension speaks of the parents of the finer one. */
function keyOf(dimensions: readonly NamedDimension[], at: readonly string[]): string {
  const named = dimensions.flatMap(({ name, total }, index) =>
    at[index] === total || name === 'everybody' ? [] : [`${name.replace(/-wide$/, '')}=${at[index] ?? ''}`],
  )
  return named.sort().join('&')
}
