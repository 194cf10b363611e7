import { describe, expect, it } from 'vitest'
import { flat, squares, zipf } from '../../bench/tables.ts'
import { faultOf } from '../../lib/domain/disclosure/check.ts'
import { protect } from '../../lib/domain/disclosure/protect.ts'
import { countsOf, shapeOf } from '../../lib/domain/disclosure/shape.ts'
import { highsHere } from '../../lib/server/disclosure/highs.ts'
import { cellNames, exposed } from '../support/table-attackers.ts'

const solver = await highsHere()
const [K, ABOVE] = [5, 11]

const tables = Array.from({ length: 24 }, (_, seed) =>
  seed % 3 === 2 ? squares(flat([5]), seed) : zipf(flat(seed % 3 === 0 ? [4, 3] : [6]), 60, seed),
)

/** Tables of the restricted tier in which B, who knows why the public one hides each cell too, gets further than they may. */
async function exposedTables(above: number) {
  const found: number[] = []
  let released = 0
  for (const [number, { dimensions, inner }] of tables.entries()) {
    const shape = shapeOf(dimensions)
    const answer = await protect({ shape, inner, k: K, above, earlier: [] }, solver)
    if (!answer.released) continue
    released++
    const fault = faultOf({
      dimensions,
      k: K,
      above,
      inner,
      earlier: [],
      newest: answer.layer,
      worlds: answer.evidence.worlds,
      certificates: answer.evidence.proofs,
      standing: [],
    })
    expect(fault).toBeNull()
    const counts = countsOf(shape, inner)
    const names = cellNames(dimensions)
    const known = names.map((name, cell): readonly [string, readonly [number, number]] => {
      const count = counts[cell] ?? 0
      return [name, count < K ? [1, K - 1] : count < ABOVE ? [K, ABOVE - 1] : [ABOVE, Infinity]]
    })
    const seen = {
      dimensions,
      counts: new Map(names.map((name, cell) => [name, answer.layer.published[cell] ?? null])),
      primary: new Set(names.filter((_, cell) => answer.layer.statuses[cell] === 'small')),
      known: new Map(known),
      k: K,
    }
    if (exposed(seen).length > 0) found.push(number)
  }
  return { found, released }
}

describe('a release to a named recipient beside the public one of the same period', () => {
  it('leaves four values of a small count to whoever knows why each cell is hidden in both', async () => {
    const { found, released } = await exposedTables(ABOVE)
    expect(found).toEqual([])
    expect(released).toBeGreaterThan(12)
  })

  it('would leave fewer, if the public one were not thought of', async () => {
    expect((await exposedTables(K)).found.length).toBeGreaterThan(0)
  })

  it('is held by the checker to what it says of the other tier', async () => {
    const { dimensions, inner } = zipf(flat([6]), 60, 1)
    const answer = await protect(
      { shape: shapeOf(dimensions), inner, k: K, above: ABOVE, earlier: [] },
      solver,
    )
    if (!answer.released) throw new Error(answer.why)
    const told = {
      ...{ dimensions, k: K, above: ABOVE, inner, earlier: [], standing: [] },
      ...{ newest: answer.layer, worlds: answer.evidence.worlds, certificates: answer.evidence.proofs },
    }
    expect(faultOf(told)).toBeNull()
    const cell = told.newest.statuses.indexOf('between')
    expect(cell).toBeGreaterThanOrEqual(0)
    const statuses = told.newest.statuses.with(cell, 'complementary')
    expect(faultOf({ ...told, newest: { ...told.newest, statuses } })).toEqual({
      fault: 'wrong-status',
      cell,
    })
    expect(faultOf({ ...told, above: K })?.fault).toBe('wrong-status')
    expect(faultOf({ ...told, above: 4 })?.fault).toBe('malformed')
  })
})
