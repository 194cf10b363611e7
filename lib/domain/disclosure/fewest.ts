/**
 * Fewest hidden cells, for small tables: a mixed-integer program that chooses cells, and for every demand that a choice leaves
 * open two possible truths far enough apart (Fischetti and Salazar 2001, with the attacker's side put in as it is needed).
 */
import { viewOf, type Scene } from './attack.ts'
import type { Limits, Program, Row, Solver } from './program.ts'
import type { Prover } from './prover.ts'
import type { Shape } from './shape.ts'
import type { Demand } from './stack.ts'
import { allHidden } from './widen.ts'
import type { Attacker } from './witnesses.ts'

/** How far a possible truth may be from the truth in one cell, in thresholds. */
const FAR = 3

/** Choices that are tried before the search's own answer is taken. */
const ROUNDS = 12

export type Fewest = {
  readonly shape: Shape
  readonly counts: Int32Array
  /** Hidden in any case. */
  readonly hidden: ReadonlySet<number>
  /** By how much a cell is worth more than another, all together less than one: among as few cells, these stay. */
  readonly worth: (cell: number) => number
  /** The scene in which these are hidden besides. */
  readonly scene: (cells: readonly number[]) => Scene
  readonly prover: (scene: Scene) => Prover
  readonly atMost: number
  readonly limits: Limits
}

/** Cells to hide besides, fewer than `atMost`; null when there are no fewer, or the limits do not reach. */
export async function fewest(
  { shape, counts, hidden, worth, scene, prover, atMost, limits }: Fewest,
  solver: Solver,
): Promise<readonly number[] | null> {
  const choices = Array.from(counts, (count, cell) => (count > 0 && !hidden.has(cell) ? cell : -1)).filter(
    (cell) => cell >= 0,
  )
  const placeOf = new Map(choices.map((cell, place) => [cell, place]))
  const base = scene([])
  const rows = [...linesOf(shape, counts, hidden, placeOf), atMostRow(choices.length, atMost - 1)]
  const costs = choices.map((cell) => 1 + worth(cell))
  const lower = choices.map(() => 0)
  const upper = choices.map(() => 1)
  const asked = new Set<string>()

  const require = (demand: Demand, attacker: Attacker): boolean => {
    const name = `${String(demand.cell)}:${attacker}`
    if (asked.has(name)) return false
    asked.add(name)
    const view = viewOf(allHidden(base, counts), attacker)
    const [size, start] = [view.lower.length, costs.length]
    for (const shift of [start, start + size]) {
      costs.push(...view.lower.map(() => 0))
      lower.push(...view.lower)
      upper.push(...view.upper)
      rows.push(...view.rows.map((row) => ({ ...row, at: row.at.map((variable) => variable + shift) })))
      for (const [cell, place] of placeOf) {
        const { at, by, constant } = view.terms({ cell, from: null, to: 0 })
        const [count, moving] = [(counts[cell] ?? 0) - constant, at.map((variable) => variable + shift)]
        const far = FAR * base.protection.k
        rows.push({ at: [...moving, place], by: [...by, -far], lower: -Infinity, upper: count })
        rows.push({
          at: [...moving, place],
          by: [...by, Math.min(far, counts[cell] ?? 0)],
          lower: count,
          upper: Infinity,
        })
      }
    }
    const { at, by } = view.terms(demand)
    rows.push({
      at: [...at.map((variable) => variable + start), ...at.map((variable) => variable + start + size)],
      by: [...by, ...by.map((sign) => -sign)],
      lower: attacker === 'a' ? base.protection.k : base.protection.values - 1,
      upper: Infinity,
    })
    return true
  }

  const until = limits.seconds
  let spent = 0
  for (let round = 0; round < ROUNDS && spent < until; round++) {
    const program: Program = {
      costs,
      lower,
      upper,
      whole: costs.map((_, variable) => variable < choices.length),
      rows,
    }
    const answer = await solver(program, { nodes: limits.nodes, seconds: until - spent })
    if (answer.found !== 'best') return null
    spent += answer.seconds
    const cells = choices.filter((_, place) => (answer.values[place] ?? 0) > 0.5)
    const tried = scene(cells)
    const proves = prover(tried)
    proves.search(tried, () => Infinity)
    await proves.seek(tried)
    const open = proves.open()
    if (open.length === 0) return cells
    if (!open.map(({ demand, attacker }) => require(demand, attacker)).some((isNew) => isNew)) return null
  }
  return null
}

/** A hidden cell that is alone in a sum can be reckoned back: it needs another one in each sum that it is in. */
function linesOf(
  shape: Shape,
  counts: Int32Array,
  hidden: ReadonlySet<number>,
  placeOf: ReadonlyMap<number, number>,
): readonly Row[] {
  return sumsOf(shape).flatMap((sum) => {
    const cells = sum.filter((cell) => (counts[cell] ?? 0) > 0)
    const fixed = cells.filter((cell) => hidden.has(cell))
    const free = cells.flatMap((cell) => placeOf.get(cell) ?? [])
    if (fixed.length > 1) return []
    if (fixed.length === 1) return [{ at: free, by: free.map(() => 1), lower: 1, upper: Infinity }]
    return free.map((place) => {
      const others = free.filter((other) => other !== place)
      return { at: [place, ...others], by: [-1, ...others.map(() => 1)], lower: 0, upper: Infinity }
    })
  })
}

/** Every published sum: a cell and what it is the sum of along one axis. */
function sumsOf(shape: Shape): readonly (readonly number[])[] {
  return shape.axes.flatMap(({ nodes, under, stride }) =>
    nodes.flatMap((_, node) => {
      const children = childrenOf(under, node)
      if (children.length === 0) return []
      return Array.from({ length: shape.cells }, (__, cell) => cell)
        .filter((cell) => Math.floor(cell / stride) % nodes.length === node)
        .map((cell) => [cell, ...children.map((child) => cell + (child - node) * stride)])
    }),
  )
}

/** The nodes right below a node: the largest that lie wholly in it. */
function childrenOf(under: readonly (readonly number[])[], node: number): readonly number[] {
  const mine = new Set(under[node])
  const inside = under.flatMap((leaves, other) =>
    other !== node && other < under.length - 1 && leaves.every((leaf) => mine.has(leaf)) ? [other] : [],
  )
  const isIn = (one: number, other: number): boolean => {
    const [small, large] = [under[one] ?? [], under[other] ?? []]
    return (
      one !== other &&
      small.every((leaf) => large.includes(leaf)) &&
      (small.length < large.length || other < one)
    )
  }
  return inside.filter((one) => !inside.some((other) => isIn(one, other)))
}

function atMostRow(choices: number, most: number): Row {
  return {
    at: Array.from({ length: choices }, (_, place) => place),
    by: Array.from({ length: choices }, () => 1),
    lower: 0,
    upper: most,
  }
}
