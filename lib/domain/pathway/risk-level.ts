/** When an assessment counts as high, and how soon it is looked at again. */
import { addDays, type Day } from '../calendar/partial-date.ts'
import { HIGH_RISK_SCORE, RISK_FACTORS, type RiskFactor } from './vocabulary.ts'

/** The scores as far as they are given. */
export type RiskScores = Readonly<Record<RiskFactor, number | null>>

/** Days until the next review that a form proposes. */
export const REVIEW_DAYS = { high: 7, other: 30 } as const
/** A review further off than this is a slip of the finger, and would let a case go unseen. */
export const LONGEST_REVIEW_DAYS = 90

/** High as soon as any one factor is. */
export function isHighRisk(scores: RiskScores): boolean {
  return RISK_FACTORS.some((factor) => (scores[factor] ?? 0) >= HIGH_RISK_SCORE)
}

/** The day of the next review to propose: sooner when the risk is high. */
export function proposedReview(today: Day, scores: RiskScores): Day {
  return addDays(today, isHighRisk(scores) ? REVIEW_DAYS.high : REVIEW_DAYS.other)
}
