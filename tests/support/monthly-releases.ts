/** A release every month of a caseload that grows, each attacked together with all that left before. */
import { flat, zipf } from '../../bench/tables.ts'
import { faultOf } from '../../lib/domain/disclosure/check.ts'
import { intervalsOfGrowth } from './growth-attackers.ts'
import type { Solver } from '../../lib/domain/disclosure/program.ts'
import { protect } from '../../lib/domain/disclosure/protect.ts'
import { countsOf, shapeOf } from '../../lib/domain/disclosure/shape.ts'
import type { Layer } from '../../lib/domain/disclosure/stack.ts'

const K = 11
const DIMENSIONS = flat([4, 3])
const PEOPLE_A_MONTH = 60

export type MonthlyResult = {
  readonly accepted: number
  readonly refused: number
  readonly faulty: readonly number[]
  /** Growths of 1 to k−1 that attacker A finds out exactly, of all pairs of releases and all cells. */
  readonly exactSmallGrowth: number
  /** The same for releases that hide small counts alone, as they come. */
  readonly baselineExactSmallGrowth: number
  readonly published: number
}

/** Asks for a release every month. What is refused does not leave; what leaves stands for good. */
export async function monthlyReleases(solver: Solver, months: number, seed: number): Promise<MonthlyResult> {
  const shape = shapeOf(DIMENSIONS)
  const earlier: Layer[] = []
  const truths: Int32Array[] = []
  const baseline: Layer[] = []
  const all: Int32Array[] = []
  const faulty: number[] = []
  let inner = new Int32Array(shape.inner.length)
  for (let month = 0; month < months; month++) {
    const { inner: more } = zipf(DIMENSIONS, PEOPLE_A_MONTH, seed * 1_000 + month)
    inner = inner.map((count, index) => count + (more[index] ?? 0))
    const counts = countsOf(shape, inner)
    all.push(counts)
    baseline.push({
      published: Array.from(counts, (count) => (count >= 1 && count < K ? null : count)),
      statuses: null,
    })
    const found = await protect({ shape, inner, k: K, earlier }, solver)
    if (!found.released) continue
    const fault = faultOf({
      dimensions: DIMENSIONS,
      k: K,
      inner,
      earlier,
      newest: found.layer,
      worlds: found.evidence.worlds,
      certificates: found.evidence.proofs,
      standing: found.standing,
    })
    if (fault !== null) faulty.push(month)
    earlier.push(found.layer)
    truths.push(counts)
  }
  const published = earlier.flatMap((layer) => layer.published)
  return {
    accepted: earlier.length,
    refused: months - earlier.length,
    faulty,
    exactSmallGrowth: intervalsOfGrowth(DIMENSIONS, earlier, truths, K),
    baselineExactSmallGrowth: intervalsOfGrowth(DIMENSIONS, baseline, all, K),
    published: published.filter((count) => count !== null).length / published.length,
  }
}
