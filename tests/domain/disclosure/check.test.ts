import { beforeAll, describe, expect, it } from 'vitest'
import { flat, squares } from '../../../bench/tables.ts'
import { faultOf, type Case } from '../../../lib/domain/disclosure/check.ts'
import type { Solver } from '../../../lib/domain/disclosure/program.ts'
import { protect } from '../../../lib/domain/disclosure/protect.ts'
import { shapeOf } from '../../../lib/domain/disclosure/shape.ts'
import type { Layer } from '../../../lib/domain/disclosure/stack.ts'
import { highsHere } from '../../../lib/server/disclosure/highs.ts'

const K = 11
let solver: Solver
let good: Case
let second: Case
let third: Case

async function released(inner: Int32Array, earlier: readonly Layer[]): Promise<Case> {
  const { dimensions } = squares(flat([6, 5]), 5)
  const found = await protect({ shape: shapeOf(dimensions), inner, k: K, earlier }, solver)
  if (!found.released) throw new Error(found.why)
  return {
    dimensions,
    k: K,
    inner,
    earlier,
    newest: found.layer,
    worlds: found.evidence.worlds,
    certificates: found.evidence.proofs,
    standing: found.standing,
  }
}

beforeAll(async () => {
  solver = await highsHere()
  const { inner } = squares(flat([6, 5]), 5)
  good = await released(inner, [])
  const grown = inner.map((count, index) => count + (index % 3) * 7)
  second = await released(grown, [good.newest])
  const more = grown.map((count, index) => count + (index % 2) * 30)
  third = await released(more, [good.newest, second.newest])
}, 60_000)

const hiddenCell = (of: Case): number => of.newest.published.findIndex((count) => count === null)
const smallCell = (of: Case): number => of.newest.statuses.indexOf('small')
const changed = (of: Case, cell: number, count: number | null): Case => ({
  ...of,
  newest: { ...of.newest, published: of.newest.published.with(cell, count) },
})

