import { beforeAll, expect, it, vi } from 'vitest'
import { look } from '../../support/database.ts'
import { appConnections, interleave, SHARED_CONNECTIONS } from '../../support/interleaved.ts'

beforeAll(() => {
  vi.stubEnv('DATABASE_POOL_SIZE', String(SHARED_CONNECTIONS))
})

it('nobody sees a row of somebody who used the same connection a moment before', async () => {
  const { rows, strange } = await interleave(2_000, 50)
  expect(strange).toBe(0)
  expect(rows).toBeGreaterThan(4_000)
  expect(await appConnections(look)).toBe(SHARED_CONNECTIONS)
})
