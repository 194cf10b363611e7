import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeReadings } from '../../../lib/domain/names/read-name.ts'
import { rankNames } from '../../../lib/domain/names/rank-names.ts'
import { fold } from '../../../lib/domain/names/written.ts'
import { crowd, crowdName } from './crowd.ts'
import { knownAs } from './one-spelling.ts'
import { TRANSLITERATORS } from './transliterate.ts'

const SYSTEMS = Object.entries(TRANSLITERATORS)
const FAMILIES = Array.from('김리박최정강조윤장림한오서신권황안송류전홍고문양손배백허유남노곽차주우민심')
/** Where each final that names have stands among Unicode's 28: none, ㄱ, ㄴ, ㄹ, ㅁ, ㅂ, ㅇ. */
const FINALS = [0, 1, 4, 8, 16, 17, 21]

const syllable = fc
  .tuple(fc.nat(18), fc.nat(20), fc.constantFrom(...FINALS))
  .map(([initial, vowel, final]) => String.fromCharCode(0xac00 + (initial * 21 + vowel) * 28 + final))
const person = fc.record({
  family: fc.constantFrom(...FAMILIES),
  given: fc.tuple(syllable, syllable).map((both) => both.join('')),
})
const anyText = fc.string({ unit: 'binary', maxLength: 80 })
const likelyText = fc
  .array(
    fc.constantFrom(
      ...Array.from('kimjongchŏl'),
      ' ',
      '-',
      "'",
      ',',
      'ч',
      'х',
      'о',
      'ль',
      'ё',
      'ъ',
      '김',
      'ㅅ',
      '?',
    ),
  )
  .map((parts) => parts.join(''))

function score(typed: string, stored: string): number {
  return rankNames(typed, [knownAs('one', stored)], 1)[0]?.score ?? 0
}

/** Hundreds of searches, on a machine that may be busy. */
const PATIENCE = { timeout: 120_000 }

describe('every name', PATIENCE, () => {
  it('is itself in Hangul', () => {
    fc.assert(
      fc.property(person, ({ family, given }) => {
        expect(score(family + given, family + given)).toBe(1)
        expect(score(`${family} ${given}`, family + given)).toBe(1)
      }),
    )
  })

  it.each(SYSTEMS)('is found by and finds its own spelling in %s', (_, transliterate) => {
    fc.assert(
      fc.property(person, ({ family, given }) => {
        const spelled = transliterate(family, given)
        expect(score(spelled, family + given)).toBeGreaterThanOrEqual(0.9)
        expect(score(family + given, spelled)).toBeGreaterThanOrEqual(0.9)
      }),
    )
  })

  it('is as like another as the other is like it', () => {
    const some = fc.tuple(fc.nat(400), fc.constantFrom(...SYSTEMS)).map(([index, [, transliterate]]) => {
      const { family, given } = crowdName(index)
      return transliterate(family, given)
    })
    fc.assert(
      fc.property(some, some, (one, other) => {
        expect([one, score(one, one) > 0.9]).toEqual([one, true])
        expect([one, other, whole(score(one, other))]).toEqual([one, other, whole(score(other, one))])
      }),
      { numRuns: 300 },
    )
  })

  it('is the same in either normal form, in any case and width of spaces', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.constantFrom(...SYSTEMS), (index, [, transliterate]) => {
        const { family, given } = crowdName(index)
        const spelled = transliterate(family, given)
        const stored = family + given
        const expected = score(spelled, stored)
        for (const form of [
          spelled.normalize('NFD'),
          spelled.toUpperCase(),
          spelled.toLowerCase(),
          `\u3000 ${spelled.replaceAll(' ', ' \u00a0 ')} `,
        ])
          expect(score(form, stored)).toBe(expected)
        expect(score(spelled, stored.normalize('NFD'))).toBe(expected)
        expect(score(stored, spelled.normalize('NFD'))).toBe(score(stored, spelled))
      }),
    )
  })
})

/** Beginnings and given names go one way by nature; what is asked here is the whole name. */
function whole(found: number): number {
  return found > 0.81 ? found : 0
}

describe('any text', PATIENCE, () => {
  const people = crowd(6)

  it('is searched without a fault, and answered in order, within the limit and between the bounds', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, likelyText),
        fc.oneof(anyText, likelyText),
        fc.nat(4),
        (typed, alias, limit) => {
          const hits = rankNames(typed, [...people, { ...knownAs('x', typed), aliases: alias }], limit)
          expect(hits.length).toBeLessThanOrEqual(limit)
          for (const { score: one } of hits) {
            expect(one).toBeGreaterThanOrEqual(0.4)
            expect(one).toBeLessThanOrEqual(1)
          }
          expect(hits.map(({ score: one }) => one)).toEqual(
            hits.map(({ score: one }) => one).toSorted((a, b) => b - a),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('has so many readings at most, however long and however often it could be divided', () => {
    fc.assert(
      fc.property(fc.oneof(likelyText, fc.constantFrom('an', 'nga', 'ui', 'о', 'нь', 'ㄱ', '김')), (part) => {
        const readings = completeReadings(fold(part.repeat(100)), new Map())
        expect(readings.length).toBeLessThanOrEqual(96)
        for (const { syllables } of readings) expect(syllables.length).toBeLessThanOrEqual(5)
      }),
    )
  })

  it('is cut where no name goes on: what stands behind changes nothing', () => {
    fc.assert(
      fc.property(anyText, (rest) => {
        const long = 'Kim Jong Su '.padEnd(256, '.')
        expect(fold(long + rest)).toBe(fold(long))
      }),
    )
    expect(score(`김정수${'\n'.repeat(2000)}리영호`, '리영호')).toBe(0)
  })
})
