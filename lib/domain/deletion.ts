/**
 * When a case may be deleted, what stands in the way, and what goes with it. `law.obstacles` of the database says the same;
 * a test compares them.
 */
import type { Day } from './calendar/partial-date.ts'
import type { Stage } from './pathway/stages.ts'
import type { ScreeningResult } from './pathway/vocabulary.ts'

/** Because the person wishes it, or because the house has kept it for long enough. */
export const DELETION_CAUSES = ['own-wish', 'retention'] as const
export type DeletionCause = (typeof DELETION_CAUSES)[number]

/**
 * - `open`: somebody still works on it; a person who wants to be forgotten withdraws first.
 * - `placed`: somebody lives in a house of ours, or will.
 * - `incident-open`: something that happened is not over.
 * - `review-due`: a second look at a move is still due.
 * - `glass-unreviewed`: nobody has looked yet at why it was opened by break-glass.
 * - `coercion`: the newest screening suspects that somebody else speaks through the person.
 * - `not-due`: the term of its outcome is not over.
 */
export const OBSTACLES = [
  'open',
  'placed',
  'incident-open',
  'review-due',
  'glass-unreviewed',
  'coercion',
  'not-due',
] as const
export type Obstacle = (typeof OBSTACLES)[number]

export type DeletionFacts = {
  readonly stage: Stage
  readonly placed: boolean
  readonly incidentOpen: boolean
  readonly reviewDue: boolean
  readonly glassUnreviewed: boolean
  /** What the newest standing screening found of coercion; null where nobody was screened. */
  readonly coercion: ScreeningResult | null
  /** When its term is over; null while it is open, and where its outcome has none. */
  readonly dueOn: Day | null
  readonly today: Day
}

/** All that stands in the way of deleting a case for a cause, in the order of the list. */
export function obstaclesTo(facts: DeletionFacts, cause: DeletionCause): readonly Obstacle[] {
  const stands: Readonly<Record<Obstacle, boolean>> = {
    open: facts.stage !== 'closed',
    placed: facts.placed,
    'incident-open': facts.incidentOpen,
    'review-due': facts.reviewDue,
    'glass-unreviewed': facts.glassUnreviewed,
    // A wish that may be the minders' is no wish. The house's own term asks nobody.
    coercion: cause === 'own-wish' && (facts.coercion === 'concern' || facts.coercion === 'failed'),
    'not-due': cause === 'retention' && (facts.dueOn === null || facts.dueOn > facts.today),
  }
  return OBSTACLES.filter((obstacle) => stands[obstacle])
}

/** What is counted before a case goes: everything that people wrote about it. What the house noted by itself goes uncounted. */
export const CONTENTS = [
  'identity',
  'contact',
  'data_basis',
  'screening',
  'risk_assessment',
  'placement',
  'protection_step',
  'protection_number',
  'journey_plan',
  'journey_route',
  'arrival',
  'incident',
  'note',
  'document',
  'task',
  'stage_spell',
  'guest_access',
  'break_glass',
] as const
export type Content = (typeof CONTENTS)[number]

export type Contents = Readonly<Record<Content, number>>
