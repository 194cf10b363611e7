/** Break-glass: opening one case for half an hour, closing it sooner, and the second person who looks at it afterwards. */
import 'server-only'
import { isOverdueAt, judgeBreakGlass, judgeGlassReview } from '../../domain/policy/break-glass.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { ringDirectors } from '../alerts/effects.ts'
import type { BreakGlassInput, EndBreakGlassInput, GlassListed, ReviewBreakGlassInput } from './schema.ts'
import {
  endOpen,
  insertBreakGlass,
  listEarlier,
  listWaiting,
  lockGlass,
  writeFinding,
  type StoredGlass,
} from './store.ts'

/** Opens who somebody is, and where, to whoever asks: this one case, for half an hour, with a reason. */
export async function breakGlass(
  actor: Actor,
  input: BreakGlassInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, id, reason } = input
  const fact = {
    action: 'case.break-glass',
    subject: { kind: 'case', id: caseId },
    detail: { breakGlass: id },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const asked = { caseId: door.subjectId, critical: door.standing.critical }
      const judged = judgeBreakGlass(asked, await listEarlier(tx, door.personId), door.now)
      if (!judged.ok) return judged
      await insertBreakGlass(tx, { id, caseId: door.subjectId, personId: door.personId, reason })
      return granted(null)
    },
    { ...form, reason },
  )
}

/** Closes it again before its time. */
export async function endBreakGlass(
  actor: Actor,
  input: EndBreakGlassInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = { action: 'break-glass.end', subject: { kind: 'case', id: input.caseId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      await endOpen(tx, door.subjectId, door.personId)
      return granted(null)
    },
    form,
  )
}

/** Every break-glass of the house that waits for its review, the most overdue first. No identity is in here. */
export async function listBreakGlass(actor: Actor): Promise<Outcome<readonly GlassListed[]>> {
  return act(actor, { action: 'break-glass.list', subject: { kind: 'list' } }, async (tx, door) => {
    const waiting = await listWaiting(tx)
    return granted(waiting.map((glass) => listed(glass, door)))
  })
}

/** Says whether it was justified: a second person, once. What was not rings for the directors. */
export async function reviewBreakGlass(
  actor: Actor,
  input: ReviewBreakGlassInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { breakGlassId, finding, comment } = input
  // The case may be another team's: what is judged is no row of it.
  const fact = {
    action: 'break-glass.review',
    subject: { kind: 'list' },
    detail: { breakGlass: breakGlassId, finding },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const glass = await lockGlass(tx, breakGlassId)
      if (glass === null) return refused('absent')
      door.concerns(glass.caseId)
      const judged = judgeGlassReview(glass, door.personId)
      if (!judged.ok) return judged
      const fresh = unlessStale(door, glass.version)
      if (!fresh.ok) return fresh
      const found = { finding, comment, reviewedBy: door.personId, reviewedAt: door.now }
      await writeFinding(tx, breakGlassId, found)
      if (finding === 'unjustified') {
        const alert = { caseId: glass.caseId, kind: 'unjustified-break-glass' } as const
        await ringDirectors(tx, { ...alert, raisedBy: door.personId, now: door.now })
      }
      return granted(null)
    },
    form,
  )
}

function listed(glass: StoredGlass, door: Door): GlassListed {
  const { id, code, openedBy, openedById, reason, looked, openedAt, untilAt, dueAt, version } = glass
  return {
    ...{ id, code, openedBy, reason, looked, version },
    openedAt: openedAt.toISOString(),
    untilAt: untilAt.toISOString(),
    dueAt: dueAt.toISOString(),
    overdue: isOverdueAt({ dueAt, reviewed: false }, door.now),
    mayReview: judgeGlassReview({ openedBy: openedById, reviewed: false }, door.personId).ok,
  }
}
