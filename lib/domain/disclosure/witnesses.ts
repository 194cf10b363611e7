/**
 * Possible truths that were found, and what they show about each demand. Each one shows something about every quantity, so one
 * answer of the solver often serves many.
 */
import type { Scene } from './attack.ts'
import { countsOf, type Shape } from './shape.ts'
import { boundsOf, valueOf, type Demand, type Protection, type World } from './stack.ts'

export type Attacker = 'a' | 'b'

/** What proves a demand: possible truths, by their place in the list. */
export type Proof = {
  readonly demand: Demand
  readonly attacker: Attacker
  readonly worlds: readonly number[]
}

export type Witnesses = {
  /** Keeps a possible truth that agrees with what the attacker sees. */
  keep(world: World, attacker: Attacker): void
  /** Values of a demand that were found for an attacker. */
  values(demand: number, attacker: Attacker): readonly number[]
  /** The proof of a demand against an attacker; null while there is none. */
  proof(demand: number, attacker: Attacker): Proof | null
  readonly worlds: readonly World[]
}

/** The witnesses for some demands. */
export function witnessesOf(shape: Shape, demands: readonly Demand[], protection: Protection): Witnesses {
  const worlds: World[] = []
  const found = demands.map(() => ({ a: new Map<number, number>(), b: new Map<number, number>() }))
  return {
    worlds,
    keep(world, attacker) {
      const counts = world.map((inner) => countsOf(shape, inner))
      const place = worlds.length
      let isNews = false
      for (const [index, demand] of demands.entries()) {
        const values = found[index]?.[attacker]
        const value = valueOf(counts, demand)
        if (values === undefined || values.has(value)) continue
        values.set(value, place)
        isNews = true
      }
      if (isNews) worlds.push(world)
    },
    values: (demand, attacker) => [...(found[demand]?.[attacker].keys() ?? [])],
    proof(index, attacker) {
      const demand = demands[index]
      const sorted = [...(found[index]?.[attacker] ?? [])].sort(([one], [other]) => one - other)
      const [least, most] = [sorted[0], sorted.at(-1)]
      if (demand === undefined || least === undefined || most === undefined) return null
      if (attacker === 'a') {
        return most[0] - least[0] >= protection.k ? { demand, attacker, worlds: [least[1], most[1]] } : null
      }
      return sorted.length >= protection.values
        ? { demand, attacker, worlds: sorted.slice(0, protection.values).map(([, place]) => place) }
        : null
    },
  }
}

/** Whether a possible truth agrees with all that an attacker sees and knows. */
export function agrees(scene: Scene, world: World, attacker: Attacker): boolean {
  const { shape, layers, protection } = scene
  const counts = world.map((inner) => countsOf(shape, inner))
  return (
    layers.every((layer, at) =>
      layer.published.every((count, cell) => {
        const here = counts[at]?.[cell] ?? 0
        if (count !== null) return here === count
        const { lower, upper } = boundsOf(attacker, layer, cell, protection)
        return here >= lower && here <= upper
      }),
    ) && world.every((inner, at) => inner.every((count, index) => count >= (world[at - 1]?.[index] ?? 0)))
  )
}
