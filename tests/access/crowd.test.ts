import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openHouse, type OpenHouse } from '../support/house.ts'
import { crowd } from './support/crowd.ts'

let house: OpenHouse

beforeAll(async () => {
  vi.stubEnv('DATABASE_POOL_SIZE', '5')
  house = await openHouse({ cases: 2_000, serve: true })
})

afterAll(async () => {
  await house.close()
})

it('twenty people at one server are each shown their own cases only', async () => {
  const { codes, strange } = await crowd(house, 20, 100)
  expect(strange).toEqual([])
  expect(codes).toBeGreaterThan(500)
})
