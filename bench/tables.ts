/**
 * Random tables that disclosure control is tried on, the same for the same seed; as a program, how long it takes, how much
 * memory, and how much of a table is left. Prints one JSON document.
 *
 *     node --conditions=react-server bench/tables.ts
 */
import { protect } from '../lib/domain/disclosure/protect.ts'
import { repeatableRandom } from '../lib/domain/disclosure/random.ts'
import { shapeOf, type Dimension } from '../lib/domain/disclosure/shape.ts'
import { highsHere } from '../lib/server/disclosure/highs.ts'

export type RandomTable = { readonly dimensions: readonly Dimension[]; readonly inner: Int32Array }

/** Dimensions without parents, of so many codes each. */
export function flat(sizes: readonly number[]): readonly Dimension[] {
  return sizes.map((size, index) => ({
    name: `d${String(index)}`,
    codes: Array.from({ length: size }, (_, code) => `c${String(code)}`),
    total: 'all',
  }))
}

/** The first generator: inner cells 15 % zero, the others the whole part of 400 u², u even between 0 and 1. */
export function squares(dimensions: readonly Dimension[], seed: number): RandomTable {
  const random = repeatableRandom(seed)
  const inner = Int32Array.from({ length: innerCells(dimensions) }, () =>
    random() < 0.15 ? 0 : Math.floor(400 * random() ** 2),
  )
  return { dimensions, inner }
}

/**
 * People one by one into codes whose shares fall as 1, 1/2, 1/3, …, as in a real caseload: most cells are empty or small.
 */
export function zipf(dimensions: readonly Dimension[], people: number, seed: number): RandomTable {
  const random = repeatableRandom(seed)
  const leaves = dimensions.map(leavesOf)
  const inner = new Int32Array(innerCells(dimensions))
  for (let person = 0; person < people; person++) {
    const at = leaves.reduce((number, count) => number * count + ranked(count, random), 0)
    inner[at] = (inner[at] ?? 0) + 1
  }
  return { dimensions, inner }
}

/** A table of 2 to 4 dimensions, some of them with parents. */
export function anyShape(seed: number): readonly Dimension[] {
  const random = repeatableRandom(seed)
  const count = 2 + Math.floor(random() * 3)
  const most = [14, 7, 5][count - 2] ?? 5
  return flat(Array.from({ length: count }, () => 2 + Math.floor(random() * (most - 1)))).map((dimension) =>
    random() < 0.5 || dimension.codes.length < 4 ? dimension : withParents(dimension, random),
  )
}

/** Two parents over the codes of a dimension; now and then a code stays without. */
function withParents(dimension: Dimension, random: () => number): Dimension {
  const parents = Object.fromEntries(
    dimension.codes.flatMap((code, index) =>
      random() < 0.1 ? [] : [[code, index * 2 < dimension.codes.length ? 'p0' : 'p1']],
    ),
  )
  const used = [...new Set(Object.values(parents))]
  return { ...dimension, codes: [...dimension.codes, ...used], parents }
}

function ranked(count: number, random: () => number): number {
  const shares = Array.from({ length: count }, (_, rank) => 1 / (rank + 1))
  let rest = random() * shares.reduce((sum, share) => sum + share, 0)
  const rank = shares.findIndex((share) => (rest -= share) < 0)
  return rank < 0 ? count - 1 : rank
}

function leavesOf({ codes, parents = {} }: Dimension): number {
  const above = new Set(Object.values(parents))
  return codes.filter((code) => !above.has(code)).length
}

function innerCells(dimensions: readonly Dimension[]): number {
  return dimensions.map(leavesOf).reduce((product, count) => product * count, 1)
}

const SIZES = [
  [10, 8],
  [20, 12],
  [8, 6, 4],
  [12, 8, 5],
  [19, 14, 9],
] as const
const SEEDS = [1, 2, 3, 4, 5]
const K = 11

/** The tables of one kind, each protected once. */
async function measure(tables: readonly RandomTable[]) {
  const solver = await highsHere()
  const seconds: number[] = []
  const shares: number[] = []
  const primaries: number[] = []
  let refused = 0
  let cells = 0
  for (const { dimensions, inner } of tables) {
    const shape = shapeOf(dimensions)
    cells = shape.cells
    const startedAt = performance.now()
    const found = await protect({ shape, inner, k: K, earlier: [] }, solver)
    seconds.push((performance.now() - startedAt) / 1_000)
    if (!found.released) {
      refused++
      continue
    }
    const primary = found.layer.statuses.filter((status) => status === 'small').length
    primaries.push(primary)
    shares.push(found.layer.published.filter((count) => count !== null).length / (shape.cells - primary))
  }
  return {
    tables: tables.length,
    cells,
    refused,
    'most primary cells': Math.max(0, ...primaries),
    'least share of the others published': Math.round(1_000 * Math.min(1, ...shares)) / 1_000,
    'slowest, s': Math.round(100 * Math.max(...seconds)) / 100,
  }
}

if (import.meta.main) {
  const figures: Record<string, object> = {}
  for (const sizes of SIZES) {
    figures[sizes.join(' × ')] = await measure(SEEDS.map((seed) => squares(flat(sizes), seed)))
  }
  for (const people of [30, 300, 3_000]) {
    figures[`Zipf, ${String(people)} people, 10 × 8`] = await measure(
      SEEDS.map((seed) => zipf(flat([10, 8]), people, seed)),
    )
  }
  const memory = { 'most, MB': Math.round(process.resourceUsage().maxRSS / 1_024) }
  process.stdout.write(`${JSON.stringify({ ...figures, memory }, null, 2)}\n`)
}
