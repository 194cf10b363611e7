/** The moves that could protect a demand, laid out flat: the search looks at millions of them. */
import { boxesThrough, isEnough, rangeOf, runsThrough, type Ground, type Move } from './moves.ts'
import type { Demand, Layer } from './stack.ts'

/** Attackers as bits, so that one number says whom a move meets. */
export const A = 1
export const B = 2

/** Boxes that are looked at, of one demand and of all together: of more, every so many-th. */
const BOXES_AT_MOST = { each: 8_000, all: 4_000_000 }

export type Candidates = {
  readonly count: number
  /**
   * Sum of the costs of the cells that a candidate would hide anew; Infinity once it is not below `below`, and for one that
   * changes what is published.
   */
  cost(candidate: number, costOf: Float64Array, below: number): number
  /** Whom the candidate meets. */
  meets(candidate: number): number
  move(candidate: number): Move
}

/**
 * The candidates of a demand, one of so many. `earlier`: releases that stand; a move may change there only what they hide.
 */
export function candidatesFor(
  ground: Ground,
  demand: Demand,
  earlier: readonly Layer[],
  demands: number,
): Candidates {
  const newest = earlier.length
  const boxes = boxesThrough(ground.shape, demand.cell)
  const runs = runsThrough(demand, newest + 1)
  const most = Math.min(BOXES_AT_MOST.each, Math.ceil(BOXES_AT_MOST.all / demands))
  const step = Math.max(1, Math.ceil(boxes.count / most))
  const kept = Math.ceil(boxes.count / step)
  const starts = new Int32Array(kept + 1)
  const cells: number[] = []
  const signs: number[] = []
  for (let index = 0; index < kept; index++) {
    const box = boxes.box(index * step)
    for (const cell of box.cells) cells.push(cell)
    for (const sign of box.signs) signs.push(sign)
    starts[index + 1] = cells.length
  }
  const flat = Int32Array.from(cells)
  const flatSigns = Int8Array.from(signs)
  // 4: not asked yet.
  const known = new Uint8Array(kept * runs.length).fill(4)
  const counts = ground.counts[newest]

  const runOf = (candidate: number): readonly [number, number] => runs[candidate % runs.length] ?? [0, 0]
  const boxOf = (candidate: number): number => Math.floor(candidate / runs.length)
  const move = (candidate: number): Move => {
    const [first, last] = runOf(candidate)
    const [from, to] = [starts[boxOf(candidate)] ?? 0, starts[boxOf(candidate) + 1] ?? 0]
    return { cells: [...flat.subarray(from, to)], signs: [...flatSigns.subarray(from, to)], first, last }
  }
  const staysHidden = ({ cells: moving, first, last }: Move): boolean =>
    earlier.every(
      ({ published }, at) => at < first || at > last || moving.every((cell) => published[cell] === null),
    )
  const asked = (candidate: number): number => {
    const one = move(candidate)
    if (!staysHidden(one)) return 0
    return (['a', 'b'] as const).reduce(
      (met, attacker) =>
        isEnough(rangeOf(ground, one, attacker), attacker, ground.protection)
          ? met | (attacker === 'a' ? A : B)
          : met,
      0,
    )
  }
  return {
    count: kept * runs.length,
    cost(candidate, costOf, below) {
      const [, last] = runOf(candidate)
      if (last < newest) return 0
      const box = boxOf(candidate)
      const end = starts[box + 1] ?? 0
      let cost = 0
      for (let index = starts[box] ?? 0; index < end; index++) {
        const cell = flat[index] ?? 0
        if ((counts?.[cell] ?? 0) === 0) return Infinity
        cost += costOf[cell] ?? 0
        if (cost >= below) return Infinity
      }
      return cost
    },
    meets(candidate) {
      let met = known[candidate] ?? 0
      if (met === 4) {
        met = asked(candidate)
        known[candidate] = met
      }
      return met
    },
    move,
  }
}
