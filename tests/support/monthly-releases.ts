/** A release every month of a caseload that grows, each attacked together with all that left before. */
import { flat, zipf } from '../../bench/tables.ts'
import { faultOf } from '../../lib/domain/disclosure/check.ts'
import { exactSmallGrowths, fewestValuesOfGrowth } from './growth-attackers.ts'
import type { Solver } from '../../lib/domain/disclosure/program.ts'
import type { Dimension } from '../../lib/domain/disclosure/shape.ts'
import { protect } from '../../lib/domain/disclosure/protect.ts'
import { countsOf, shapeOf } from '../../lib/domain/disclosure/shape.ts'
import type { Layer } from '../../lib/domain/disclosure/stack.ts'

/** `people`: who come in a month. */
export type GrowingCaseload = {
  readonly dimensions: readonly Dimension[]
  readonly k: number
  readonly people: number
}

const CASELOAD: GrowingCaseload = { dimensions: flat([4, 3]), k: 11, people: 60 }

export type MonthlyResult = {
  readonly accepted: number
  readonly refused: number
  readonly faulty: readonly number[]
  /** Growths of 1 to k−1 that attacker A finds out exactly, of all pairs of releases and all cells. */
  readonly exactSmallGrowth: number
  /** The same for releases that hide small counts alone, as they come. */
  readonly baselineExactSmallGrowth: number
  /** Values that attacker B is left for a growth of 1 to k−1 since a published count, at the least. */
  readonly fewestValues: number
  readonly published: number
}

/**
 * Asks for a release every month. What is refused does not leave; what leaves stands for good. `remembered`: what the house knows
 * of it later.
 */
export async function monthlyReleases(
  solver: Solver,
  months: number,
  seed: number,
  { dimensions, k, people } = CASELOAD,
  remembered = (layer: Layer): Layer => layer,
): Promise<MonthlyResult> {
  const shape = shapeOf(dimensions)
  const before: Layer[] = []
  const earlier: Layer[] = []
  const truths: Int32Array[] = []
  const baseline: Layer[] = []
  const all: Int32Array[] = []
  const faulty: number[] = []
  let inner = new Int32Array(shape.inner.length)
  for (let month = 0; month < months; month++) {
    const { inner: more } = zipf(dimensions, people, seed * 1_000 + month)
    inner = inner.map((count, index) => count + (more[index] ?? 0))
    const counts = countsOf(shape, inner)
    all.push(counts)
    baseline.push({
      published: Array.from(counts, (count) => (count >= 1 && count < k ? null : count)),
      statuses: null,
      grown: new Map(),
    })
    const found = await protect({ shape, inner, k, earlier: before }, solver)
    if (!found.released) continue
    const fault = faultOf({
      dimensions,
      k,
      inner,
      earlier: before,
      newest: found.layer,
      worlds: found.evidence.worlds,
      certificates: found.evidence.proofs,
      standing: found.standing,
    })
    if (fault !== null) faulty.push(month)
    earlier.push(found.layer)
    before.push(remembered(found.layer))
    truths.push(counts)
  }
  const published = earlier.flatMap((layer) => layer.published)
  return {
    accepted: earlier.length,
    refused: months - earlier.length,
    faulty,
    exactSmallGrowth: exactSmallGrowths(dimensions, earlier, truths, k),
    baselineExactSmallGrowth: exactSmallGrowths(dimensions, baseline, all, k),
    fewestValues: fewestValuesOfGrowth(dimensions, earlier, truths, k),
    published: published.filter((count) => count !== null).length / published.length,
  }
}
