import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arePlausibleOrphans } from '../../lib/domain/retention.ts'

describe('keys without a row', () => {
  it.each([
    [0, 0, true],
    [20, 20, true],
    [21, 21, false],
    [21, 209, false],
    [21, 210, true],
    [1_000, 10_000, true],
    [1_001, 10_000, false],
  ])('%i of %i are what failed transactions leave: %s', (orphans, owners, plausible) => {
    expect(arePlausibleOrphans(orphans, owners)).toBe(plausible)
  })

  it('are never so many that most of the keys of a house would go', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (one, other) => {
        const [orphans, owners] = [Math.min(one, other), Math.max(one, other)]
        expect(!arePlausibleOrphans(orphans, owners) || orphans <= 20 || orphans * 10 <= owners).toBe(true)
        // Fewer of them are never less plausible.
        if (orphans > 0 && arePlausibleOrphans(orphans, owners))
          expect(arePlausibleOrphans(orphans - 1, owners)).toBe(true)
      }),
    )
  })
})
