/** Planning a journey. A change is a new version, and a new version needs a new approval. */
import 'server-only'
import { fallbackLines } from '../../domain/pathway/fallbacks.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { completeTasksOf, settleRequirements } from '../tasks/effects.ts'
import type { JourneyPlanInput } from './schema.ts'
import { findNewestPlan, insertPlan } from './store.ts'

/** Adds the next version of a case's plan; the version of the form is that of the plan it was opened at. */
export async function planJourney(
  actor: Actor,
  input: JourneyPlanInput,
  form: SubmittedForm,
): Promise<Outcome<{ planVersion: number }>> {
  const fact = {
    action: 'journey.plan',
    subject: { kind: 'case', id: input.caseId },
    detail: { plan: input.id, document: input.travelDocument },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const newest = await findNewestPlan(tx, door.subjectId)
      const fresh = unlessStale(door, newest?.planVersion ?? 0)
      if (!fresh.ok) return fresh
      const fallbacks = fallbackLines(input.fallbacks)
      const planVersion = (newest?.planVersion ?? 0) + 1
      const { personId, subjectId: caseId } = door
      await insertPlan(tx, { ...input, caseId, fallbacks, planVersion, recordedBy: personId })
      await completeTasksOf(tx, { caseId, kind: 'returned' }, personId)
      await settleRequirements(tx, door)
      return granted({ planVersion })
    },
    form,
  )
}