describe('the checker of a release', () => {
  it('finds no fault in what was protected, alone or after an earlier release', () => {
    expect(faultOf(good)).toBeNull()
    expect(faultOf(second)).toBeNull()
  })

  it('finds a small count that is published', () => {
    const cell = smallCell(good)
    const [truth] = good.worlds[0] ?? []
    const count = truth?.[shapeOf(good.dimensions).innerAt[cell] ?? -1] ?? 3
    expect(faultOf(changed(good, cell, count))).toMatchObject({ fault: 'primary-published', cell })
  })

  it('finds a count that is not true', () => {
    const cell = good.newest.published.findIndex((count) => count !== null && count >= K)
    expect(faultOf(changed(good, cell, (good.newest.published[cell] ?? 0) + 1))).toMatchObject({
      fault: 'untrue',
      cell,
    })
  })

  it('finds a zero that is hidden', () => {
    const cell = good.newest.published.indexOf(0)
    expect(faultOf(changed(good, cell, null))).toMatchObject({ fault: 'zero-hidden', cell })
  })

  it('finds a complementary cell that is published after all: the certificates are wrong then', () => {
    const cell = good.newest.statuses.indexOf('complementary')
    const counts = good.worlds[0]?.[0]
    expect(counts).toBeDefined()
    const statuses = good.newest.statuses.with(cell, 'published')
    const shape = shapeOf(good.dimensions)
    const inner = good.inner[shape.innerAt[cell] ?? -1]
    // A margin is summed up from its row.
    const count = inner ?? 0
    const told: Case = {
      ...changed(good, cell, count),
      newest: { ...good.newest, published: good.newest.published.with(cell, count), statuses },
    }
    expect(faultOf(told)?.fault).toBe(inner === undefined ? 'untrue' : 'wrong-certificate')
  })

  it('finds a status that hides what the cell is', () => {
    const cell = smallCell(good)
    const statuses = good.newest.statuses.with(cell, 'complementary')
    expect(faultOf({ ...good, newest: { ...good.newest, statuses } })).toMatchObject({
      fault: 'wrong-status',
      cell,
    })
  })

  it('finds a small growth that is not told as one, or told as another than it is', () => {
    const [cell, { lower, upper }] = [...second.newest.grown][0] ?? [-1, { lower: 0, upper: 0 }]
    expect(cell).toBeGreaterThanOrEqual(0)
    const others = [...second.newest.grown].slice(1)
    for (const grown of [new Map(others), new Map([...others, [cell, { lower, upper: upper + 1 }]])]) {
      const newest = { ...second.newest, grown }
      expect(faultOf({ ...second, newest })).toMatchObject({ fault: 'wrong-status', cell })
    }
  })

  it('asks for proofs of the small growth of earlier releases, whatever the protector says', () => {
    expect(faultOf(third)).toBeNull()
    const [cell] = [...second.newest.grown.keys()]
    const certificates = third.certificates.filter(
      ({ demand, attacker }) => demand.cell !== cell || demand.to !== 1 || attacker === 'a',
    )
    expect(faultOf({ ...third, certificates, standing: [] })).toEqual({ fault: 'no-certificate', cell })
  })

  it('finds each certificate that is missing', () => {
    for (const lost of good.certificates) {
      const certificates = good.certificates.filter((one) => one !== lost)
      expect(faultOf({ ...good, certificates })).toEqual({ fault: 'no-certificate', cell: lost.demand.cell })
    }
  })

  it('finds every possible truth that is forged by one person', () => {
    for (const place of new Set(good.certificates.flatMap(({ worlds }) => worlds))) {
      const forged = good.worlds.map((world, index) =>
        index === place
          ? world.map((inner) => Int32Array.from(inner, (count, cell) => (cell === 0 ? count + 1 : count)))
          : world,
      )
      expect(faultOf({ ...good, worlds: forged })?.fault).toBe('wrong-certificate')
    }
  })

  it('finds counts that are no counts', () => {
    const broken = [[NaN], [0.5], [-1]].map(([bad]) =>
      good.worlds.map((world) =>
        world.map((inner) => Array.from(inner, (count, cell) => (cell === 1 ? (bad ?? 0) : count))),
      ),
    )
    for (const worlds of broken) expect(faultOf({ ...good, worlds })?.fault).toBe('wrong-certificate')
    const inner = Array.from(good.inner, (count, cell) => (cell === 1 ? NaN : count))
    expect(faultOf({ ...good, inner })?.fault).toBe('malformed')
  })

  it('finds certificates that show too little: the same truth twice, or one value short', () => {
    const narrow = good.certificates.map((one) => ({
      ...one,
      worlds: one.worlds.slice(0, one.attacker === 'a' ? 1 : 4),
    }))
    expect(faultOf({ ...good, certificates: narrow })?.fault).toBe('wrong-certificate')
    const twice = good.certificates.map((one) => ({
      ...one,
      worlds: one.worlds.map(() => one.worlds[0] ?? 0),
    }))
    expect(faultOf({ ...good, certificates: twice })?.fault).toBe('wrong-certificate')
  })

  it('finds a small growth that is published, and a count that fell', () => {
    const [before] = second.earlier
    const cell = second.newest.published.findIndex(
      (count, at) => count !== null && count >= K && (before?.published[at] ?? null) !== null,
    )
    const told = (published: number): Case => ({
      ...second,
      earlier: [
        { published: (before?.published ?? []).with(cell, published), statuses: null, grown: new Map() },
      ],
    })
    const now = second.newest.published[cell] ?? 0
    expect(faultOf(told(now - 3))).toMatchObject({ fault: 'growth-published', cell })
    expect(faultOf(told(now + 1))).toMatchObject({ fault: 'untrue', cell })
  })

  it('finds that an earlier secret is no longer proved', () => {
    const standing = [{ cell: hiddenCell(good), from: null, to: 0, b: true }]
    expect(second.standing.length).toBeGreaterThan(0)
    expect(
      faultOf({
        ...second,
        certificates: second.certificates.filter(({ demand }) => demand.to !== 0),
        standing,
      })?.fault,
    ).toBe('no-certificate')
  })

  it('finds that an earlier primary cell is no longer proved, also where the protector says that nothing stands', () => {
    const certificates = second.certificates.filter(({ demand }) => demand.to !== 0)
    const cell = smallCell(good)
    expect(faultOf({ ...second, certificates, standing: [] })).toEqual({ fault: 'no-certificate', cell })
  })

  it('finds a threshold below five', () => {
    expect(faultOf({ ...good, k: 4 })?.fault).toBe('malformed')
  })
})
