/**
 * The last judge before a release leaves: a small checker in whole numbers. It believes no solver and shares nothing with what
 * protects but the table: it adds up by itself, finds what must be hidden by itself, and asks for each hidden quantity the
 * possible truths that prove it. One missing or wrong, and nothing leaves.
 */
import { cellsOf, mostOf, tally, type Cells, type Published } from './check-sums.ts'
import type { Dimension } from './shape.ts'

/** Why a cell is hidden, as attacker B may know it; null where it is not known of an earlier release. */
export type Known = readonly ('published' | 'small' | 'whole' | 'between' | 'complementary')[] | null

/**
 * What attacker B knows of hidden counts that grew by 1 to k−1 since an earlier release that published them: the least and the most
 * that they can be.
 */
export type KnownGrowth = ReadonlyMap<number, { readonly lower: number; readonly upper: number }>

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
  /** The threshold of the wider tier in which the same counts may leave; k where there is none. */
  readonly above?: number
  /** True counts of the inner cells of the newest release. */
  readonly inner: ArrayLike<number>
  readonly earlier: readonly {
    readonly published: Published
    readonly statuses: Known
    readonly grown: KnownGrowth
  }[]
  readonly newest: {
    readonly published: Published
    readonly statuses: NonNullable<Known>
    readonly grown: KnownGrowth
  }
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

/** What is hidden beside primary cells: whoever knows the wider tier too knows on which side of its threshold it is. */
function besideOf(count: number, above: number): 'between' | 'complementary' {
  return count < above ? 'between' : 'complementary'
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
}

/** Everything that can be said of the table alone. */
function faultOfTable(release: Case, cells: Cells, truth: readonly number[]): Fault | null {
  const { earlier, newest, k, above = k } = release
  const malformed =
    !Number.isSafeInteger(k) ||
    k < 5 ||
    above < k ||
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
      shown !== null ? 'published' : small ? 'small' : whole.has(cell) ? 'whole' : besideOf(count, above)
    if (newest.statuses[cell] !== status) return { fault: 'wrong-status', cell }
    let lower = 0
    let upper = Infinity
    for (const { published } of earlier) {
      const before = published[cell] ?? null
      if (before === null) continue
      const grown = count - before
      if (grown < 0) return { fault: 'untrue', cell }
      if (before === 0 || grown === 0 || grown >= k) continue
      if (shown !== null) return { fault: 'growth-published', cell }
      lower = Math.max(lower, before + 1)
      upper = Math.min(upper, before + k - 1)
    }
    const told = newest.grown.get(cell)
    if ((told?.lower ?? 0) !== lower || (told?.upper ?? Infinity) !== upper) {
      return { fault: 'wrong-status', cell }
    }
  }
  return null
}

/** What must be proved, and whether it is. */
function faultOfCertificates(release: Case, cells: Cells, truth: readonly number[]): Fault | null {
  const { earlier, newest, k, above = k, worlds, certificates, standing } = release
  const at = earlier.length
  const layers = [...earlier, newest]
  const tallies = worlds.map((world) => world.map((inner) => tally(cells, inner)))
  const seen = worlds.map(() => ({ a: null as boolean | null, b: null as boolean | null }))
  const growths = truth.flatMap((count, cell) =>
    earlier.flatMap(({ published }, from) => {
      const before = published[cell] ?? null
      // Since a count that is known the growth is as unknown as the count: `grown` says which those are.
      const mayBeSmall = before === null && count > 0 && count - mostOf(cells, published, cell) < k
      return mayBeSmall ? [{ cell, from, to: at, b: false }] : []
    }),
  )
  const demands = [
    // Of earlier releases too, whatever the protector says of what stands.
    ...layers.flatMap(({ statuses, grown }: Pick<Case['earlier'][number], 'statuses' | 'grown'>, to) =>
      truth.flatMap((_, cell) =>
        statuses?.[cell] === 'small' || statuses?.[cell] === 'whole' || grown.has(cell)
          ? [{ cell, from: null, to, b: true }]
          : [],
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
    const isSeen = layers.every(({ published, statuses, grown }, layer) =>
      published.every((shown, cell) => {
        const count = counts[layer]?.[cell] ?? NaN
        if (shown !== null) return count === shown
        // That zeros are always published is known to everybody.
        if (!(count >= 1)) return false
        if (attacker === 'a') return true
        const { lower, upper } = grown.get(cell) ?? { lower: 1, upper: Infinity }
        const status = statuses?.[cell]
        return (
          count >= lower &&
          count <= upper &&
          (status === 'small'
            ? count < k
            : status === 'between' || status === 'complementary'
              ? count >= k && besideOf(count, above) === status
              : true)
        )
      }),
    )
    return isWhole && isSeen
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
