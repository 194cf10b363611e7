import { expect, it } from 'vitest'
import { tamper } from '../support/tampering.ts'
import { ownVault } from '../support/vaults.ts'

const ATTACKS = 10_200

it('of 10,000 swaps, cuts, flips and replays between rows, columns, cases and key versions none gets through', async () => {
  const { tried, through } = await tamper(ownVault().ring, { count: ATTACKS, seed: 20_261_123 })
  process.stdout.write(`${JSON.stringify({ tried, through: through.length })}\n`)
  expect(through).toEqual([])
  expect(Object.values(tried).reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(10_000)
})
