/**
 * Break-glass: what opens who somebody is, and where, to a supervisor or to whoever is on call: one case, half an hour, with
 * a reason, and a second person looks at it afterwards. The database repeats all of it (`check_break_glass`).
 */
import { granted, refused, type Outcome } from '../refusal.ts'

export const BREAK_GLASS_MINUTES = 30
/** Days until somebody else must have looked at it. */
export const BREAK_GLASS_REVIEW_DAYS = 7

export const FINDINGS = ['justified', 'unjustified'] as const
export type Finding = (typeof FINDINGS)[number]

/** What can be looked at behind the glass. Name and phone of a case are one identity. */
export const REVEALED = ['identity', 'number', 'route', 'address', 'document'] as const
export type Revealed = (typeof REVEALED)[number]

/** One break-glass as the rules see it. */
export type BreakGlass = {
  readonly caseId: string
  readonly untilAt: Date
  readonly dueAt: Date
  readonly reviewed: boolean
}

/** True while it opens something. */
export function isOpenAt({ untilAt }: Pick<BreakGlass, 'untilAt'>, now: Date): boolean {
  return untilAt.getTime() > now.getTime()
}

/** True when nobody has looked at it in time. */
export function isOverdueAt({ dueAt, reviewed }: Pick<BreakGlass, 'dueAt' | 'reviewed'>, now: Date): boolean {
  return !reviewed && dueAt.getTime() <= now.getTime()
}

/**
 * Whether somebody may open a case that is within their reach.
 *
 * @param asked.approved a second person has approved this one beside another
 * @param earlier every break-glass of the same person
 * @returns `stale` when the case is open to them already, `one-at-a-time` while another one is and nobody approved, `review-overdue` when an
 *   earlier one has waited too long for its review. The last two never stand in the way of a life in danger.
 */
export function judgeBreakGlass(
  asked: { readonly caseId: string; readonly critical: boolean; readonly approved: boolean },
  earlier: readonly BreakGlass[],
  now: Date,
): Outcome<null> {
  const open = earlier.filter((one) => isOpenAt(one, now))
  if (open.some(({ caseId }) => caseId === asked.caseId)) return refused('stale')
  if (asked.critical) return granted(null)
  if (open.length > 0 && !asked.approved) return refused('one-at-a-time')
  return earlier.some((one) => isOverdueAt(one, now)) ? refused('review-overdue') : granted(null)
}

/** Whether somebody may say what they find: a second person, and once. */
export function judgeGlassReview(
  glass: { readonly openedBy: string; readonly reviewed: boolean },
  by: string,
): Outcome<null> {
  if (glass.openedBy === by) return refused('same-person')
  return glass.reviewed ? refused('already-decided') : granted(null)
}
