/**
 * How long the house keeps what it needs for a while only. Whoever reads it and whoever sweeps it go by these; the database
 * repeats what is about cases and journeys (migration 0016).
 */
import { addDays, dayAt, lastDay, type Day, type PartialDate } from './calendar/partial-date.ts'
import type { Outcome, Stage } from './pathway/stages.ts'

/** What somebody was typing. */
export const DRAFT_HOURS = 24
/** Keys and results of forms: nobody retries after a month. */
export const SUBMISSION_DAYS = 30
/** One-time links, after they were used or ran out. */
export const INVITATION_DAYS = 30

/**
 * Keys of the vault whose owner no row knows, and stored files that no document points to. Long: after the restore of an older
 * backup the keys and files of what came later have no row either, until a newer backup is found.
 */
export const ORPHAN_DAYS = 30

/** So few without a row may always go: transactions that failed, uploads that broke off. */
const FEW_ORPHANS = 20

/**
 * Whether owners of keys, or files, without a row are what failed transactions leave. Where most of all have none, it is the
 * database that is another one, or empty, and sweeping would destroy everything.
 */
export function arePlausibleOrphans(orphans: number, all: number): boolean {
  return orphans <= FEW_ORPHANS || orphans <= all / 10
}

/** Where a journey led, after it arrived. */
export const JOURNEY_DAYS = 30
/** Until a supervisor who kept a case is asked about it again. */
export const KEPT_DAYS = 180
/** Until a proposal to delete a case should have been looked at. */
export const PROPOSAL_DAYS = 30

/** The shortest and the longest term that the operator may set. */
export const TERM_DAYS = { least: 30, most: 3_650 } as const

/** How many days after it closed a case of an outcome is proposed for deletion, from a day on. */
export type RetentionRule = { readonly outcome: Outcome; readonly fromOn: Day; readonly days: number }

/**
 * The rule that holds for an outcome on a day: the newest one that has begun. Null where none has.
 *
 * @param rules in no order; no two of an outcome begin on the same day
 */
export function ruleOn(rules: readonly RetentionRule[], outcome: Outcome, today: Day): RetentionRule | null {
  return rules.reduce<RetentionRule | null>(
    (newest, rule) =>
      rule.outcome === outcome && rule.fromOn <= today && (newest === null || rule.fromOn > newest.fromOn)
        ? rule
        : newest,
    null,
  )
}

/** The day from which a closed case is proposed for deletion, by the rule of today; null without a rule. */
export function deletionDueOn(
  rules: readonly RetentionRule[],
  closed: { readonly outcome: Outcome; readonly on: Day },
  today: Day,
): Day | null {
  const rule = ruleOn(rules, closed.outcome, today)
  return rule === null ? null : addDays(closed.on, rule.days)
}

/** What is known of a planned journey and of an arrival of the same case. */
export type Arrived = {
  readonly stage: Stage
  readonly plannedAt: Date
  readonly arrival: PartialDate
  readonly arrivalRecordedAt: Date
  /** An incident of the case is not over: where they went may be needed. */
  readonly incidentOpen: boolean
}

/**
 * Whether where a journey led is forgotten. A plan written after the arrival was recorded is of a later journey; and a date that
 * somebody typed, or a recorded arrival alone, takes nobody's route away who is still on the road.
 *
 * @param timeZone of the team, whose `today` it is
 */
export function isJourneyOver(journey: Arrived, today: Day, timeZone: string): boolean {
  const meant = lastDay(journey.arrival)
  const recorded = dayAt(journey.arrivalRecordedAt.getTime(), timeZone)
  return (
    (journey.stage === 'hanawon' || journey.stage === 'closed') &&
    !journey.incidentOpen &&
    journey.plannedAt <= journey.arrivalRecordedAt &&
    addDays(meant > recorded ? meant : recorded, JOURNEY_DAYS) <= today
  )
}
