import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AXIS_IDS, CODES, dimensionOf, finest, leafOn } from '../../../lib/domain/releases/axes.ts'
import {
  bandOf,
  furthest,
  gravest,
  nightsIn,
  outcomeOn,
  protectionOn,
  wasOpen,
} from '../../../lib/domain/releases/classify.ts'
import { count, ladderOf, nameOf, TABLES } from '../../../lib/domain/releases/count.ts'
import { DEFINITION_IDS } from '../../../lib/domain/releases/definitions.ts'
import type { CountedPerson } from '../../../lib/domain/releases/people.ts'
import { asOf, closedPeriods, overlaps, pooled } from '../../../lib/domain/releases/periods.ts'
import { quartilesOf } from '../../../lib/domain/releases/quartiles.ts'
import { shapeProblem } from '../../../lib/domain/disclosure/shape.ts'
import { countsOf, shapeOf } from '../../../lib/domain/disclosure/shape.ts'
import { countedPeople } from '../../support/counted-people.ts'
import en from '../../../messages/en.json' with { type: 'json' }

const YEAR = { first: '2024-01-01', last: '2024-12-31' }
const [someone] = countedPeople(1, [2024], 1)
if (someone === undefined) throw new Error('nobody')

describe('where a person stands', () => {
  it('is the furthest stage reached, also after a way back', () => {
    const spells = [
      { stage: 'contact', since: '2024-01-05', until: '2024-02-01', outcome: null },
      { stage: 'transit', since: '2024-02-01', until: '2024-03-01', outcome: null },
      { stage: 'safe-house', since: '2024-03-01', until: null, outcome: null },
    ] as const
    expect(furthest({ ...someone, spells }, '2024-12-31')).toBe('transit')
    expect(furthest({ ...someone, spells }, '2024-01-31')).toBe('contact')
    expect(furthest({ ...someone, spells }, '2024-01-01')).toBeNull()
  })

  it('counts a case that was open on a single day of the period, and none that was closed before it', () => {
    const until = (day: string) => ({
      ...someone,
      spells: [
        { stage: 'contact' as const, since: '2023-05-01', until: day, outcome: null },
        { stage: 'closed' as const, since: day, until: null, outcome: 'settled' as const },
      ],
    })
    expect(wasOpen(until('2024-01-02'), YEAR)).toBe(true)
    expect(wasOpen(until('2024-01-01'), YEAR)).toBe(false)
  })

  it('is the outcome with which the case stood closed on the day, and open before and after', () => {
    const spells = [
      { stage: 'contact', since: '2024-01-05', until: '2024-03-01', outcome: null },
      { stage: 'closed', since: '2024-03-01', until: '2024-09-01', outcome: 'lost-contact' },
      { stage: 'safe-house', since: '2024-09-01', until: '2025-02-01', outcome: null },
      { stage: 'closed', since: '2025-02-01', until: null, outcome: 'settled' },
    ] as const
    const person = { ...someone, spells }
    expect(outcomeOn(person, '2024-02-29')).toBeNull()
    expect(outcomeOn(person, '2024-03-01')).toBe('lost-contact')
    expect(outcomeOn(person, '2024-08-31')).toBe('lost-contact')
    expect(outcomeOn(person, '2024-12-31')).toBeNull()
    expect(outcomeOn(person, '2025-02-01')).toBe('settled')
  })

  it('is protected by what had not expired on the day, the ministry before UNHCR', () => {
    const step = (
      track: 'unhcr' | 'interior-ministry',
      status: 'registered' | 'temporary-asylum',
      expiresOn: string | null,
    ) => ({
      track,
      status,
      on: '2024-02-01',
      expiresOn,
    })
    const person = {
      ...someone,
      protection: [
        step('unhcr', 'registered', null),
        step('interior-ministry', 'temporary-asylum', '2024-12-31'),
      ],
    }
    expect(protectionOn(person, '2024-12-31')).toBe('temporary-asylum')
    expect(protectionOn(person, '2025-01-01')).toBe('unhcr')
    expect(protectionOn(person, '2024-01-31')).toBe('none')
  })

  it('is the gravest incident of the period and no other', () => {
    const incidents = [
      { kind: 'medical', severity: 'critical', on: '2023-12-31' },
      { kind: 'surveillance', severity: 'serious', on: '2024-01-01' },
      { kind: 'detention', severity: 'serious', on: '2024-06-01' },
      { kind: 'abduction', severity: 'low', on: '2024-06-02' },
    ] as const
    expect(gravest({ ...someone, incidents }, YEAR)).toBe('detention')
    expect(gravest({ ...someone, incidents: [] }, YEAR)).toBeNull()
  })

  it('is the nights of the period, one that was booked in two houses once', () => {
    const placements = [
      { since: '2023-12-30', until: '2024-01-03' },
      { since: '2024-01-02', until: '2024-01-05' },
      { since: '2024-12-31', until: null },
    ]
    expect(nightsIn({ ...someone, placements }, YEAR)).toBe(2 + 2 + 1)
  })

  it('is in exactly one band', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (value) => {
        for (const axis of ['days', 'nights'] as const) {
          expect(dimensionOf(axis).codes).toContain(bandOf(axis, value))
        }
      }),
    )
    expect(bandOf('days', 0)).toBe('0-30')
    expect(bandOf('days', 30)).toBe('0-30')
    expect(bandOf('days', 31)).toBe('31-90')
    expect(bandOf('nights', 181)).toBe('181+')
  })
})

