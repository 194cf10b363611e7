/** Whoever may write into the database, but has no key, gets nothing past the vault. The drill does the same 10,000 times. */
import { expect, it } from 'vitest'
import { tamper } from '../../support/tampering.ts'
import { ownVault } from '../../support/vaults.ts'

it('swaps, cuts, flips and replays between rows, columns, cases and key versions are refused, and the true ones open', async () => {
  const { tried, through } = await tamper(ownVault().ring, { count: 600, seed: 20_261_122 })
  expect(through).toEqual([])
  expect(Object.keys(tried)).toHaveLength(17)
  for (const [attack, times] of Object.entries(tried)) expect(times, attack).toBeGreaterThan(20)
})
