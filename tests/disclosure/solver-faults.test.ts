import { beforeAll, describe, expect, it } from 'vitest'
import { flat, zipf } from '../../bench/tables.ts'
import { faultOf } from '../../lib/domain/disclosure/check.ts'
import { SolverError, type Solver } from '../../lib/domain/disclosure/program.ts'
import { protect } from '../../lib/domain/disclosure/protect.ts'
import { repeatableRandom } from '../../lib/domain/disclosure/random.ts'
import { shapeOf } from '../../lib/domain/disclosure/shape.ts'
import { highsHere } from '../../lib/server/disclosure/highs.ts'

const K = 11
// Sparse: most proofs are the solver's, not those of moves.
const TABLE = zipf(flat([6, 4]), 60, 2)
let honest: Solver

/** Whether what comes of a solver may leave; null when it was refused. */
async function mayLeave(solver: Solver): Promise<boolean | null> {
  const { dimensions, inner } = TABLE
  const found = await protect({ shape: shapeOf(dimensions), inner, k: K, earlier: [] }, solver)
  if (!found.released) return null
  const { layer, evidence, standing } = found
  return (
    faultOf({
      dimensions,
      k: K,
      inner,
      earlier: [],
      newest: layer,
      worlds: evidence.worlds,
      certificates: evidence.proofs,
      standing,
    }) === null
  )
}

beforeAll(async () => {
  honest = await highsHere()
})

describe('a solver', () => {
  it('that is honest helps a sparse table out', async () => {
    let calls = 0
    const counting: Solver = (program, limits) => {
      calls++
      return honest(program, limits)
    }
    expect(await mayLeave(counting)).toBe(true)
    expect(calls).toBeGreaterThan(10)
  })

  it('that lies lets nothing leave that is not proved', async () => {
    for (const seed of [1, 2, 3]) {
      const random = repeatableRandom(seed)
      const liar: Solver = async (program, limits) => {
        const answer = await honest(program, limits)
        if (!('values' in answer)) return answer
        return { ...answer, values: answer.values.map((value) => value + Math.floor(random() * 3) - 1) }
      }
      expect(await mayLeave(liar)).not.toBe(false)
    }
  })

  it('that says of everything that there is nothing refuses the table, and of nonsense too', async () => {
    expect(await mayLeave(async () => ({ found: 'nothing' }))).toBeNull()
    const nonsense: Solver = async ({ costs }) => ({
      found: 'best',
      values: costs.map(() => NaN),
      cost: NaN,
      seconds: 0,
    })
    expect(await mayLeave(nonsense)).not.toBe(false)
  })

  it('that fails in the middle lets nothing leave', async () => {
    for (const after of [0, 3, 10]) {
      let calls = 0
      const failing: Solver = async (program, limits) => {
        if (calls++ === after) throw new SolverError('out of memory')
        return honest(program, limits)
      }
      await expect(mayLeave(failing)).rejects.toThrow(SolverError)
    }
  })
})
