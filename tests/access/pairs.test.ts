import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHouse, type OpenHouse } from '../support/house.ts'
import { compareAbsence } from './support/pairs.ts'

let house: OpenHouse

beforeAll(async () => {
  house = await openHouse({ cases: 240, serve: true })
})

afterAll(async () => {
  await house.close()
})

it('a case of another team and one that does not exist get the same status and the same body', async () => {
  const compared = await compareAbsence(house, 20)
  expect(compared.map(({ door, differences }) => [door, differences])).toEqual([
    ['GET /cases/[code]', []],
    ['readIdentityAction', []],
  ])
})
