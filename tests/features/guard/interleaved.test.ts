import { expect, it } from 'vitest'
import { interleave } from '../../support/interleaved.ts'

it('nobody sees a row of somebody who used the same connection a moment before', async () => {
  const { rows, strange } = await interleave(2_000, 50)
  expect(strange).toBe(0)
  expect(rows).toBeGreaterThan(4_000)
})
