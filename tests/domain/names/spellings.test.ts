import { describe, expect, it } from 'vitest'
import { rankNames } from '../../../lib/domain/names/rank-names.ts'
import { crowd } from './crowd.ts'
import { DECOY_PAIRS } from './decoy-pairs.ts'
import { HELD_OUT_DECOYS, HELD_OUT_PAIRS } from './held-out-pairs.ts'
import { knownAs } from './one-spelling.ts'
import { PUBLISHED_SPELLINGS } from './published-spellings.ts'
import { SPELLING_PAIRS, type SpellingPair } from './spelling-pairs.ts'

const CROWD_SIZE = 300
const SHOWN = 5

/** Everybody in the crowd is known by one script only, as people at a first contact are. */
const CROWD = crowd(CROWD_SIZE).map((one, index) =>
  knownAs(one.id, [one.hangul, one.latin, one.cyrillic][index % 3] ?? ''),
)

function isHit({ stored, typed }: SpellingPair): boolean {
  return rankNames(typed, [knownAs('wanted', stored)], SHOWN).length > 0
}

function isAmongTheFirst({ stored, typed }: SpellingPair): boolean {
  const others = CROWD.filter(({ hangul, latin, cyrillic }) => hangul + latin + cyrillic !== stored)
  const entries = [...others.slice(0, CROWD_SIZE - 1), knownAs('wanted', stored)]
  return rankNames(typed, entries, SHOWN).some(({ id }) => id === 'wanted')
}

function share(pairs: readonly SpellingPair[], holds: (pair: SpellingPair) => boolean): number {
  return pairs.filter(holds).length / pairs.length
}

function precision(pairs: readonly SpellingPair[], decoys: readonly SpellingPair[]): number {
  const right = pairs.filter(isHit).length
  return right / (right + decoys.filter(isHit).length)
}

function told({ stored, typed }: SpellingPair): string {
  return `${stored} = ${typed}`
}

describe('the tables of spellings', () => {
  it('hold at least 200 pairs, 200 decoys and 60 held-out pairs, none twice and none in two tables', () => {
    expect(SPELLING_PAIRS.length).toBeGreaterThanOrEqual(200)
    expect(DECOY_PAIRS.length).toBeGreaterThanOrEqual(200)
    expect(HELD_OUT_PAIRS.length).toBeGreaterThanOrEqual(60)
    const all = [
      ...SPELLING_PAIRS,
      ...DECOY_PAIRS,
      ...HELD_OUT_PAIRS,
      ...HELD_OUT_DECOYS,
      ...PUBLISHED_SPELLINGS,
    ].map(told)
    expect(all.filter((pair, place) => all.indexOf(pair) !== place)).toEqual([])
  })
})

/** Hundreds of searches in a crowd, on a machine that may be busy. */
const PATIENCE = { timeout: 120_000 }

describe('a name in another script or spelling', PATIENCE, () => {
  it('is found in at least 95 of 100 cases, and at least 90 of 100 finds are right', () => {
    expect(share(SPELLING_PAIRS, isHit)).toBeGreaterThanOrEqual(0.95)
    expect(precision(SPELLING_PAIRS, DECOY_PAIRS)).toBeGreaterThanOrEqual(0.9)
  })

  it('is among the first five of 300 people', () => {
    expect(share(SPELLING_PAIRS, isAmongTheFirst)).toBeGreaterThanOrEqual(0.95)
  })

  it('is found as well where the search was finished before the pairs were written', () => {
    expect(share(HELD_OUT_PAIRS, isHit)).toBeGreaterThanOrEqual(0.95)
    expect(precision(HELD_OUT_PAIRS, HELD_OUT_DECOYS)).toBeGreaterThanOrEqual(0.9)
    expect(share(HELD_OUT_PAIRS, isAmongTheFirst)).toBeGreaterThanOrEqual(0.95)
  })

  it('is found as newspapers spell it', () => {
    expect(share(PUBLISHED_SPELLINGS, isHit)).toBeGreaterThanOrEqual(0.93)
  })
})
