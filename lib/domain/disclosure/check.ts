/**
 * The last judge before a release leaves: a small checker in whole numbers. It believes no solver and shares nothing with what
 * protects but the table: it adds up by itself, finds what must be hidden by itself, and asks for each hidden quantity the
 * possible truths that prove it. One missing or wrong, and nothing leaves.
 */
import type { Dimension } from './shape.ts'

/** One release as published, over all cells row-major in the order of dimensions and codes, totals last. */
export type Published = readonly (number | null)[]

/** Why a cell is hidden, as attacker B may know it; null where it is not known of an earlier release. */
export type Known = readonly ('published' | 'small' | 'whole' | 'complementary')[] | null

/** Counts of the inner cells of every release, oldest first. */
export type Truth = readonly ArrayLike<number>[]

/** Possible truths, by their place, that prove what is left about a count or a growth. */
export type Certificate = {
  readonly demand: { readonly cell: number; readonly from: number | null; readonly to: number }
  readonly attacker: 'a' | 'b'
  readonly worlds: readonly number[]
}

export type Case = {
  readonly dimensions: readonly Dimension[]
  readonly k: number
  /** True counts of the inner cells of the newest release. */
  readonly inner: ArrayLike<number>
  readonly earlier: readonly { readonly published: Published; readonly statuses: Known }[]
  readonly newest: { readonly published: Published; readonly statuses: NonNullable<Known> }
  readonly worlds: readonly Truth[]
  readonly certificates: readonly Certificate[]
  /** What of earlier releases was unknown and must stay so; `b`: for attacker B too. */
  readonly standing: readonly {
    readonly cell: number
    readonly from: number | null
    readonly to: number
    readonly b: boolean
  }[]
}

/** What is wrong with a release: a closed word, and the cell by its number. */
export type Fault = {
  readonly fault:
    | 'malformed'
    | 'untrue'
    | 'zero-hidden'
    | 'primary-published'
    | 'growth-published'
    | 'wrong-status'
    | 'no-certificate'
    | 'wrong-certificate'
  readonly cell: number | null
}

/** The first fault of a release; null for one that may leave. */
export function faultOf(release: Case): Fault | null {
  const cells = cellsOf(release.dimensions)
  const truth = tally(cells, release.inner)
  return faultOfTable(release, cells, truth) ?? faultOfCertificates(release, cells, truth)
}

type Cells = {
  readonly count: number
  /** The inner cells below each cell. */
  readonly below: readonly (readonly number[])[]
  /** For each cell, the totals over one sensitive dimension of which it is a part. */
  readonly wholes: readonly (readonly number[])[]
  readonly inner: number
}

function cellsOf(dimensions: readonly Dimension[]): Cells {
  type Partial = { readonly below: readonly number[]; readonly totals: readonly number[] }
  let partials: readonly Partial[] = [{ below: [0], totals: [] }]
  let count = 1
  let inner = 1
  for (const { codes, total, parents = {}, sensitive = false } of dimensions) {
    const parentOf = (code: string): string =>
      Object.hasOwn(parents, code) ? (parents[code] ?? total) : total
    const leaves = codes.filter((code) => !codes.some((other) => parentOf(other) === code))
    const isUnder = (leaf: string, node: string): boolean => {
      let code = leaf
      while (code !== node && code !== total) code = parentOf(code)
      return code === node
    }
    const nodes = [...codes, total]
    partials = partials.flatMap((before, place) =>
      nodes.map((node): Partial => {
        const under = leaves.flatMap((leaf, index) => (isUnder(leaf, node) ? [index] : []))
        return {
          below: before.below.flatMap((number) => under.map((index) => number * leaves.length + index)),
          totals: [
            ...before.totals.map((at) => at * nodes.length + nodes.indexOf(node)),
            ...(sensitive && node !== total ? [place * nodes.length + nodes.length - 1] : []),
          ],
        }
      }),
    )
    count *= nodes.length
    inner *= leaves.length
  }
  return {
    count,
    inner,
    below: partials.map(({ below }) => below),
    wholes: partials.map(({ totals }) => totals),
  }
}

function tally({ below }: Cells, inner: ArrayLike<number>): readonly number[] {
  return below.map((numbers) => numbers.reduce((sum, number) => sum + (inner[number] ?? NaN), 0))
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
}

