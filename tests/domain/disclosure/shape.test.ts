import { describe, expect, it } from 'vitest'
import {
  codesOf,
  countsOf,
  innerBelow,
  shapeOf,
  shapeProblem,
  type Dimension,
} from '../../../lib/domain/disclosure/shape.ts'

const YEARS: Dimension = { name: 'year', codes: ['2021', '2022'], total: 'all' }
const PLACES: Dimension = {
  name: 'place',
  codes: ['moscow', 'centre', 'tula', 'east'],
  total: 'all',
  parents: { moscow: 'centre', tula: 'centre' },
}

describe('the shape of a table', () => {
  it('counts cells over the full product of codes and totals, row-major, each total last', () => {
    const shape = shapeOf([YEARS, PLACES])
    expect(shape.cells).toBe(15)
    expect(codesOf(shape, 0)).toEqual(['2021', 'moscow'])
    expect(codesOf(shape, 4)).toEqual(['2021', 'all'])
    expect(codesOf(shape, 14)).toEqual(['all', 'all'])
    expect(shape.inner.map((cell) => codesOf(shape, cell).join())).toEqual([
      '2021,moscow',
      '2021,tula',
      '2021,east',
      '2022,moscow',
      '2022,tula',
      '2022,east',
    ])
  })

  it('sums inner cells into parents and totals', () => {
    const shape = shapeOf([YEARS, PLACES])
    const counts = countsOf(shape, [1, 2, 4, 8, 16, 32])
    const named = Object.fromEntries(
      Array.from(counts, (count, cell) => [codesOf(shape, cell).join(), count]),
    )
    expect(named).toMatchObject({
      '2021,centre': 3,
      '2021,all': 7,
      '2022,centre': 24,
      'all,moscow': 9,
      'all,centre': 27,
      'all,all': 63,
    })
    for (let cell = 0; cell < shape.cells; cell++) {
      const below = innerBelow(shape, cell).reduce((sum, inner) => sum + 2 ** inner, 0)
      expect(below).toBe(counts[cell])
    }
  })

  it.each<[string, readonly Dimension[], string]>([
    ['no dimension', [], 'dimensions'],
    ['a dimension named twice', [YEARS, YEARS], 'dimensions[1].name'],
    ['no codes', [{ ...YEARS, codes: [] }], 'dimensions[0].codes'],
    ['a code twice', [{ ...YEARS, codes: ['2021', '2021'] }], 'dimensions[0].codes[1]'],
    ['a code that is the total', [{ ...YEARS, codes: ['all'] }], 'dimensions[0].codes[0]'],
    ['a parent that is not there', [{ ...YEARS, parents: { '2021': 'past' } }], 'dimensions[0].parents'],
    ['a child that is not there', [{ ...YEARS, parents: { '2020': '2021' } }], 'dimensions[0].parents'],
    [
      'parents in a circle',
      [{ ...YEARS, parents: { '2021': '2022', '2022': '2021' } }],
      'dimensions[0].parents',
    ],
    [
      'more cells than a machine should hold',
      [1, 2, 3].map((name) => ({
        name: String(name),
        codes: Array.from({ length: 60 }, (_, code) => String(code)),
        total: 'all',
      })),
      'dimensions',
    ],
  ])('refuses %s, and says where', (_, dimensions, at) => {
    expect(shapeProblem(dimensions)?.at).toBe(at)
  })

  it('takes a parent that is the total as no parent', () => {
    const said: Dimension = { ...PLACES, parents: { ...PLACES.parents, centre: 'all', east: 'all' } }
    expect(shapeProblem([YEARS, said])).toBeNull()
    expect(shapeOf([YEARS, said])).toEqual(shapeOf([YEARS, PLACES]))
  })

  it('accepts codes that are words of the language', () => {
    const odd: Dimension = { name: 'a', codes: ['constructor', '__proto__', 'toString'], total: '' }
    expect(shapeProblem([odd])).toBeNull()
    expect(shapeOf([odd]).inner).toHaveLength(3)
  })
})
