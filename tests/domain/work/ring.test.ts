import { expect, test } from 'vitest'
import { ringsFor } from '../../../lib/domain/work/ring.ts'

test('an alert rings for the first rank that holds somebody besides the raiser', () => {
  expect(ringsFor([['dan'], ['suji'], ['hana']], 'mina')).toEqual(['dan'])
  expect(ringsFor([[], ['suji', 'anna'], ['hana']], 'mina')).toEqual(['suji', 'anna'])
  expect(ringsFor([[], [], ['hana']], 'mina')).toEqual(['hana'])
})

test('the raiser is passed over while somebody else is there', () => {
  expect(ringsFor([['mina'], ['suji'], ['hana']], 'mina')).toEqual(['suji'])
  expect(ringsFor([['mina', 'dan'], ['suji'], []], 'mina')).toEqual(['dan'])
  expect(ringsFor([['mina'], ['mina'], ['hana']], 'mina')).toEqual(['hana'])
})

test('when nobody else is there it rings for the raiser', () => {
  expect(ringsFor([[], ['suji'], []], 'suji')).toEqual(['suji'])
  expect(ringsFor([[], [], []], 'suji')).toEqual([])
})
