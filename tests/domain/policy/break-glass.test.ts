/** What stands in the way of opening a case, what never does, and who may look at it afterwards. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BREAK_GLASS_MINUTES,
  BREAK_GLASS_REVIEW_DAYS,
  isOpenAt,
  isOverdueAt,
  judgeBreakGlass,
  judgeGlassReview,
  type BreakGlass,
} from '../../../lib/domain/policy/break-glass.ts'

const NOW = new Date('2026-03-01T03:00:00Z')
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A break-glass that was opened some minutes ago. */
function opened(minutesAgo: number, caseId = 'other', reviewed = false): BreakGlass {
  const at = NOW.getTime() - minutesAgo * MINUTE_MS
  return {
    caseId,
    untilAt: new Date(at + BREAK_GLASS_MINUTES * MINUTE_MS),
    dueAt: new Date(at + BREAK_GLASS_REVIEW_DAYS * DAY_MS),
    reviewed,
  }
}

const WEEK = 7 * 24 * 60
const CALM = { caseId: 'this', critical: false, approved: false }
const DANGER = { ...CALM, critical: true }
const APPROVED = { ...CALM, approved: true }

function verdict(asked: typeof CALM, ...earlier: readonly BreakGlass[]): string {
  const judged = judgeBreakGlass(asked, earlier, NOW)
  return judged.ok ? 'yes' : judged.refusal
}

describe('breaking the glass', () => {
  it('lasts half an hour, and is to be reviewed within a week', () => {
    expect([BREAK_GLASS_MINUTES, BREAK_GLASS_REVIEW_DAYS]).toEqual([30, 7])
    expect(isOpenAt(opened(29), NOW)).toBe(true)
    expect(isOpenAt(opened(30), NOW)).toBe(false)
    expect(isOverdueAt(opened(WEEK - 1), NOW)).toBe(false)
    expect(isOverdueAt(opened(WEEK), NOW)).toBe(true)
    expect(isOverdueAt(opened(WEEK, 'other', true), NOW)).toBe(false)
  })

  it('opens one case at a time', () => {
    expect(verdict(CALM)).toBe('yes')
    expect(verdict(CALM, opened(29))).toBe('one-at-a-time')
    expect(verdict(CALM, opened(30))).toBe('yes')
  })

  it('opens a second one where a second person approved it, which lifts nothing else', () => {
    expect(verdict(APPROVED, opened(29))).toBe('yes')
    expect(verdict(APPROVED, opened(10, 'this'))).toBe('stale')
    expect(verdict(APPROVED, opened(WEEK))).toBe('review-overdue')
  })

  it('is of no use on a case that is open already', () => {
    expect(verdict(CALM, opened(10, 'this'))).toBe('stale')
    expect(verdict(DANGER, opened(10, 'this'))).toBe('stale')
  })

  it('is blocked while an earlier one waits too long for its review', () => {
    expect(verdict(CALM, opened(WEEK - 1))).toBe('yes')
    expect(verdict(CALM, opened(WEEK))).toBe('review-overdue')
    expect(verdict(CALM, opened(WEEK, 'other', true))).toBe('yes')
  })

  it('is never blocked where somebody is in danger, whatever was opened before', () => {
    const earlier = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 3 * WEEK }), fc.boolean())
        .map(([ago, reviewed]) => opened(ago, 'other', reviewed)),
    )
    fc.assert(
      fc.property(earlier, (all) => {
        expect(verdict(DANGER, ...all)).toBe('yes')
        const blocked = all.some((one) => isOpenAt(one, NOW) || isOverdueAt(one, NOW))
        expect(verdict(CALM, ...all) === 'yes').toBe(!blocked)
      }),
    )
  })
})

describe('its review', () => {
  it('is a second person’s, and once', () => {
    const refusal = (openedBy: string, reviewed: boolean) => {
      const judged = judgeGlassReview({ openedBy, reviewed }, 'anna')
      return judged.ok ? 'yes' : judged.refusal
    }
    expect(refusal('suji', false)).toBe('yes')
    expect(refusal('anna', false)).toBe('same-person')
    expect(refusal('suji', true)).toBe('already-decided')
  })
})
