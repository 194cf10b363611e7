/** When a basis for data has to be looked at again, and when it has to be explained. */
import { addDays, type Day } from '../calendar/partial-date.ts'
import type { BasisGround } from './vocabulary.ts'

/** Vital interest stands in for a consent that nobody could ask for; days until somebody asks again. */
const VITAL_INTEREST_DAYS = 7

/** The last day on which the ground stands unseen; null for grounds that the person has given. */
export function basisReview(ground: BasisGround, today: Day): Day | null {
  return ground === 'vital-interest' ? addDays(today, VITAL_INTEREST_DAYS) : null
}

/** True when it must be said why the person could not be asked. */
export function basisAsksExplanation(ground: BasisGround | ''): boolean {
  return ground === 'vital-interest'
}
