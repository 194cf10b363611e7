import { expect, it } from 'vitest'
import { highsHere } from '../../lib/server/disclosure/highs.ts'
import { attackTables } from '../support/attacked-tables.ts'
import { monthlyReleases } from '../support/monthly-releases.ts'

it('1,000 random tables leave no attacker less than was promised, and nothing is refused in vain', async () => {
  const solver = await highsHere()
  const numbers = Array.from({ length: 1_000 }, (_, number) => number)
  const result = await attackTables(solver, numbers, 5, (done) => {
    if (done % 100 === 0) process.stdout.write(`${String(done)} tables\n`)
  })
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  expect(result.faulty).toEqual([])
  expect(result.exposed).toEqual([])
  expect(result.baselineExposed).toBeGreaterThan(0)
  expect(result.released).toBeGreaterThan(0)
})

it('24 monthly releases of a growing caseload tell no small growth, and four or more of them leave', async () => {
  for (const seed of [1, 2, 3]) {
    const result = await monthlyReleases(await highsHere(), 24, seed)
    process.stdout.write(`${JSON.stringify(result)}\n`)
    expect(result.faulty).toEqual([])
    expect(result.exactSmallGrowth).toBe(0)
    expect(result.fewestValues).toBeGreaterThanOrEqual(5)
    expect(result.baselineExactSmallGrowth).toBeGreaterThan(20)
    expect(result.accepted).toBeGreaterThanOrEqual(4)
  }
})
