/**
 * Which further cells would have to be hidden for a demand that no move meets: the least costly change of two possible truths
 * that are far enough apart, as a linear program over real numbers (the relaxed attacker problem of Kelly, Golden and Assad
 * 1992, for any table).
 */
import { viewOf, type Scene } from './attack.ts'
import type { Program, Row, Solver } from './program.ts'
import { wouldBeHidden, type Demand } from './stack.ts'
import type { Attacker } from './witnesses.ts'

const LIMITS = { nodes: 0, seconds: 20 }
const MOVES = 1e-6

/**
 * Cells of the newest release to hide besides those that are; null when hiding everything would not do. `price`: of hiding a cell; 0
 * for one that is hidden.
 */
export async function widen(
  scene: Scene,
  counts: Int32Array,
  demand: Demand,
  attacker: Attacker,
  price: (cell: number) => number,
  solver: Solver,
): Promise<readonly number[] | null> {
  const newest = scene.layers.length - 1
  const open = allHidden(scene, counts)
  const view = viewOf(open, attacker)
  const size = view.lower.length
  const priced = Array.from(counts, (count, cell) => [cell, count === 0 ? 0 : price(cell)] as const).filter(
    ([, cost]) => cost > 0,
  )
  const rows: Row[] = [0, size].flatMap((shift) =>
    view.rows.map((row) => ({ ...row, at: row.at.map((variable) => variable + shift) })),
  )
  for (const [index, [cell]] of priced.entries()) {
    const { at, by, constant } = view.terms({ cell, from: null, to: newest })
    const rest = (counts[cell] ?? 0) - constant
    for (const shift of [0, size]) {
      const moved = at.map((variable) => variable + shift)
      rows.push({ at: [...moved, 2 * size + index], by: [...by, 1], lower: rest, upper: Infinity })
      rows.push({ at: [...moved, 2 * size + index], by: [...by, -1], lower: -Infinity, upper: rest })
    }
  }
  const { at, by } = view.terms(demand)
  rows.push({
    at: [...at, ...at.map((variable) => variable + size)],
    by: [...by, ...by.map((sign) => -sign)],
    lower: attacker === 'a' ? scene.protection.k : scene.protection.values - 1,
    upper: Infinity,
  })
  const program: Program = {
    costs: [...Array.from({ length: 2 * size }, () => 0), ...priced.map(([, cost]) => cost)],
    lower: [...view.lower, ...view.lower, ...priced.map(() => 0)],
    upper: [...view.upper, ...view.upper, ...priced.map(() => Infinity)],
    whole: Array.from({ length: 2 * size + priced.length }, () => false),
    rows,
  }
  const answer = await solver(program, LIMITS)
  if (!('values' in answer)) return null
  return priced.flatMap(([cell], index) => ((answer.values[2 * size + index] ?? 0) > MOVES ? [cell] : []))
}

/** The scene if everything but zeros were hidden. */
export function allHidden(scene: Scene, counts: Int32Array): Scene {
  const published = Array.from(counts, (count) => (count === 0 ? 0 : null))
  return {
    ...scene,
    layers: scene.layers.map((layer, at) =>
      at === scene.layers.length - 1
        ? { ...wouldBeHidden(layer, counts, scene.protection), published }
        : layer,
    ),
  }
}
