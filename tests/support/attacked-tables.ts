/** Random tables, protected and attacked: what the drill does a thousand times and the tests do fifty times less. */
import { anyShape, flat, squares, zipf, type RandomTable } from '../../bench/tables.ts'
import { faultOf } from '../../lib/domain/disclosure/check.ts'
import type { Solver } from '../../lib/domain/disclosure/program.ts'
import { protect } from '../../lib/domain/disclosure/protect.ts'
import { countsOf, shapeOf } from '../../lib/domain/disclosure/shape.ts'
import { cellNames, exposed, type SeenTable } from './table-attackers.ts'

const K = 11

/** Cells of the tables that the separate attackers try: their programs are slow, and a small table is as hard. */
const TRIED_CELLS = 150

export type AttackResult = {
  readonly tables: number
  readonly released: number
  readonly refused: number
  readonly refusedPercent: number
  /** Released tables that the checker found a fault in, by their numbers. Must be none. */
  readonly faulty: readonly number[]
  /** Primary cells of all released tables. */
  readonly primary: number
  /** Released tables that separate attackers tried, and those in which they got further than they may. Must be none. */
  readonly tried: number
  readonly exposed: readonly number[]
  /** The same tables with the primary cells alone hidden: in how many of them the attackers got too far. */
  readonly baselineExposed: number
  /** Refused tables in which hiding everything would have done, by the separate attackers. */
  readonly refusedInVain: readonly number[]
  /** Share of the other than primary cells that is published, in the tables of each kind. */
  readonly published: Readonly<Record<string, number>>
}

/** The table of a number: three of four by the first generator, every fourth sparse as a real caseload. */
export function tableOf(number: number): RandomTable & { readonly kind: string } {
  if (number % 4 !== 3) return { ...squares(anyShape(number), number), kind: 'squares' }
  const sizes = [
    [10, 8],
    [6, 5, 3],
    [12, 6],
    [5, 4, 3, 2],
  ][(number >> 2) % 4] ?? [10, 8]
  const people = [30, 100, 300, 1_000, 3_000][(number >> 4) % 5] ?? 300
  return { ...zipf(flat(sizes), people, number), kind: `zipf ${String(people)}` }
}

function seenBy({ dimensions, inner }: RandomTable, published: readonly (number | null)[]): SeenTable {
  const counts = countsOf(shapeOf(dimensions), inner)
  const names = cellNames(dimensions)
  return {
    dimensions,
    counts: new Map(names.map((name, cell) => [name, published[cell] ?? null])),
    primary: new Set(names.filter((_, cell) => (counts[cell] ?? 0) >= 1 && (counts[cell] ?? 0) < K)),
    k: K,
  }
}

/** Protects and attacks the tables with these numbers; every `tryEvery`-th small one by the separate attackers too. */
export async function attackTables(
  solver: Solver,
  numbers: readonly number[],
  tryEvery: number,
  tell: (done: number) => void = () => undefined,
): Promise<AttackResult> {
  const faulty: number[] = []
  const exposedTables: number[] = []
  const refusedInVain: number[] = []
  const kinds = new Map<string, { published: number; open: number }>()
  let [released, primary, tried, baselineExposed] = [0, 0, 0, 0]
  for (const [index, number] of numbers.entries()) {
    const { kind, ...table } = tableOf(number)
    const shape = shapeOf(table.dimensions)
    const counts = countsOf(shape, table.inner)
    const isTried = index % tryEvery === 0 && shape.cells <= TRIED_CELLS
    const found = await protect({ shape, inner: table.inner, k: K, earlier: [] }, solver)
    tell(index + 1)
    if (!found.released) {
      const hidden = Array.from(counts, (count) => (count === 0 ? 0 : null))
      if (isTried && exposed(seenBy(table, hidden)).length === 0) refusedInVain.push(number)
      continue
    }
    released++
    const { published, statuses } = found.layer
    const small = statuses.filter((status) => status === 'small').length
    primary += small
    const before = kinds.get(kind) ?? { published: 0, open: 0 }
    kinds.set(kind, {
      published: before.published + published.filter((count) => count !== null).length,
      open: before.open + shape.cells - small,
    })
    const fault = faultOf({
      dimensions: table.dimensions,
      k: K,
      inner: table.inner,
      earlier: [],
      newest: found.layer,
      worlds: found.evidence.worlds,
      certificates: found.evidence.proofs,
      standing: [],
    })
    if (fault !== null) faulty.push(number)
    if (!isTried) continue
    tried++
    if (exposed(seenBy(table, published)).length > 0) exposedTables.push(number)
    const primaryAlone = Array.from(counts, (count) => (count >= 1 && count < K ? null : count))
    if (exposed(seenBy(table, primaryAlone)).length > 0) baselineExposed++
  }
  const refused = numbers.length - released
  return {
    tables: numbers.length,
    released,
    refused,
    refusedPercent: Math.round((1_000 * refused) / numbers.length) / 10,
    faulty,
    primary,
    tried,
    exposed: exposedTables,
    baselineExposed,
    refusedInVain,
    published: Object.fromEntries(
      [...kinds].map(([kind, { published, open }]) => [kind, Math.round((1_000 * published) / open) / 1_000]),
    ),
  }
}
