/** When ending others' sessions asks for a fresh proof. */
import { expect, test } from 'vitest'
import { asksForProof } from '../../../lib/domain/work/seizures.ts'

test('the third time asks who it is, the first two do not', () => {
  expect([0, 1, 2, 3, 40].map(asksForProof)).toEqual([false, false, true, true, true])
})
