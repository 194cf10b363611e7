/**
 * What an action may ask beyond the role, and when it counts as given.
 *
 * `reason` and `stepUp` are judged here. `secondPerson` is not: whether asker and decider are two people stands in the
 * row that is decided, so the services refuse it as `same-person` and a constraint of the database keeps it.
 */
import { MIN_REASON_LENGTH } from '../pathway/spells.ts'
import { granted, refused, refusedField, type Outcome } from '../refusal.ts'
import type { Action } from './actions.ts'
import type { Proof } from './grid.ts'
import type { PersonActor } from './roles.ts'

/** How long somebody who proved who they are is believed for weighty acts. */
export const STEP_UP_MINUTES = 5

/** Wrong passwords in a row after which a session is over: whoever holds it is probably not its owner. */
export const WRONG_PASSWORDS_AT_MOST = 5

/** Where a reason must say more than elsewhere, because somebody else judges by it. */
const LONGER_REASONS: Readonly<Partial<Record<Action, number>>> = { 'case.break-glass': 20 }

/** How many characters a reason for an action has at least. */
export function reasonLengthOf(action: Action): number {
  return LONGER_REASONS[action] ?? MIN_REASON_LENGTH
}

/** What came with the attempt. */
export type Given = {
  readonly now: Date
  /** In the actor's own words; null when the form asked for none. */
  readonly reason: string | null
}

/**
 * Whether the proofs that an action asks for were given.
 *
 * @returns `invalid` with the problem of the field `reason`, or `step-up` when the last proof is older than
 *   `STEP_UP_MINUTES`. The reason comes first: nobody types a password for a form that must be corrected anyway.
 */
export function judgeProofs(
  asked: readonly Proof[],
  actor: PersonActor,
  given: Given,
  reasonLength: number = MIN_REASON_LENGTH,
): Outcome<null> {
  if (asked.includes('reason')) {
    const reason = given.reason?.trim() ?? ''
    if (reason === '') return refusedField('reason', 'required')
    if (reason.length < reasonLength) return refusedField('reason', 'too-short')
  }
  return asked.includes('stepUp') && !isFresh(actor.provedAt, given.now) ? refused('step-up') : granted(null)
}

/** Whether a proof is young enough. One from the future, left by a clock that was set back, is as doubtful as an old one. */
export function isFresh(provedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - provedAt.getTime()) <= STEP_UP_MINUTES * 60_000
}
