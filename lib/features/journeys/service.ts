/** Planning a journey. A change is a new version, and a new version needs a new approval. */
import 'server-only'
import { fallbackLines } from '../../domain/pathway/fallbacks.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { completeTasksOf, settleRequirements } from '../tasks/effects.ts'
import type { JourneyPlanInput, PlanPage } from './schema.ts'
import { findNewestPlan, insertPlan, worksOn } from './store.ts'

/** The newest plan of a case, for the form that changes it. */
export async function openPlan(actor: Actor, caseId: string): Promise<Outcome<PlanPage>> {
  const fact = {
    action: 'case.read',
    subject: { kind: 'case', id: caseId },
    detail: { form: 'journey-plan' },
  } as const
  return act<PlanPage>(actor, fact, async (tx, door) => {
    const newest = await findNewestPlan(tx, door.subjectId)
    const draft = await readDraftIn(tx, door.personId, 'journey-plan', door.subjectId)
    if (newest === null) return granted({ newest, draft })
    const own =
      newest.writtenBy === door.personId || (await worksOn(tx, door.subjectId, door.personId, door.now))
    const { planVersion, travelDocument, departsOn, route, fallbacks, escort } = newest
    const secret = own ? { route, fallbacks, escort } : null
    return granted({ newest: { planVersion, travelDocument, departsOn, secret }, draft })
  })
}

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
