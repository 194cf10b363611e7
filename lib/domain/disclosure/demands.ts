/** What a release must leave unknown: small counts, small growth since any earlier release, and what was left unknown before. */
import { nodesOf, type Shape } from './shape.ts'
import { primaryOf, type Bounds, type Demand, type Grown, type Layer, type Status } from './stack.ts'

export type Demands = {
  /** Statuses of the newest release before anything complementary: hidden is what must be. */
  readonly statuses: readonly Status[]
  readonly grown: Grown
  readonly demands: readonly Demand[]
}

/**
 * Primary cells of the newest release, given its true counts.
 *
 * A growth is known where both counts are, to the house as to anybody: 1 to k−1 is primary, and the new count is hidden: as the
 * earlier one is known, the growth is as unknown as it is. Where the earlier count is hidden the growth may be small: it must stay
 * unknown, unless all that the earlier release could have hidden there is too little for it.
 */
export function demandsOf(shape: Shape, counts: Int32Array, earlier: readonly Layer[], k: number): Demands {
  const newest = earlier.length
  const statuses = [...primaryOf(shape, counts, k)]
  const grown = new Map<number, Bounds>()
  const demands: Demand[] = []
  for (let cell = 0; cell < shape.cells; cell++) {
    const count = counts[cell] ?? 0
    if (count === 0) continue
    for (const [from, layer] of earlier.entries()) {
      const before = layer.published[cell] ?? null
      const growth = count - (before ?? most(shape, layer, cell))
      if (growth >= k || (before !== null && (before === 0 || growth <= 0))) continue
      if (before === null) {
        demands.push({ cell, from, to: newest, b: false })
      } else {
        const { lower, upper } = grown.get(cell) ?? { lower: 0, upper: Infinity }
        grown.set(cell, { lower: Math.max(lower, before + 1), upper: Math.min(upper, before + k - 1) })
      }
    }
    if (statuses[cell] !== 'published' || grown.has(cell)) {
      demands.push({ cell, from: null, to: newest, b: true })
    }
  }
  for (const cell of grown.keys()) if (statuses[cell] === 'published') statuses[cell] = 'complementary'
  return { statuses, grown, demands }
}

/** What a hidden count can be at most: no more than any published count above it. */
function most(shape: Shape, { published }: Layer, cell: number): number {
  const nodes = nodesOf(shape, cell)
  let least = Infinity
  for (const [other, count] of published.entries()) {
    if (count === null || count >= least) continue
    const above = nodesOf(shape, other).every((node, index) => {
      const under = shape.axes[index]?.under
      return (under?.[nodes[index] ?? 0] ?? []).every((leaf) => under?.[node]?.includes(leaf))
    })
    if (above) least = count
  }
  return least
}

/** Everything that earlier releases hide, and how much hidden counts grew among them. */
export function standingOf(shape: Shape, earlier: readonly Layer[]): readonly Demand[] {
  return earlier.flatMap(({ published, statuses, grown }, to) =>
    Array.from({ length: shape.cells }, (_, cell) => cell).flatMap((cell): readonly Demand[] => {
      // A growth of which one count is published is as unknown as the other.
      if (published[cell] !== null) return []
      const primary = statuses?.[cell] === 'small' || statuses?.[cell] === 'whole' || grown.has(cell)
      return [
        { cell, from: null, to, b: primary },
        ...earlier
          .slice(0, to)
          .flatMap((before, from) => (before.published[cell] === null ? [{ cell, from, to, b: false }] : [])),
      ]
    }),
  )
}
