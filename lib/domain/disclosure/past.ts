/** Earlier releases: a truth that they could have been made of, and what they leave unknown. */
import { highest, viewOf, type Scene } from './attack.ts'
import type { Solver } from './program.ts'
import { proverOf } from './prover.ts'
import { countsOf, type Shape } from './shape.ts'
import { standingOf } from './demands.ts'
import { protectionFor, type Demand, type Layer, type World } from './stack.ts'
import { agrees } from './witnesses.ts'

const LIMITS = { nodes: 20_000, seconds: 30 }

/** The first cell whose count is lower than in an earlier release; null when there is none. */
export function fallenCell(counts: Int32Array, earlier: readonly Layer[]): Demand | null {
  for (const [from, { published }] of earlier.entries()) {
    const cell = published.findIndex((before, index) => before !== null && before > (counts[index] ?? 0))
    if (cell >= 0) return { cell, from, to: earlier.length, b: false }
  }
  return null
}

/**
 * Counts of the inner cells that agree with every earlier release and do not fall, up to those of the newest; null when there
 * are none. What was hidden is not known to the house either, once the people are forgotten.
 */
export async function supposedWorld(
  shape: Shape,
  earlier: readonly Layer[],
  inner: Int32Array,
  k: number,
  solver: Solver,
): Promise<World | null> {
  if (earlier.length === 0) return []
  const scene: Scene = {
    shape,
    layers: [...earlier, { published: [...countsOf(shape, inner)], statuses: null, grown: new Map() }],
    world: [
      ...earlier.map(({ published }) =>
        Int32Array.from(shape.inner, (cell, index) => published[cell] ?? inner[index] ?? 0),
      ),
      inner,
    ],
    protection: protectionFor(k),
  }
  const view = viewOf(scene, 'b')
  const answer = view.lower.length === 0 ? { values: [] } : await solver(highest(view, []), LIMITS)
  const world = 'values' in answer ? view.world(answer.values) : null
  return world !== null && agrees(scene, world, 'b') ? world.slice(0, -1) : null
}

/**
 * What earlier releases leave unknown as they stand: a later one must not tell it. What is known to be primary in them is among it
 * without a proof: it was proved when they left, and a search that fails now frees nobody of it.
 */
export async function stillUnknown(
  shape: Shape,
  earlier: readonly Layer[],
  past: World,
  k: number,
  solver: Solver,
): Promise<readonly Demand[]> {
  if (earlier.length === 0) return []
  const demands = standingOf(shape, earlier)
  const scene: Scene = {
    shape,
    layers: earlier,
    world: past,
    protection: protectionFor(k),
  }
  const prover = proverOf(scene, demands, solver)
  prover.search(scene, () => Infinity)
  await prover.seek(scene)
  return demands.flatMap((demand, at) => (demand.b || prover.isProved(at, 'a') ? [demand] : []))
}
