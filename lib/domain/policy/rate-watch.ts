/**
 * How many identities and addresses one person may look at within an hour before somebody else says that it is well. A
 * hijacked session that leafs through names is stopped and loud; a night with many people in danger is not.
 */
import { granted, refused, type Outcome } from '../refusal.ts'
import type { Standing } from './decide.ts'
import { isFresh } from './proofs.ts'

/** What one look would add to. */
export type Looks = {
  /** Distinct identities, addresses, numbers and routes of the last hour, since the last release. */
  readonly seen: number
  /** This one is among them already: to look at it again adds nothing. */
  readonly again: boolean
}

/**
 * Whether one more look is within the limit.
 *
 * The own worker of a case in danger passes beyond it with a fresh proof: whoever declares a danger that is none wakes
 * the person on call.
 *
 * @param limit looks within an hour
 * @param provedAt when they last proved who they are
 * @returns `too-many-looks`, or `step-up` where a fresh proof would do
 */
export function judgeLook(
  { seen, again }: Looks,
  limit: number,
  standing: Standing,
  provedAt: Date,
  now: Date,
): Outcome<null> {
  if (again || seen < limit) return granted(null)
  if (!standing.own || !standing.critical) return refused('too-many-looks')
  return isFresh(provedAt, now) ? granted(null) : refused('step-up')
}
