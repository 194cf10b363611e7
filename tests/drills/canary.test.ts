import { expect, it } from 'vitest'
import { stealFrom } from '../access/support/theft.ts'

it('of 1,000 canaries that went in through the forms no file of the machine holds one', async () => {
  const { planted, hits, clear, papers, files, bytes } = await stealFrom(1_000)
  process.stdout.write(`${JSON.stringify({ planted, files, bytes, hits: hits.length })}\n`)
  expect(planted).toBeGreaterThanOrEqual(1_000)
  expect(hits).toEqual([])
  expect(clear.length).toBeGreaterThan(0)
  expect(papers).toBeGreaterThan(0)
})
