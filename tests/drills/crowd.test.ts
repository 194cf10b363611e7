import { expect, it, vi } from 'vitest'
import { crowd } from '../access/support/crowd.ts'
import { openHouse } from '../support/house.ts'
import { SHARED_CONNECTIONS } from '../support/interleaved.ts'

const CALLS = 5_000
const PEOPLE = 50

it(`nobody is shown a code of another's in ${CALLS} requests of ${PEOPLE} people at one server`, async () => {
  vi.stubEnv('DATABASE_POOL_SIZE', String(SHARED_CONNECTIONS))
  const house = await openHouse({ cases: 6_000, serve: true })
  try {
    const { codes, strange } = await crowd(house, PEOPLE, CALLS)
    process.stdout.write(`${JSON.stringify({ calls: CALLS, codes, strange: strange.length })}\n`)
    expect(strange).toEqual([])
  } finally {
    await house.close()
  }
})
