import { describe, expect, it } from 'vitest'
import { dimensionOf } from '../../../lib/domain/releases/axes.ts'
import { tellsNoMore } from '../../../lib/domain/releases/together.ts'

const sex = (female: number | null, male: number | null, total: number | null) => ({
  dimensions: [dimensionOf('sex')],
  cells: [
    { at: ['female'], count: female },
    { at: ['male'], count: male },
    { at: ['other-or-unknown'], count: 0 },
    { at: ['all'], count: total },
  ],
})
const total = (count: number | null) => ({
  dimensions: [dimensionOf('everybody')],
  cells: [{ at: ['all'], count }],
})

describe('a public and a restricted release of the same period', () => {
  it('stand together where the public one holds nothing that the restricted one hides', () => {
    expect(tellsNoMore(sex(null, null, 30), sex(7, 23, 30))).toBe(true)
    expect(tellsNoMore(total(30), sex(7, 23, 30))).toBe(true)
  })

  it('do not where it does, where a count has changed, or where one cannot be found in the other', () => {
    expect(tellsNoMore(sex(null, 23, 30), sex(null, null, 30))).toBe(false)
    expect(tellsNoMore(sex(null, null, 31), sex(8, 23, 30))).toBe(false)
    expect(tellsNoMore(sex(12, 18, 30), total(30))).toBe(false)
  })

  it('compare a wider form with the parents of the finer one', () => {
    const wide = {
      dimensions: [dimensionOf('stage-wide')],
      cells: [
        { at: ['in-russia'], count: 20 },
        { at: ['on-the-way-or-arrived'], count: 15 },
        { at: ['all'], count: 35 },
      ],
    }
    const fine = (inRussia: number | null) => ({
      dimensions: [dimensionOf('stage')],
      cells: [
        { at: ['in-russia'], count: inRussia },
        { at: ['contact'], count: null },
        { at: ['on-the-way-or-arrived'], count: 15 },
        { at: ['all'], count: 35 },
      ],
    })
    expect(tellsNoMore(wide, fine(20))).toBe(true)
    expect(tellsNoMore(wide, fine(null))).toBe(false)
  })
})
