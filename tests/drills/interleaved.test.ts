import { expect, it } from 'vitest'
import { interleave } from '../support/interleaved.ts'

const CALLS = 100_000

it(`nobody sees a row of another's in ${CALLS} interleaved calls of 50 people`, async () => {
  const found = await interleave(CALLS, 50)
  process.stdout.write(`${JSON.stringify(found)}\n`)
  expect(found.strange).toBe(0)
})
