import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNumbers, isNumberQuery } from '../../../lib/domain/names/find-number.ts'

const entries = [
  { id: 'vladivostok', phone: '+7 914 555-01-02', references: [] },
  { id: 'seoul', phone: '+82 10-1234-5678', references: [] },
  { id: 'two', phone: '8 (914) 555-77-77, +7 914 000 01 02', references: [] },
  { id: 'registered', phone: '', references: ['305-19C00123', 'RU 77/4471'] },
  { id: 'none', phone: '', references: [] },
]
const find = (query: string, limit = 5) => findNumbers(query, entries, limit)
const phoned = (phone: string) => [{ id: 'somebody', phone, references: [] }]

describe('a search by number', () => {
  it.each([
    ['+7 914 555-01-02', ['vladivostok']],
    ['8 914 555 01 02', ['vladivostok']],
    ['9145550102', ['vladivostok']],
    ['010-1234-5678', ['seoul']],
    ['555-77-77', ['two']],
    ['0102', ['vladivostok', 'two']],
    ['５６７８', ['seoul']],
    ['305-19c00123', ['registered']],
    ['C00123', ['registered']],
    ['ru-77-4471', ['registered']],
    ['4471', ['registered']],
    ['9999', []],
  ])('finds by %s', (query, ids) => {
    expect(isNumberQuery(query)).toBe(true)
    expect(find(query)).toEqual(ids)
  })

  it.each(['102', '', '---', 'Kim 1234', '김 5678'])('takes %j for no number', (query) => {
    expect(isNumberQuery(query)).toBe(false)
  })

  it('finds nobody by fewer than four digits, and no more than it is asked for', () => {
    expect(find('02')).toEqual([])
    expect(find('0102', 1)).toEqual(['vladivostok'])
  })

  it('finds a number by any end of it, however both are written', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    const number = fc.array(digit, { minLength: 6, maxLength: 15 })
    const between = fc.constantFrom('', ' ', '-', ' (', ') ')
    const write = (digits: readonly number[], gap: string) => digits.join(gap)
    fc.assert(
      fc.property(number, between, between, fc.nat(), (digits, one, other, cut) => {
        const end = digits.slice(cut % (digits.length - 3))
        expect(findNumbers(write(end, other), phoned(write(digits, one)), 1)).toEqual(['somebody'])
      }),
    )
  })

  it('never finds a number that ends otherwise', () => {
    const digits = fc.stringMatching(/^\d{4,9}$/)
    fc.assert(
      fc.property(digits, digits, (asked, kept) => {
        const found = findNumbers(asked, phoned(kept), 1).length === 1
        expect(found).toBe(kept.endsWith(asked))
      }),
    )
  })
})
