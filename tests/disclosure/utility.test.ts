import { describe, expect, it } from 'vitest'
import { flat, squares } from '../../bench/tables.ts'
import type { Solver } from '../../lib/domain/disclosure/program.ts'
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

  it('is never less where the fewest hidden cells were looked for than where moves alone were', async () => {
    for (const seed of [1, 2, 3]) {
      const { dimensions, inner } = squares(flat([6, 5]), seed)
      const hiddenBy = async (one: Solver): Promise<number> => {
        const outcome = await protect({ shape: shapeOf(dimensions), inner, k: 11, earlier: [] }, one)
        if (!outcome.released) throw new Error('refused')
        return outcome.layer.published.filter((count) => count === null).length
      }
      // The program that chooses cells is the only one in which some variables are whole and others are not.
      const withoutChoice: Solver = async (program, limits) => {
        const isChoice = program.costs.some((cost) => cost >= 1)
        if (isChoice && program.whole.some((whole) => whole)) return { found: 'nothing' }
        return solver(program, limits)
      }
      const [fewest, moves] = [await hiddenBy(solver), await hiddenBy(withoutChoice)]
      expect(fewest).toBeLessThanOrEqual(moves)
    }
  })
})
