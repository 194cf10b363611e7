/** Break-glass: opening one case for half an hour, closing it sooner, and the second person who looks at it afterwards. */
import 'server-only'
import {
  isOverdueAt,
  judgeBreakGlass,
  judgeGlassReview,
  type BreakGlass,
} from '../../domain/policy/break-glass.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { ringDirectors } from '../alerts/effects.ts'
import { ask, findUsable, readAskedHead, spend } from '../four-eyes/effects.ts'
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
      const approval = await findUsable(tx, door, { kind: 'break-glass', caseId: door.subjectId })
      const earlier = await listEarlier(tx, door.personId)
      const judged = judge(door, earlier, approval !== null)
      if (!judged.ok) return judged
      await insertBreakGlass(tx, { id, caseId: door.subjectId, personId: door.personId, reason })
      // It is used up only where it was needed.
      if (approval !== null && !judge(door, earlier, false).ok) await spend(tx, door, approval.id)
      return granted(null)
    },
    { ...form, reason },
  )
}

/** Asks a second person to approve that another case is opened while one is open already. */
export async function askBreakGlass(
  actor: Actor,
  input: BreakGlassInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { caseId, id, reason } = input
  const fact = {
    action: 'case.break-glass',
    subject: { kind: 'case', id: caseId },
    detail: { approval: id },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const judged = judge(door, await listEarlier(tx, door.personId), false)
      // Whoever may open it at once asks nobody; what else stands in the way is not a second person's to lift.
      if (judged.ok) return refused('stale')
      if (judged.refusal !== 'one-at-a-time') return judged
      const usable = await findUsable(tx, door, { kind: 'break-glass', caseId: door.subjectId })
      if (usable !== null) return refused('already-decided')
      const asked = { kind: 'break-glass', ...(await readAskedHead(tx, door.subjectId)), reason } as const
      await ask(tx, door, { id, caseId: door.subjectId, subjectId: door.subjectId, asked })
      return granted(null)
    },
    { ...form, reason },
  )
}

function judge(door: Door, earlier: readonly BreakGlass[], approved: boolean): Outcome<null> {
  const asked = { caseId: door.subjectId, critical: door.standing.critical, approved }
  return judgeBreakGlass(asked, earlier, door.now)
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
      await writeFinding(tx, { id: breakGlassId, caseId: glass.caseId }, found)
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
