/** The house knows its own releases, and a fingerprint says no more than that. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, fingerprintOf, isOurs } from '../../../lib/server/releases/fingerprint.ts'
import { LICENCES } from '../../../lib/server/releases/licence.ts'
import { CATALOGUE } from '../../../lib/server/i18n/catalogue.ts'
import { LARGE, SECRET, SMALL } from './invented-release.ts'

const OTHER_SECRET = Buffer.alloc(32, 8).toString('base64url')

describe('a fingerprint', () => {
  test('is four groups of five letters that are read on the phone without mistakes', () => {
    expect(LARGE.fingerprint).toMatch(/^[A-Z2-7]{5}(-[A-Z2-7]{5}){3}$/)
  })

  test('is known again, also typed in small letters without hyphens', () => {
    expect(isOurs(LARGE, LARGE.fingerprint, SECRET)).toBe(true)
    expect(isOurs(LARGE, LARGE.fingerprint.toLowerCase().replaceAll('-', ' '), SECRET)).toBe(true)
  })

  test('does not depend on the fingerprint that stands in the document, nor on the order of its fields', () => {
    const turned = Object.fromEntries(Object.entries({ ...LARGE, fingerprint: '' }).reverse())
    expect(fingerprintOf({ ...LARGE, ...turned }, SECRET)).toBe(LARGE.fingerprint)
    expect(canonical(turned)).toBe(canonical({ ...LARGE, fingerprint: '' }))
  })

  test.each([
    ['a count', { tables: LARGE.tables.map((table) => ({ ...table, cells: table.cells.slice(1) })) }],
    ['the threshold', { k: 10 }],
    ['a date', { cutOff: '2026-04-01' }],
    ['the licence', { licence: 'none' }],
  ])('is another when %s is another', (_, change) => {
    expect(isOurs({ ...LARGE, ...change }, LARGE.fingerprint, SECRET)).toBe(false)
  })

  test('of another release or another house is not ours', () => {
    expect(isOurs(LARGE, SMALL.fingerprint, SECRET)).toBe(false)
    expect(isOurs(LARGE, LARGE.fingerprint, OTHER_SECRET)).toBe(false)
    expect(isOurs(LARGE, '', SECRET)).toBe(false)
  })
})

describe('the canonical form', () => {
  test('tells different values apart', () => {
    const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.constant(null)))
    fc.assert(
      fc.property(value, (one) => {
        expect(JSON.parse(canonical(one))).toEqual({ ...one })
      }),
    )
  })

  test('refuses what a release never holds', () => {
    for (const value of [1.5, Number.NaN, undefined, true]) {
      expect(() => canonical({ value })).toThrow('texts, whole numbers and null')
    }
  })
})

test('the licence of the restricted tier says in English what the translations say', () => {
  expect(LICENCES.restricted).toBe(CATALOGUE.en.releaseFiles.licences.restricted)
})