describe('the tables of the definitions', () => {
  it.each(AXIS_IDS)('know every code of %s and have words for it', (axis) => {
    const dimension = dimensionOf(axis)
    expect(shapeProblem([dimension])).toBeNull()
    const leaves = dimensionOf(finest(axis)).codes
    for (const leaf of leaves) expect(typeof leafOn(axis, leaf)).toBe('string')
    for (const code of CODES) expect(Object.keys(en.releaseContent.codes)).toContain(code)
  })

  it('count each person of a caseload once on every rung, whatever is asked', () => {
    const people = countedPeople(40, [2022, 2023, 2024], 7)
    for (const definition of DEFINITION_IDS) {
      for (const table of TABLES[definition]) {
        const { year, pooled: three, total } = ladderOf(table)
        const totals = [...year, ...three, ...total].map((rung) => {
          const { dimensions, inner, people: counted } = count(people, table, rung, pooled(YEAR, rung.years))
          expect(countsOf(shapeOf(dimensions), inner).at(-1), `${table} ${nameOf(rung)}`).toBe(counted)
          return { years: rung.years, counted }
        })
        for (const { years, counted } of totals) {
          expect(counted).toBe(totals.find((one) => one.years === years)?.counted)
        }
      }
    }
  })
})

describe('what happens after the day as of which is counted', () => {
  /** What was to be known of a person on a day. */
  function asKnownOn(person: CountedPerson, day: string): CountedPerson {
    const over = (until: string | null) => (until !== null && until > day ? null : until)
    return {
      ...person,
      spells: person.spells
        .filter(({ since }) => since <= day)
        .map((spell) => ({ ...spell, until: over(spell.until) })),
      protection: person.protection.filter(({ on }) => on <= day),
      incidents: person.incidents.filter(({ on }) => on <= day),
      placements: person.placements
        .filter(({ since }) => since <= day)
        .map((stay) => ({ ...stay, until: over(stay.until) })),
    }
  }

  it('changes no table', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(2022, 2023), (seed, year) => {
        const people = countedPeople(15, [2021, 2022, 2023], seed)
        const period = { first: `${String(year)}-01-01`, last: `${String(year)}-12-31` }
        for (const definition of DEFINITION_IDS) {
          const day = asOf(definition, period)
          for (const table of TABLES[definition]) {
            const [rung = { axes: [], years: 1 }] = ladderOf(table).year
            const known = people.map((person) => asKnownOn(person, day))
            expect(count(known, table, rung, period), table).toEqual(count(people, table, rung, period))
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('leaves a case open in the table that closes the day after, and closed one that is opened again', () => {
    const contacted = { stage: 'contact', since: '2024-05-01', outcome: null } as const
    const ended = (day: string, again: string | null): CountedPerson => ({
      ...someone,
      spells: [
        { ...contacted, until: day },
        { stage: 'closed', since: day, until: again, outcome: 'settled' },
        ...(again === null ? [] : [{ ...contacted, since: again, until: null }]),
      ],
    })
    const outcomes = (person: CountedPerson) => {
      const { dimensions, inner } = count([person], 'outcomes', { axes: ['outcome'], years: 1 }, YEAR)
      const codes = dimensions[0]?.codes ?? []
      const leaves = codes.filter(
        (code) => !Object.values(dimensionOf('outcome').parents ?? {}).includes(code),
      )
      return leaves[inner.indexOf(1)]
    }
    expect(outcomes(ended('2025-12-31', null))).toBe('settled')
    expect(outcomes(ended('2026-01-01', null))).toBe('open')
    expect(outcomes(ended('2025-12-31', '2026-01-01'))).toBe('settled')
    expect(outcomes(ended('2025-12-30', '2025-12-31'))).toBe('open')
  })
})

describe('a period', () => {
  it('is closed when its late records are in, a cohort a year later', () => {
    expect(closedPeriods('pathway', '2023-05-01', '2025-01-30').map(({ first }) => first)).toEqual([
      '2023-01-01',
    ])
    expect(closedPeriods('pathway', '2023-05-01', '2025-01-31').map(({ first }) => first)).toEqual([
      '2024-01-01',
      '2023-01-01',
    ])
    expect(closedPeriods('incidents', '2024-01-01', '2025-01-15').map(({ first }) => first)).toEqual([
      '2024-01-01',
    ])
    expect(closedPeriods('outcomes', '2023-01-01', '2025-01-31').map(({ first }) => first)).toEqual([
      '2023-01-01',
    ])
    expect(asOf('outcomes', YEAR)).toBe('2025-12-31')
  })

  it('reaches back when years are taken together, and shares days with those years alone', () => {
    expect(pooled(YEAR, 3)).toEqual({ first: '2022-01-01', last: '2024-12-31' })
    const half = { first: '2024-07-01', last: '2024-12-31' }
    expect(pooled(half, 1)).toEqual(half)
    expect(pooled(half, 3)).toEqual({ first: '2022-01-01', last: '2024-12-31' })
    expect(pooled({ first: '2024-01-01', last: '2024-06-30' }, 3)).toEqual({
      first: '2021-07-01',
      last: '2024-06-30',
    })
    expect(overlaps(pooled(YEAR, 3), { first: '2022-01-01', last: '2022-12-31' })).toBe(true)
    expect(overlaps(pooled(YEAR, 3), { first: '2021-01-01', last: '2021-12-31' })).toBe(false)
  })
})

describe('quartiles', () => {
  it('are told of 2k people and more, in tens, and of nobody fewer', () => {
    const days = Array.from({ length: 22 }, (_, index) => index * 7)
    expect(quartilesOf(days, 11)).toEqual([40, 70, 110])
    expect(quartilesOf(days.slice(1), 11)).toBeNull()
  })

  it('stay within what was measured, and in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 22, maxLength: 60 }), (days) => {
        const [lower, median, upper] = quartilesOf(days, 11) ?? [NaN, NaN, NaN]
        expect(lower).toBeLessThanOrEqual(median)
        expect(median).toBeLessThanOrEqual(upper)
        expect(lower).toBeGreaterThanOrEqual(Math.min(...days) - 5)
        expect(upper).toBeLessThanOrEqual(Math.max(...days) + 5)
      }),
    )
  })
})
