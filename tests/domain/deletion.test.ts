/** When a case may be deleted, and when its term is over. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DELETION_CAUSES, OBSTACLES, obstaclesTo, type DeletionFacts } from '../../lib/domain/deletion.ts'
import { addDays } from '../../lib/domain/calendar/partial-date.ts'
import { OUTCOMES } from '../../lib/domain/pathway/stages.ts'
import {
  deletionDueOn,
  isJourneyOver,
  JOURNEY_DAYS,
  ruleOn,
  type Arrived,
} from '../../lib/domain/retention.ts'

const FREE: DeletionFacts = {
  ...{ stage: 'closed', placed: false, incidentOpen: false, reviewDue: false, glassUnreviewed: false },
  ...{ coercion: 'clear', dueOn: '2026-01-01', today: '2026-01-01' },
}

describe('what stands in the way of a deletion', () => {
  it('is nothing on a closed case whose work is done and whose term is over', () => {
    for (const cause of DELETION_CAUSES) expect(obstaclesTo(FREE, cause)).toEqual([])
    expect(obstaclesTo({ ...FREE, coercion: null }, 'own-wish')).toEqual([])
  })

  it.each([
    [{ stage: 'hanawon' }, ['open'], ['open']],
    [{ placed: true }, ['placed'], ['placed']],
    [{ incidentOpen: true }, ['incident-open'], ['incident-open']],
    [{ reviewDue: true }, ['review-due'], ['review-due']],
    [{ glassUnreviewed: true }, ['glass-unreviewed'], ['glass-unreviewed']],
    [{ coercion: 'concern' }, ['coercion'], []],
    [{ coercion: 'failed' }, ['coercion'], []],
    [{ dueOn: '2026-01-02' }, [], ['not-due']],
    [{ dueOn: null }, [], ['not-due']],
  ] as const)('%j: for a wish %j, for the term %j', (change, wish, term) => {
    expect(obstaclesTo({ ...FREE, ...change }, 'own-wish')).toEqual(wish)
    expect(obstaclesTo({ ...FREE, ...change }, 'retention')).toEqual(term)
  })

  it('is told whole and in one order, and more facts against it never make it easier', () => {
    const facts = fc.record({
      ...{ stage: fc.constantFrom('closed' as const, 'transit' as const), placed: fc.boolean() },
      ...{ incidentOpen: fc.boolean(), reviewDue: fc.boolean(), glassUnreviewed: fc.boolean() },
      coercion: fc.constantFrom('clear' as const, 'concern' as const, null),
      dueOn: fc.constantFrom('2025-12-31', '2026-01-02', null),
      today: fc.constant('2026-01-01'),
    })
    fc.assert(
      fc.property(facts, fc.constantFrom(...DELETION_CAUSES), (given, cause) => {
        const found = obstaclesTo(given, cause)
        expect(found).toEqual(OBSTACLES.filter((one) => found.includes(one)))
        expect(obstaclesTo({ ...given, incidentOpen: true }, cause)).toEqual(
          OBSTACLES.filter((one) => one === 'incident-open' || found.includes(one)),
        )
      }),
    )
  })
})

describe('the term of an outcome', () => {
  const rules = [
    { outcome: 'settled', fromOn: '2000-01-01', days: 730 },
    { outcome: 'settled', fromOn: '2026-06-01', days: 365 },
    { outcome: 'withdrew', fromOn: '2026-03-01', days: 180 },
  ] as const

  it('is that of the newest rule that has begun', () => {
    expect(ruleOn(rules, 'settled', '2026-05-31')?.days).toBe(730)
    expect(ruleOn(rules, 'settled', '2026-06-01')?.days).toBe(365)
    expect(ruleOn(rules, 'withdrew', '2026-02-28')).toBeNull()
    expect(ruleOn(rules, 'deceased', '2026-02-28')).toBeNull()
  })

  it('ends so many days after the case did, by the rule of today', () => {
    const closed = { outcome: 'settled', on: '2025-01-01' } as const
    expect(deletionDueOn(rules, closed, '2026-05-31')).toBe('2027-01-01')
    expect(deletionDueOn(rules, closed, '2026-06-01')).toBe('2026-01-01')
    expect(deletionDueOn([], closed, '2026-06-01')).toBeNull()
  })

  it('does not hang on the order of the rules', () => {
    const rule = fc.record({
      outcome: fc.constantFrom(...OUTCOMES),
      fromOn: fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-01-01', days)),
      days: fc.integer({ min: 30, max: 3650 }),
    })
    const some = fc.uniqueArray(rule, { selector: ({ outcome, fromOn }) => `${outcome} ${fromOn}` })
    fc.assert(
      fc.property(some, fc.constantFrom(...OUTCOMES), (given, outcome) => {
        expect(ruleOn(given.toReversed(), outcome, '2026-06-01')).toEqual(
          ruleOn(given, outcome, '2026-06-01'),
        )
      }),
    )
  })
})

describe('where a journey led', () => {
  const arrived = {
    stage: 'hanawon',
    plannedAt: new Date('2026-01-01T00:00:00Z'),
    arrival: { on: '2026-02-01', precision: 'day' },
    arrivalRecordedAt: new Date('2026-02-01T00:00:00Z'),
    incidentOpen: false,
  } as const

  const over = (journey: Arrived, today: string) => isJourneyOver(journey, today, 'UTC')

  it('is forgotten 30 days after the last day that the arrival may mean', () => {
    expect(JOURNEY_DAYS).toBe(30)
    expect(over(arrived, '2026-03-02')).toBe(false)
    expect(over(arrived, '2026-03-03')).toBe(true)
    const month = { ...arrived, arrival: { on: '2026-02-01', precision: 'month' } } as const
    expect(over(month, '2026-03-29')).toBe(false)
    expect(over(month, '2026-03-30')).toBe(true)
  })

  it('is kept for 30 days after the arrival was recorded, whatever day was typed', () => {
    const late = { ...arrived, arrivalRecordedAt: new Date('2026-05-01T00:00:00Z') }
    expect(over(late, '2026-05-30')).toBe(false)
    expect(over(late, '2026-05-31')).toBe(true)
    const elsewhere = { ...arrived, arrivalRecordedAt: new Date('2026-05-01T20:00:00Z') }
    expect(isJourneyOver(elsewhere, '2026-05-31', 'Asia/Vladivostok')).toBe(false)
  })

  it.each(['contact', 'safe-house', 'unhcr-registration', 'transit'] as const)(
    'is kept while the case stands at %s: somebody may be on the road',
    (stage) => {
      expect(over({ ...arrived, stage }, '2027-01-01')).toBe(false)
    },
  )

  it('is kept while an incident is open, and when it was planned after the arrival', () => {
    expect(over({ ...arrived, incidentOpen: true }, '2027-01-01')).toBe(false)
    expect(over({ ...arrived, plannedAt: new Date('2026-02-02T00:00:00Z') }, '2027-01-01')).toBe(false)
    expect(over(arrived, '2027-01-01')).toBe(true)
  })
})
