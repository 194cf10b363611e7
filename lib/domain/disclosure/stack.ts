/**
 * What an attacker has before them: the release that is asked for and all earlier ones of the same dimensions, oldest first,
 * and which quantities of them must stay unknown. Counts never fall from one release to the next: whoever was counted stays
 * counted.
 */
import type { Shape } from './shape.ts'

/**
 * Why a cell is hidden. `small`: 1 to k−1 people. `whole`: all of a total have one code of a sensitive dimension. `between`:
 * complementary, and small in the wider tier.
 */
export type Status = 'published' | 'small' | 'whole' | 'between' | 'complementary'

export type Bounds = { readonly lower: number; readonly upper: number }

/**
 * Hidden cells whose count grew by 1 to k−1 people since an earlier release that published it, with what attacker B, who knows that,
 * knows of the count itself: more than the highest of those earlier counts, and less than k more than the lowest.
 */
export type Grown = ReadonlyMap<number, Bounds>

/** One release as it is seen: the count of each cell, null where it is hidden; why it is hidden, where the house knows it. */
export type Layer = {
  readonly published: readonly (number | null)[]
  readonly statuses: readonly Status[] | null
  readonly grown: Grown
}

/** A count of one release (`from` null), or by how much it grew since an earlier release. Releases by their place. */
export type Quantity = { readonly cell: number; readonly from: number | null; readonly to: number }

/**
 * A quantity that must stay unknown. `b`: attacker B must be left values too; otherwise attacker A alone is met, as B is not
 * known to know anything more about it.
 */
export type Demand = Quantity & { readonly b: boolean }

/** One possible truth: the counts of the inner cells of every release. */
export type World = readonly Int32Array[]

/** What each attacker must be left with. */
export type Protection = {
  /** Counts of 1 to k−1 are protected. */
  readonly k: number
  /**
   * The threshold of the wider tier in which the same counts may leave too, k where there is none: attacker B then knows of every
   * hidden count on which side of it it is.
   */
  readonly above: number
  /** Whole numbers that attacker B must be left with. */
  readonly values: number
}

/**
 * The protection for a threshold. B, who knows that a count is 1 to k−1, is left five of these values; for k = 5 there are
 * four, and B is left all of them.
 */
export function protectionFor(k: number, above = k): Protection {
  return { k, above, values: Math.min(5, k - 1) }
}

/** What a cell is that is hidden beside primary ones. */
export function hiddenBeside(count: number, above: number): Status {
  return count < above ? 'between' : 'complementary'
}

/**
 * What an attacker knows of a hidden count. `a`: that nobody is counted twice, or less than once. `b`: k, and which cells are primary
 * besides. Both are met by stricter ones, who know what our method note tells everybody: zeros are always published, so that a
 * hidden count is none of them, and what is hidden without being primary holds k people or more.
 */
export function boundsOf(
  attacker: 'a' | 'b',
  { statuses, grown }: Hidden,
  cell: number,
  { k, above }: Protection,
): Bounds {
  const status = statuses?.[cell]
  if (attacker === 'a') return { lower: 1, upper: Infinity }
  if (status === 'small') return { lower: 1, upper: k - 1 }
  if (status === 'between') return { lower: k, upper: above - 1 }
  // A small growth is on top of a published count, and those are k or more: its bounds are the narrower ones.
  return grown.get(cell) ?? { lower: status === 'complementary' ? above : 1, upper: Infinity }
}

/** The same for attackers who do not use that zeros are always published: for the intervals that the house looks at. */
export function looseBoundsOf(
  attacker: 'a' | 'b',
  { statuses, grown }: Hidden,
  cell: number,
  { k }: Protection,
): Bounds {
  if (attacker === 'a') return { lower: 0, upper: Infinity }
  return statuses?.[cell] === 'small'
    ? { lower: 1, upper: k - 1 }
    : (grown.get(cell) ?? { lower: 0, upper: Infinity })
}

/** Why cells of a release are hidden. */
export type Hidden = Pick<Layer, 'statuses' | 'grown'>

/** The same if everything were hidden: what is published would be complementary. */
export function wouldBeHidden(
  { statuses, grown }: Hidden,
  counts: ArrayLike<number>,
  { above }: Protection,
): Hidden {
  const hidden = statuses?.map((status, cell) =>
    status === 'published' ? hiddenBeside(counts[cell] ?? 0, above) : status,
  )
  return { statuses: hidden ?? null, grown }
}

/** A quantity in a possible truth, of which the counts of all cells are given. */
export function valueOf(counts: readonly Int32Array[], { cell, from, to }: Quantity): number {
  return (counts[to]?.[cell] ?? 0) - (from === null ? 0 : (counts[from]?.[cell] ?? 0))
}

/** Primary cells of counts: small ones, and wholes in sensitive dimensions. */
export function primaryOf(shape: Shape, counts: ArrayLike<number>, k: number): readonly Status[] {
  const statuses = Array.from({ length: shape.cells }, (_, cell): Status => {
    const count = counts[cell] ?? 0
    return count >= 1 && count < k ? 'small' : 'published'
  })
  for (const { nodes, stride, sensitive } of shape.axes) {
    if (!sensitive) continue
    const last = nodes.length - 1
    for (let cell = 0; cell < shape.cells; cell++) {
      const node = Math.floor(cell / stride) % nodes.length
      if (node === last) continue
      const total = cell + (last - node) * stride
      if ((counts[cell] ?? 0) === 0 || counts[cell] !== counts[total]) continue
      for (const whole of [cell, total]) if (statuses[whole] === 'published') statuses[whole] = 'whole'
    }
  }
  return statuses
}
