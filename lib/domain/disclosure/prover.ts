/** Proves demands: by moves among hidden cells where there are any, and by asking the solver where there are none. */
import type { Scene } from './attack.ts'
import { A, B } from './candidates.ts'
import { cover, type Effort } from './cover.ts'
import { isEnough, moved, rangeOf, type Ground, type Move } from './moves.ts'
import type { Solver } from './program.ts'
import { seek } from './seek.ts'
import { countsOf } from './shape.ts'
import { wouldBeHidden, type Demand } from './stack.ts'
import { witnessesOf, type Attacker, type Witnesses } from './witnesses.ts'

const ATTACKERS = [
  ['a', A],
  ['b', B],
] as const

export type Prover = {
  /** Asks the solver about every open demand. */
  seek(scene: Scene): Promise<void>
  /**
   * Covers open demands with moves, and gives the cells of the newest release that they hide. `price`: of hiding a cell of it
   * that is published and not zero.
   */
  search(scene: Scene, price: (cell: number) => number, effort?: Effort): readonly number[]
  isProved(demand: number, attacker: Attacker): boolean
  /** Demands that lack a proof, each with the first attacker whom it does not meet. */
  open(): readonly { readonly demand: Demand; readonly attacker: Attacker }[]
  readonly witnesses: Witnesses
}

/** A prover for demands of a scene; what the scene hides later may only grow. */
export function proverOf(first: Scene, demands: readonly Demand[], solver: Solver): Prover {
  const { shape, world, protection } = first
  const witnesses = witnessesOf(shape, demands, protection)
  for (const [attacker] of ATTACKERS) witnesses.keep(world, attacker)
  const counts = world.map((inner) => countsOf(shape, inner))

  const isProved = (at: number, attacker: Attacker): boolean => witnesses.proof(at, attacker) !== null
  const lacks = (at: number): number =>
    ATTACKERS.reduce(
      (left, [attacker, bit]) =>
        (attacker === 'a' || demands[at]?.b === true) && !isProved(at, attacker) ? left | bit : left,
      0,
    )

  /** Keeps the truths that a move leads to. */
  const witness = (ground: Ground, move: Move): void => {
    for (const [attacker] of ATTACKERS) {
      const range = rangeOf(ground, move, attacker)
      if (!isEnough(range, attacker, protection)) continue
      const width = attacker === 'a' ? protection.k : protection.values - 1
      const start = -Math.min(range.back, width)
      const steps =
        attacker === 'a'
          ? [start, start + width]
          : Array.from({ length: width + 1 }, (_, step) => start + step)
      for (const times of steps) if (times !== 0) witnesses.keep(moved(ground, move, times), attacker)
    }
  }

  return {
    witnesses,
    isProved,
    open: () =>
      demands.flatMap((demand, at) => {
        const left = lacks(at)
        return left === 0 ? [] : [{ demand, attacker: (left & A) !== 0 ? ('a' as const) : ('b' as const) }]
      }),
    async seek(scene) {
      for (const [attacker] of ATTACKERS) await seek(scene, demands, witnesses, attacker, solver)
    },
    search(scene, price, effort = { looks: 0, times: 0 }) {
      const newest = scene.layers.at(-1)
      const ground: Ground = {
        shape,
        world,
        counts,
        // In an older release it is as it is known.
        hidden: scene.layers.map((layer, at) =>
          at === scene.layers.length - 1 ? wouldBeHidden(layer, counts[at] ?? [], protection) : layer,
        ),
        protection,
      }
      const prices = Float64Array.from({ length: shape.cells }, (_, cell) =>
        newest?.published[cell] === null ? 0 : price(cell),
      )
      const needs = demands.map((_, at) => lacks(at))
      const moves = cover(ground, demands, needs, prices, scene.layers.slice(0, -1), effort)
      for (const move of moves) witness(ground, move)
      return [
        ...new Set(moves.flatMap((move) => (move.last === scene.layers.length - 1 ? move.cells : []))),
      ].filter((cell) => (prices[cell] ?? 0) > 0)
    },
  }
}
