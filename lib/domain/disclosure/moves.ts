/**
 * Moves: what an attacker may change in a possible truth and still agree with everything published. A move takes people from
 * one leaf of an axis to another, or lets them appear, on each axis at once: the corners of a box, with alternating signs, and
 * the margins above them. After the hypercube method (Repsilber 1999), with margins and parents as corners too.
 */
import { nodesOf, type Axis, type Shape } from './shape.ts'
import { boundsOf, type Demand, type Hidden, type Protection, type Quantity, type World } from './stack.ts'

/** Cells that change, each by plus or minus the same number, in the releases from `first` to `last`. */
export type Move = {
  readonly cells: readonly number[]
  readonly signs: readonly number[]
  readonly first: number
  readonly last: number
}

/** How often a move may be made from the truth at hand, backwards and forwards. */
export type Range = { readonly back: number; readonly forth: number }

type Step = { readonly offsets: readonly number[]; readonly signs: readonly number[] }

/** The ways to raise one node of an axis: a leaf below it rises, and one outside it sinks, or none does. */
function stepsRaising({ leaves, under, above, stride }: Axis, node: number): readonly Step[] {
  const inside = under[node] ?? []
  const outside = leaves.map((_, leaf) => leaf).filter((leaf) => !inside.includes(leaf))
  return inside.flatMap((up) =>
    [...outside, null].map((down) => {
      const rising = above[up] ?? []
      const sinking = down === null ? [] : (above[down] ?? [])
      const changed = [
        ...rising.filter((one) => !sinking.includes(one)).map((one) => [one, 1] as const),
        ...sinking.filter((one) => !rising.includes(one)).map((one) => [one, -1] as const),
      ]
      return { offsets: changed.map(([one]) => one * stride), signs: changed.map(([, sign]) => sign) }
    }),
  )
}

/** A box of cells with their signs, the cell that it was asked for among them with a plus. */
export type Box = { readonly cells: readonly number[]; readonly signs: readonly number[] }

/** All boxes that raise a cell, by number: the same number is the same box in every call. */
export type Boxes = { readonly count: number; box(number: number): Box }

/** The boxes of moves through a cell. */
export function boxesThrough(shape: Shape, cell: number): Boxes {
  const steps = nodesOf(shape, cell).map((node, index) => {
    const axis = shape.axes[index]
    return axis === undefined ? [] : stepsRaising(axis, node)
  })
  return {
    count: steps.reduce((product, { length }) => product * length, 1),
    box(number) {
      let cells: number[] = [0]
      let signs: number[] = [1]
      let rest = number
      for (const options of steps) {
        const step = options[rest % options.length]
        rest = Math.floor(rest / options.length)
        const [before, beforeSigns] = [cells, signs]
        cells = []
        signs = []
        for (const [index, offset] of (step?.offsets ?? []).entries()) {
          for (const [at, cellBefore] of before.entries()) {
            cells.push(cellBefore + offset)
            signs.push((beforeSigns[at] ?? 0) * (step?.signs[index] ?? 0))
          }
        }
      }
      return { cells, signs }
    },
  }
}

/** The runs of releases whose move changes a quantity. */
export function runsThrough(quantity: Quantity, releases: number): readonly (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = []
  for (let first = 0; first < releases; first++) {
    for (let last = first; last < releases; last++) {
      if (turns(quantity, { first, last })) runs.push([first, last])
    }
  }
  return runs
}

/** The truth at hand, as moves are measured against it. `hidden`: why cells of each release are. */
export type Ground = {
  readonly shape: Shape
  readonly world: World
  readonly counts: readonly Int32Array[]
  readonly hidden: readonly Hidden[]
  readonly protection: Protection
}

/**
 * How often a move may be made before an attacker would see that it is not the truth. Cells that it changes count as hidden,
 * so that whoever makes it hides them. Nobody may sink below zero, and nothing may fall from one release to the next.
 */
export function rangeOf(ground: Ground, move: Move, attacker: 'a' | 'b'): Range {
  const { shape, counts, hidden, protection } = ground
  const newest = counts.length - 1
  let back = Infinity
  let forth = Infinity
  const keep = (value: number, sign: number, lower: number, upper: number): void => {
    const down = value - lower
    const up = upper - value
    back = Math.min(back, sign > 0 ? down : up)
    forth = Math.min(forth, sign > 0 ? up : down)
  }
  for (const [index, cell] of move.cells.entries()) {
    const sign = move.signs[index] ?? 0
    for (let at = move.first; at <= move.last; at++) {
      const { lower, upper } = boundsOf(attacker, hidden[at] ?? NOTHING, cell, protection)
      keep(counts[at]?.[cell] ?? 0, sign, lower, upper)
    }
    if ((shape.innerAt[cell] ?? -1) >= 0) {
      const grown = (at: number): number => (counts[at]?.[cell] ?? 0) - (counts[at - 1]?.[cell] ?? 0)
      if (move.first > 0) keep(grown(move.first), sign, 0, Infinity)
      if (move.last < newest) keep(grown(move.last + 1), -sign, 0, Infinity)
    }
  }
  return { back, forth }
}

const NOTHING: Hidden = { statuses: null, grown: new Map() }

/** Whether a move that may be made so often leaves an attacker enough. */
export function isEnough({ back, forth }: Range, attacker: 'a' | 'b', { k, values }: Protection): boolean {
  return back >= 0 && forth >= 0 && back + forth >= (attacker === 'a' ? k : values - 1)
}

/** The truth after a move was made some times. */
export function moved({ shape, world }: Ground, { cells, signs, first, last }: Move, times: number): World {
  return world.map((inner, at) => {
    if (at < first || at > last) return inner
    const next = Int32Array.from(inner)
    for (const [index, cell] of cells.entries()) {
      const number = shape.innerAt[cell] ?? -1
      if (number >= 0) next[number] = (next[number] ?? 0) + (signs[index] ?? 0) * times
    }
    return next
  })
}

/** Whether a move changes what a demand asks for. */
export function changes(move: Move, demand: Demand): boolean {
  return turns(demand, move) && move.cells.includes(demand.cell)
}

/** Whether a quantity changes with a cell that changes alike in all releases of a run: a growth within it does not. */
function turns({ from, to }: Quantity, { first, last }: Pick<Move, 'first' | 'last'>): boolean {
  const inRun = (at: number | null): boolean => at !== null && at >= first && at <= last
  return inRun(from) !== inRun(to)
}
