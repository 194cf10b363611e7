/** Reviewing overrides and emergency moves: a second person confirms, or corrects the day. */
import 'server-only'
import { parsePartialDate } from '../../domain/calendar/partial-date.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { isUuid } from '../../domain/uuid.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { correctLast } from '../pathway/effects.ts'
import { completeTasksOf } from '../tasks/effects.ts'
import type { ReviewInput, ReviewListed, ReviewOpened } from './schema.ts'
import { findReview, listOpenReviews, writeDecision } from './store.ts'

/** The moves of the team that wait for a second look; the actor's own are left out. */
export async function listReviews(actor: Actor): Promise<Outcome<readonly ReviewListed[]>> {
  return act(actor, { action: 'approval.list', subject: { kind: 'list' } }, async (tx, door) => {
    const reviews = await listOpenReviews(tx, within(door))
    return granted(reviews.filter((review) => review.askedById !== door.personId))
  })
}

/** One review with all that is needed to decide it. */
export async function openReview(actor: Actor, reviewId: string): Promise<Outcome<ReviewOpened>> {
  const fact = {
    action: 'approval.list',
    subject: { kind: 'list' },
    // An address is an attacker's to write; the log takes ids only.
    detail: isUuid(reviewId) ? { review: reviewId } : {},
  } as const
  return act(actor, fact, async (tx, door) => {
    const review = isUuid(reviewId) ? await findReview(tx, within(door), reviewId) : null
    if (review === null) return refused('absent')
    door.concerns(review.caseId)
    return granted({ ...review, mine: review.askedById === door.personId })
  })
}

/** Confirms the move, or corrects its day; what was said before is kept. */
export async function decideReview(
  actor: Actor,
  input: ReviewInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'move.review',
    subject: { kind: 'case', id: input.caseId },
    detail: { review: input.reviewId, decision: input.decision },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const review = await findReview(tx, door.scope, input.reviewId)
      if (review?.caseId !== door.subjectId) return refused('absent')
      if (review.decided) return refused('already-decided')
      if (review.askedById === door.personId) return refused('same-person')
      const fresh = unlessStale(door, review.version)
      if (!fresh.ok) return fresh
      const corrected = await correctDay(tx, door, input, review.newest)
      if (!corrected.ok) return corrected
      const { decision, comment } = input
      await writeDecision(tx, input.reviewId, {
        decision,
        comment,
        decidedBy: door.personId,
        decidedAt: door.now,
      })
      const task = { caseId: door.subjectId, kind: 'review', subjectId: input.reviewId } as const
      await completeTasksOf(tx, task, door.personId)
      return granted(null)
    },
    form,
  )
}

/** Lists of what waits are everybody's who decides anything; a move is looked at again within its team. */
function within(door: Door): Scope {
  return { ...door.scope, reach: 'team' }
}

async function correctDay(tx: Tx, door: Door, input: ReviewInput, newest: boolean): Promise<Outcome<null>> {
  if (input.decision === 'confirmed') return granted(null)
  const occurred = parsePartialDate(input.occurredOn)
  if (occurred === null) return refusedField('occurredOn', 'not-a-date')
  // The case has moved on: its history is corrected on the case, with both neighbours in sight.
  if (!newest) return refused('stale')
  return correctLast(tx, door, crypto.randomUUID(), occurred)
}