/** Everything that can be said of the table alone. */
function faultOfTable(release: Case, cells: Cells, truth: readonly number[]): Fault | null {
  const { earlier, newest, k } = release
  const malformed =
    !Number.isSafeInteger(k) ||
    k < 5 ||
    release.inner.length !== cells.inner ||
    [...earlier, newest].some(({ published }) => published.length !== cells.count) ||
    !truth.every(isCount)
  if (malformed) return { fault: 'malformed', cell: null }
  const whole = new Set(
    truth.flatMap((count, cell) =>
      (cells.wholes[cell] ?? []).flatMap((total) =>
        count > 0 && truth[total] === count ? [cell, total] : [],
      ),
    ),
  )
  for (const [cell, count] of truth.entries()) {
    const shown = newest.published[cell] ?? null
    const small = count >= 1 && count < k
    if (shown !== null && shown !== count) return { fault: 'untrue', cell }
    if (shown === null && count === 0) return { fault: 'zero-hidden', cell }
    if (shown !== null && (small || whole.has(cell))) return { fault: 'primary-published', cell }
    const status =
      shown !== null ? 'published' : small ? 'small' : whole.has(cell) ? 'whole' : 'complementary'
    if (newest.statuses[cell] !== status) return { fault: 'wrong-status', cell }
    for (const { published } of earlier) {
      const before = published[cell] ?? null
      if (before === null) continue
      const grown = count - before
      if (grown < 0) return { fault: 'untrue', cell }
      if (shown !== null && grown >= 1 && grown < k) return { fault: 'growth-published', cell }
    }
  }
  return null
}

/** What must be proved, and whether it is. */
function faultOfCertificates(release: Case, cells: Cells, truth: readonly number[]): Fault | null {
  const { earlier, newest, k, worlds, certificates, standing } = release
  const at = earlier.length
  const layers = [...earlier, newest]
  const tallies = worlds.map((world) => world.map((inner) => tally(cells, inner)))
  const seen = worlds.map(() => ({ a: null as boolean | null, b: null as boolean | null }))
  const growths = truth.flatMap((count, cell) =>
    earlier.flatMap(({ published }, from) => {
      const before = published[cell] ?? null
      const grown = count - (before ?? mostOf(cells, published, cell))
      return count === 0 || grown >= k || (before !== null && (before === 0 || grown <= 0))
        ? []
        : [{ cell, from, to: at, b: before !== null }]
    }),
  )
  const known = growths.filter(({ b }) => b)
  const demands = [
    // Of earlier releases too, whatever the protector says of what stands.
    ...layers.flatMap(({ statuses }: { readonly statuses: Known }, to) =>
      (statuses ?? []).flatMap((status, cell) =>
        status === 'small' || status === 'whole' ? [{ cell, from: null, to, b: true }] : [],
      ),
    ),
    ...growths,
    ...standing,
  ]
  const valueIn = (place: number, { cell, from, to }: Certificate['demand']): number =>
    (tallies[place]?.[to]?.[cell] ?? NaN) - (from === null ? 0 : (tallies[place]?.[from]?.[cell] ?? NaN))

  const agrees = (place: number, attacker: 'a' | 'b'): boolean => {
    const world = worlds[place]
    const counts = tallies[place]
    if (world?.length !== layers.length || counts === undefined) return false
    const isWhole = world.every(
      (inner, layer) =>
        inner.length === cells.inner &&
        Array.from(inner).every(
          (count, index) => isCount(count) && count >= (world[layer - 1]?.[index] ?? 0),
        ),
    )
    const isSeen = layers.every(({ published, statuses }, layer) =>
      published.every((shown, cell) => {
        const count = counts[layer]?.[cell] ?? NaN
        if (shown !== null) return count === shown
        // That zeros are always published is known to everybody.
        if (!(count >= 1)) return false
        const status = attacker === 'b' ? statuses?.[cell] : undefined
        return status === 'small' ? count < k : status === 'complementary' ? count >= k : true
      }),
    )
    const grows = known.every((growth) => {
      const grown = valueIn(place, growth)
      return attacker === 'a' || (grown >= 1 && grown < k)
    })
    return isWhole && isSeen && grows
  }
  const agreesOnce = (place: number, attacker: 'a' | 'b'): boolean => {
    const answers = seen[place]
    if (answers === undefined) return false
    answers[attacker] ??= agrees(place, attacker)
    return answers[attacker]
  }
  const proves = ({ demand, attacker, worlds: places }: Certificate): boolean => {
    if (!places.every((place) => agreesOnce(place, attacker))) return false
    const values = places.map((place) => valueIn(place, demand))
    return attacker === 'a'
      ? Math.max(...values) - Math.min(...values) >= k
      : new Set(values).size >= Math.min(5, k - 1)
  }
  const found = new Map(certificates.map((one) => [nameOf(one.demand, one.attacker), one]))
  for (const demand of demands) {
    for (const attacker of demand.b ? (['a', 'b'] as const) : (['a'] as const)) {
      const certificate = found.get(nameOf(demand, attacker))
      if (certificate === undefined) return { fault: 'no-certificate', cell: demand.cell }
      if (!proves(certificate)) return { fault: 'wrong-certificate', cell: demand.cell }
    }
  }
  return null
}

function nameOf({ cell, from, to }: Certificate['demand'], attacker: 'a' | 'b'): string {
  return `${String(cell)}:${String(from)}:${String(to)}:${attacker}`
}

/** No more than any published count of the same release that holds it. */
function mostOf({ below }: Cells, published: Published, cell: number): number {
  const mine = below[cell] ?? []
  return published.reduce<number>(
    (least, count, other) =>
      count !== null && count < least && mine.every((number) => (below[other] ?? []).includes(number))
        ? count
        : least,
    Infinity,
  )
}
