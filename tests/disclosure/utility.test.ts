import { describe, expect, it } from 'vitest'
import { flat, squares } from '../../bench/tables.ts'
import { protect } from '../../lib/domain/disclosure/protect.ts'
import { shapeOf } from '../../lib/domain/disclosure/shape.ts'
import { highsHere } from '../../lib/server/disclosure/highs.ts'

const solver = await highsHere()

describe('what is left of a table', () => {
  it.each([[[10, 8]], [[20, 12]], [[8, 6, 4]], [[12, 8, 5]]])(
    'of %j is three of four cells that are not primary, and more',
    async (sizes) => {
      for (const seed of [1, 2]) {
        const { dimensions, inner } = squares(flat(sizes), seed)
        const found = await protect({ shape: shapeOf(dimensions), inner, k: 11, earlier: [] }, solver)
        if (!found.released) throw new Error('refused')
        const open = found.layer.statuses.filter((status) => status !== 'small')
        const published = open.filter((status) => status === 'published')
        expect(published.length / open.length).toBeGreaterThanOrEqual(0.75)
      }
    },
    60_000,
  )
})
