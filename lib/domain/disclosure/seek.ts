/** Looks for possible truths with the solver, for the demands that moves do not prove. */
import { highest, viewOf, type Scene } from './attack.ts'
import type { Limits, Solver } from './program.ts'
import { repeatableRandom } from './random.ts'
import type { Demand, Quantity } from './stack.ts'
import { agrees, type Attacker, type Witnesses } from './witnesses.ts'

/** One look: it must be short, there are many. */
const LIMITS: Limits = { nodes: 500, seconds: 5 }

/** Looks at all open demands at once before each is looked at alone. */
const ROUNDS = 4

/** Adds to the witnesses what the solver finds for the demands that lack a proof against an attacker. */
export async function seek(
  scene: Scene,
  demands: readonly Demand[],
  witnesses: Witnesses,
  attacker: Attacker,
  solver: Solver,
): Promise<void> {
  const open = (): number[] =>
    demands.flatMap(({ b }, at) =>
      (attacker === 'a' || b) && witnesses.proof(at, attacker) === null ? [at] : [],
    )
  // The view of a large table is the dearest part: nobody builds it for nothing.
  if (open().length === 0) return
  const view = viewOf(scene, attacker)
  if (view.lower.length === 0) return
  const random = repeatableRandom(2)
  const ask = async (
    wanted: readonly { readonly quantity: Quantity; readonly weight: number }[],
    fixed: readonly { readonly quantity: Quantity; readonly value: number }[] = [],
  ): Promise<void> => {
    const answer = await solver(highest(view, wanted, fixed), LIMITS)
    if (!('values' in answer)) return
    const world = view.world(answer.values)
    if (agrees(scene, world, attacker)) witnesses.keep(world, attacker)
  }
  for (let round = 0; round < ROUNDS && open().length > 1; round++) {
    const weights = open().map((at) => ({ at, weight: 0.5 + random() }))
    for (const sign of [1, -1]) {
      await ask(
        weights.flatMap(({ at, weight }) => {
          const quantity = demands[at]
          return quantity === undefined ? [] : [{ quantity, weight: sign * weight }]
        }),
      )
    }
    // Nothing at all can move, in any direction.
    if (round === 0 && open().every((at) => witnesses.values(at, attacker).length < 2)) return
  }
  for (const at of open()) {
    const quantity = demands[at]
    if (quantity === undefined || witnesses.proof(at, attacker) !== null) continue
    await ask([{ quantity, weight: 1 }])
    await ask([{ quantity, weight: -1 }])
    if (attacker === 'b') await fill(at, quantity, witnesses, scene.protection.values, ask)
  }
}

/** Looks for the values between the least and the most that were found. */
async function fill(
  at: number,
  quantity: Quantity,
  witnesses: Witnesses,
  enough: number,
  ask: (
    wanted: readonly [],
    fixed: readonly { readonly quantity: Quantity; readonly value: number }[],
  ) => Promise<void>,
): Promise<void> {
  const values = witnesses.values(at, 'b')
  const [least, most] = [Math.min(...values), Math.max(...values)]
  for (let value = least + 1; value < most && witnesses.values(at, 'b').length < enough; value++) {
    if (!witnesses.values(at, 'b').includes(value)) await ask([], [{ quantity, value }])
  }
}
