/** Planning a journey. A change is a new version, and a new version needs a new approval. */
import 'server-only'
import { fallbackLines } from '../../domain/pathway/fallbacks.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { countReveal } from '../reveals/effects.ts'
import { completeTasksOf, settleRequirements } from '../tasks/effects.ts'
import type { JourneyPlanDto, JourneyPlanInput, OnCaseInput } from './schema.ts'
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

/** Opens where the newest plan of a case leads, on a tap. Without a plan nothing was seen, and nothing counts. */
export async function readRoute(actor: Actor, input: OnCaseInput): Promise<Outcome<JourneyPlanDto | null>> {
  return lookAtPlan(actor, input, {})
}

/** The same for the form that writes the next version. */
export async function openPlan(actor: Actor, input: OnCaseInput): Promise<Outcome<JourneyPlanDto | null>> {
  return lookAtPlan(actor, input, { form: 'journey-plan' })
}

async function lookAtPlan(
  actor: Actor,
  input: OnCaseInput,
  detail: { readonly form?: 'journey-plan' },
): Promise<Outcome<JourneyPlanDto | null>> {
  const fact = {
    action: 'case.read-identity',
    subject: { kind: 'case', id: input.caseId },
    detail: { what: 'route', ...detail },
  } as const
  return act(actor, fact, async (tx, door) => {
    const plan = await findNewestPlan(tx, door.subjectId)
    if (plan === null) return granted(null)
    // The form that writes the next version begins with empty fields.
    if (plan.forgotten) return detail.form === undefined ? refused('forgotten') : granted(plan)
    const counted = await countReveal(tx, door, { caseId: door.subjectId, what: 'route' })
    return counted.ok ? granted(plan) : counted
  })
}
