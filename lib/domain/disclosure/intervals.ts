/** What attackers are left with, for the house to look at. The proof is in the certificates; these are the solver's words. */
import { highest, looseViewOf, type Scene, type View } from './attack.ts'
import { SolverError, type Limits, type Solver } from './program.ts'
import type { Quantity } from './stack.ts'

/** The least and the most that a count can be; null where nothing bounds it. */
export type Interval = readonly [number, number | null]

const LIMITS: Limits = { nodes: 0, seconds: 10 }
const TOLERANCE = 1e-6

/**
 * Intervals of the hidden cells of the newest release, by cell: over all real numbers that agree with what is published and
 * what the attacker knows, rounded inwards. Throws SolverError.
 */
export async function intervalsOf(
  scene: Scene,
  solver: Solver,
): Promise<ReadonlyMap<number, { readonly a: Interval; readonly b: Interval }>> {
  const newest = scene.layers.length - 1
  const views = { a: looseViewOf(scene, 'a'), b: looseViewOf(scene, 'b') }
  const found = new Map<number, { readonly a: Interval; readonly b: Interval }>()
  for (const [cell, count] of (scene.layers[newest]?.published ?? []).entries()) {
    if (count !== null) continue
    const quantity = { cell, from: null, to: newest }
    found.set(cell, {
      a: await intervalOf(views.a, quantity, solver),
      b: await intervalOf(views.b, quantity, solver),
    })
  }
  return found
}

async function intervalOf(view: View, quantity: Quantity, solver: Solver): Promise<Interval> {
  const { constant } = view.terms(quantity)
  const least = await solver(highest(view, [{ quantity, weight: -1 }], [], false), LIMITS)
  const most = await solver(highest(view, [{ quantity, weight: 1 }], [], false), LIMITS)
  if (least.found !== 'best' || (most.found !== 'best' && most.found !== 'unbounded')) {
    throw new SolverError('the solver finds no truth behind a true release')
  }
  return [
    Math.ceil(least.cost + constant - TOLERANCE),
    most.found === 'best' ? Math.floor(constant - most.cost + TOLERANCE) : null,
  ]
}
