/** Whether a request to approve a journey can still be decided, by this person, in this way. */
import { granted, refused, refusedField, type Outcome } from '../refusal.ts'
import type { Warning } from './case-facts.ts'

export type RequestToJudge = {
  readonly decided: boolean
  readonly expired: boolean
  /** The plan that it is about is still the newest version. */
  readonly newest: boolean
  readonly askedBy: string
  readonly planWrittenBy: string
}

/** Nobody decides what they asked for, nor a plan that they wrote. */
export function mayJudge(request: RequestToJudge, person: string): boolean {
  return request.askedBy !== person && request.planWrittenBy !== person
}

/**
 * Judges a decision. Who decides comes first, so that whoever may not decide learns nothing of how it went.
 *
 * @param current the warnings that stand now; to approve, each must have been seen
 * @param seen the warnings that the approver acknowledged
 */
export function judgeApproval(
  request: RequestToJudge,
  person: string,
  decision: 'approved' | 'returned',
  current: readonly Warning[],
  seen: readonly Warning[],
): Outcome<null> {
  if (!mayJudge(request, person)) return refused('same-person')
  if (request.decided) return refused('already-decided')
  if (!request.newest) return refused('stale')
  if (request.expired) return refused('expired')
  const unseen = current.some((warning) => !seen.includes(warning))
  return decision === 'approved' && unseen ? refusedField('acknowledged', 'required') : granted(null)
}
