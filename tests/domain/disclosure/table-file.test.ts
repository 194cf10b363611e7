import { describe, expect, it } from 'vitest'
import { countsOf } from '../../../lib/domain/disclosure/shape.ts'
import { readReleased, readTable, TableError } from '../../../lib/server/disclosure/table-file.ts'

const DIMENSIONS = [
  { name: 'year', codes: ['2021', '2022'], total: 'all' },
  { name: 'place', codes: ['moscow', 'centre'], total: 'all', parents: { moscow: 'centre' } },
]
const text = (cells: unknown, dimensions: unknown = DIMENSIONS): string =>
  JSON.stringify({ dimensions, cells })
const cell = (at: readonly string[], count: unknown) => ({ at, count })

describe('a table that is asked for', () => {
  it('is read with a missing inner cell as 0', () => {
    expect([...readTable(text([cell(['2022', 'moscow'], 3)])).inner]).toEqual([0, 3])
  })

  it('keeps its hierarchy whatever its codes are called', () => {
    const named = '[{"name":"a","codes":["above","__proto__"],"total":"all","parents":{"__proto__":"above"}}]'
    const { shape, inner } = readTable(`{"dimensions":${named},"cells":[{"at":["__proto__"],"count":12}]}`)
    expect([...inner]).toEqual([12])
    expect([...countsOf(shape, inner)]).toEqual([12, 12, 12])
    const wrong = text([], [{ ...DIMENSIONS[0], parents: { '2021': 2022 } }])
    expect(() => readTable(wrong)).toThrow(/parents: must name the parent of each code/)
  })

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['nothing of its kind', '[]', /The table/],
    ['no cells', JSON.stringify({ dimensions: DIMENSIONS }), /^cells/],
    ['a misspelled key', JSON.stringify({ dimensions: DIMENSIONS, cells: [], earlyer: [] }), /earlyer/],
    ['a cell at a parent', text([cell(['2021', 'centre'], 1)]), /cells\[0\]\.at is a parent or a total/],
    [
      'a cell at a total',
      text([cell(['2021', 'moscow'], 1), cell(['all', 'moscow'], 1)]),
      /cells\[1\]\.at is a parent/,
    ],
    [
      'a cell twice',
      text([cell(['2021', 'moscow'], 1), cell(['2021', 'moscow'], 1)]),
      /cells\[1\]\.at is there twice/,
    ],
    ['a code that is not there', text([cell(['2023', 'moscow'], 1)]), /cells\[0\]\.at\[0\] is no code: 2023/],
    ['a code too few', text([cell(['2021'], 1)]), /must name 2 codes/],
    ['a negative count', text([cell(['2021', 'moscow'], -1)]), /cells\[0\]\.count/],
    ['half a person', text([cell(['2021', 'moscow'], 0.5)]), /cells\[0\]\.count/],
    ['a count in words', text([cell(['2021', 'moscow'], '7')]), /cells\[0\]\.count/],
    ['more people than can be counted', text([cell(['2021', 'moscow'], 3e9)]), /too much/],
    [
      'parents in a circle',
      text([], [{ name: 'a', codes: ['x'], total: 't', parents: { x: 'x' } }]),
      /dimensions\[0\]\.parents/,
    ],
  ])('is refused with %s, and the place is told', (_, json, said) => {
    expect(() => readTable(json)).toThrow(TableError)
    expect(() => readTable(json)).toThrow(said)
  })
})

describe('an earlier release', () => {
  const table = readTable(text([cell(['2021', 'moscow'], 12)]))
  const whole = ['2021', '2022', 'all'].flatMap((year) =>
    ['moscow', 'centre', 'all'].map((place) => cell([year, place], year === '2022' ? 0 : null)),
  )

  it('is read as it was printed, with statuses or without', () => {
    expect(readReleased(text(whole), table)).toMatchObject({ statuses: null })
    const explained = whole.map((one) => ({ ...one, status: one.count === null ? 'primary' : 'published' }))
    expect(readReleased(text(explained), table).statuses?.[0]).toBe('small')
  })

  it.each<[string, string, RegExp]>([
    ['a cell missing', text(whole.slice(1)), /cells lack 2021, moscow/],
    ['a cell twice', text([...whole, whole[0]]), /there twice/],
    [
      'a whole that is not primary',
      text([{ ...whole[0], status: 'complementary', whole: true }, ...whole.slice(1)]),
      /cells\[0\]\.whole/,
    ],
    ['other dimensions', text(whole, [DIMENSIONS[0], { ...DIMENSIONS[1], total: 'sum' }]), /not those/],
    [
      'a status that does not fit',
      text([{ ...whole[0], status: 'published' }, ...whole.slice(1)]),
      /cells\[0\]\.status/,
    ],
    ['half a person', text([cell(['2021', 'moscow'], 0.5), ...whole.slice(1)]), /cells\[0\]\.count/],
  ])('is refused with %s', (_, json, said) => {
    expect(() => readReleased(json, table)).toThrow(said)
  })
})
