import { flat } from '../../bench/tables.ts'
import type { Layer } from '../../lib/domain/disclosure/stack.ts'
import { describe, expect, it } from 'vitest'
import { highsHere } from '../../lib/server/disclosure/highs.ts'
import { attackTables } from '../support/attacked-tables.ts'
import { monthlyReleases } from '../support/monthly-releases.ts'

const solver = await highsHere()

describe('an attacker of released tables', () => {
  it('is left what was promised by 20 random ones, and gets further where the primary cells alone are hidden', async () => {
    const result = await attackTables(
      solver,
      Array.from({ length: 20 }, (_, number) => number),
      2,
    )
    expect(result).toMatchObject({ faulty: [], exposed: [] })
    expect(result.tried).toBeGreaterThan(4)
    expect(result.baselineExposed).toBeGreaterThan(0)
    expect(result.refusedPercent).toBeLessThan(50)
  })

  it('learns no small growth from eight monthly releases, and learns many where small counts alone are hidden', async () => {
    const result = await monthlyReleases(solver, 8, 1)
    expect(result).toMatchObject({ faulty: [], exactSmallGrowth: 0 })
    expect(result.fewestValues).toBeGreaterThanOrEqual(5)
    expect(result.baselineExactSmallGrowth).toBeGreaterThan(5)
    expect(result.accepted).toBeGreaterThanOrEqual(4)
  })

  it('who knows which growth is small is left four values of it for good where k is 5, and fewer where that was forgotten', async () => {
    const caseload = { dimensions: flat([3, 2]), k: 5, people: 30 }
    const fewest = async (seed: number, remembered?: (layer: Layer) => Layer) =>
      (await monthlyReleases(solver, 5, seed, caseload, remembered)).fewestValues
    for (const seed of [3, 6]) {
      expect(await fewest(seed)).toBe(4)
      expect(await fewest(seed, (layer) => ({ ...layer, grown: new Map() }))).toBeLessThan(4)
    }
  })
})
