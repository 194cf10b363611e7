import { expect, it } from 'vitest'
import { rotateUnderLoad } from '../support/rotation.ts'
import { ownVault } from '../support/vaults.ts'

it('wrapping 10,000 keys anew while another process reads 10,000 times and more fails no read', async () => {
  const { failed, ...rest } = await rotateUnderLoad(ownVault(), { cases: 10_000, reads: 10_000, times: 5 })
  process.stdout.write(`${JSON.stringify({ ...rest, failed: failed.length })}\n`)
  expect(failed).toEqual([])
  expect(rest.reads).toBeGreaterThanOrEqual(10_000)
})
