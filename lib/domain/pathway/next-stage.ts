/** Where a case goes next when all goes as planned: the one gate that lists and case pages speak of. */
import type { CaseFacts } from './case-facts.ts'
import { asked, gate } from './gates.ts'
import { OPEN_STAGES, type OpenStage, type Outcome, type Stage } from './stages.ts'

export type NextStage = { readonly stage: Stage; readonly outcome: Outcome | null }

const FORWARD = {
  contact: { stage: 'safe-house', outcome: null },
  'safe-house': { stage: 'unhcr-registration', outcome: null },
  'unhcr-registration': { stage: 'transit', outcome: null },
  transit: { stage: 'hanawon', outcome: null },
  hanawon: { stage: 'closed', outcome: 'settled' },
  closed: null,
} as const satisfies Record<Stage, NextStage | null>

/** The next planned stage forward; null for a closed case. */
export function nextStage(from: Stage): NextStage | null {
  return FORWARD[from]
}

/** The stages in which something is still asked for the next one; in the others nobody waits for us. */
export const ASKING_STAGES: readonly OpenStage[] = OPEN_STAGES.filter(
  (stage) => asked(FORWARD[stage]).length > 0,
)

/**
 * How far a case is from its next stage.
 *
 * - `missing`: so many of the gate's requirements are unmet
 * - `ready`: the gate asks for something and all of it is there
 * - `under-way`: the person travels; only the arrival is awaited
 * - `none`: nothing is asked, or the case is closed
 */
export type Readiness =
  | { readonly kind: 'missing'; readonly missing: number; readonly of: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'under-way' }
  | { readonly kind: 'none' }

/** Judges the gate of the next stage. */
export function readiness(from: Stage, facts: CaseFacts): Readiness {
  const next = nextStage(from)
  if (next === null) return { kind: 'none' }
  const { met, unmet } = gate(facts, next)
  if (met.length + unmet.length === 0) return { kind: 'none' }
  if (unmet.length === 0) return { kind: 'ready' }
  if (from === 'transit') return { kind: 'under-way' }
  return { kind: 'missing', missing: unmet.length, of: met.length + unmet.length }
}
