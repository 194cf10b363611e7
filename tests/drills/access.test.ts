import { expect, it } from 'vitest'
import { compareAbsence } from '../access/support/pairs.ts'
import { openHouse } from '../support/house.ts'

const PAIRS = 1_000
const MOST_APART_MS = 5

it(`a foreign case and an absent one cannot be told apart in ${PAIRS} interleaved pairs`, async () => {
  const house = await openHouse({ cases: 240, serve: true })
  try {
    const compared = await compareAbsence(house, PAIRS)
    process.stdout.write(
      `${JSON.stringify(compared.map((one) => ({ ...one, differences: one.differences.length })))}\n`,
    )
    for (const { door, foreign, absent, differences } of compared) {
      expect(differences, door).toEqual([])
      expect(Math.abs(foreign - absent), door).toBeLessThan(MOST_APART_MS)
    }
  } finally {
    await house.close()
  }
})
