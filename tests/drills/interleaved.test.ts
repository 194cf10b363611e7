import { beforeAll, expect, it, vi } from 'vitest'
import { look } from '../support/database.ts'
import { appConnections, interleave, SHARED_CONNECTIONS } from '../support/interleaved.ts'

const CALLS = 100_000

beforeAll(() => {
  vi.stubEnv('DATABASE_POOL_SIZE', String(SHARED_CONNECTIONS))
})

it(`nobody sees a row of another's in ${CALLS} interleaved calls of 50 people on five connections`, async () => {
  const found = await interleave(CALLS, 50)
  process.stdout.write(`${JSON.stringify(found)}\n`)
  expect(found.strange).toBe(0)
  expect(await appConnections(look)).toBe(SHARED_CONNECTIONS)
})
