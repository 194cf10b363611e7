/**
 * Complementary suppression by search: every demand needs a move among hidden cells, and moves share cells. Moves are put in
 * one by one where they hide least anew; then some are taken out and put in again, for as long as the effort lasts, and
 * what hides less is kept (large neighbourhood search, Shaw 1998).
 */
import { A, B, candidatesFor, type Candidates } from './candidates.ts'
import { changes, type Ground, type Move } from './moves.ts'
import { repeatableRandom } from './random.ts'
import type { Demand, Layer } from './stack.ts'

type Chosen = { readonly move: Move; readonly meets: number; readonly serves: readonly number[] }

/** Candidates that are looked at: at most so many in all, and so many times as many as there are. */
export type Effort = { readonly looks: number; readonly times: number }

/**
 * Moves that meet the demands, as far as there are any. `needs`: whom each demand still has to meet, as bits. `price`: what hiding
 * each cell of the newest release costs, 0 for one that is hidden anyway; what cannot be hidden costs Infinity.
 */
export function cover(
  ground: Ground,
  demands: readonly Demand[],
  needs: readonly number[],
  price: Float64Array,
  earlier: readonly Layer[],
  effort: Effort,
): readonly Move[] {
  const random = repeatableRandom(1)
  const newest = earlier.length
  const candidates = demands.map((demand, at) =>
    (needs[at] ?? 0) === 0 ? null : candidatesFor(ground, demand, earlier, demands.length),
  )
  const demandsAt = new Map<number, number[]>()
  for (const [at, { cell }] of demands.entries()) demandsAt.set(cell, [...(demandsAt.get(cell) ?? []), at])
  const costOf = Float64Array.from(price)
  const uses = new Int32Array(price.length)
  const met = [new Int32Array(demands.length), new Int32Array(demands.length)] as const
  const hopeless = new Uint8Array(demands.length)
  let looks = 0
  let total = 0

  const put = (chosen: Chosen): void => {
    for (const cell of chosen.move.last === newest ? chosen.move.cells : []) {
      if (uses[cell] === 0) {
        total += price[cell] ?? 0
        costOf[cell] = 0
      }
      uses[cell] = (uses[cell] ?? 0) + 1
    }
    serve(chosen, 1)
  }
  const take = (chosen: Chosen): void => {
    for (const cell of chosen.move.last === newest ? chosen.move.cells : []) {
      uses[cell] = (uses[cell] ?? 0) - 1
      if (uses[cell] === 0) {
        total -= price[cell] ?? 0
        costOf[cell] = price[cell] ?? 0
      }
    }
    serve(chosen, -1)
  }
  const serve = ({ meets, serves }: Chosen, by: number): void => {
    for (const at of serves) {
      if ((meets & A) !== 0) met[0][at] = (met[0][at] ?? 0) + by
      if ((meets & B) !== 0) met[1][at] = (met[1][at] ?? 0) + by
    }
  }
  const left = (at: number): number => {
    const done = ((met[0][at] ?? 0) > 0 ? A : 0) | ((met[1][at] ?? 0) > 0 ? B : 0)
    return (needs[at] ?? 0) & ~done & ~(hopeless[at] ?? 0)
  }
  const chosenOf = (from: Candidates, candidate: number): Chosen => {
    const move = from.move(candidate)
    const serves = move.cells.flatMap((cell) =>
      (demandsAt.get(cell) ?? []).filter((at) =>
        changes(move, demands[at] ?? { cell, from: null, to: -1, b: false }),
      ),
    )
    return { move, meets: from.meets(candidate), serves }
  }
  /** The cheapest candidate that meets all who are wanted; null when there is none. */
  const cheapest = (from: Candidates, wanted: number): Chosen | null => {
    let best = -1
    let cost = Infinity
    // From another place each time, so that equals take turns.
    const offset = Math.floor(random() * from.count)
    for (let index = 0; index < from.count; index++) {
      const candidate = (index + offset) % from.count
      const costs = from.cost(candidate, costOf, cost)
      if (costs >= cost || (from.meets(candidate) & wanted) !== wanted) continue
      best = candidate
      cost = costs
      if (cost === 0) break
    }
    looks += from.count
    return best < 0 ? null : chosenOf(from, best)
  }
  /** Puts in what a demand lacks. */
  const insert = (at: number): readonly Chosen[] => {
    const wanted = left(at)
    const from = candidates[at]
    if (wanted === 0 || from === null || from === undefined) return []
    const both = cheapest(from, wanted)
    const found = both !== null ? [both] : wanted === (A | B) ? [cheapest(from, A), cheapest(from, B)] : []
    const kept = found.filter((one) => one !== null)
    for (const one of kept) put(one)
    hopeless[at] = (hopeless[at] ?? 0) | left(at)
    return kept
  }
  const lacking = (): number[] => demands.flatMap((_, at) => (left(at) === 0 ? [] : [at]))

  let chosen: Chosen[] = []
  // Who has the fewest ways first.
  const order = lacking().sort(
    (one, other) => (candidates[one]?.count ?? 0) - (candidates[other]?.count ?? 0),
  )
  for (const at of order) chosen.push(...insert(at))
  const most = Math.min(
    effort.looks,
    effort.times * candidates.reduce((sum, one) => sum + (one?.count ?? 0), 0),
  )
  while (looks < most && chosen.length > 1) {
    const before = total
    const share = Math.min(
      chosen.length,
      1 + Math.floor(random() * Math.max(2, Math.min(12, chosen.length / 3))),
    )
    const out = neighbours(chosen, share, random)
    const rest = chosen.filter((one) => !out.has(one))
    for (const one of out) take(one)
    const fresh = shuffled(lacking(), random).flatMap(insert)
    if (total <= before) {
      chosen = [...rest, ...fresh]
    } else {
      for (const one of fresh) take(one)
      for (const one of out) put(one)
    }
  }
  return chosen.map(({ move }) => move)
}

/** Some of the moves, one by lot and those that share most cells with it, or all by lot. */
function neighbours(chosen: readonly Chosen[], count: number, random: () => number): ReadonlySet<Chosen> {
  const one = chosen[Math.floor(random() * chosen.length)]
  if (one === undefined || random() < 0.4) return new Set(shuffled(chosen, random).slice(0, count))
  const cells = new Set(one.move.cells)
  const near = chosen
    .map((other) => ({ other, shared: other.move.cells.filter((cell) => cells.has(cell)).length + random() }))
    .sort((first, second) => second.shared - first.shared)
  return new Set(near.slice(0, count).map(({ other }) => other))
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
