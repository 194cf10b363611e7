'use server'
/** The public endpoints of the journey plan, and of where it leads, behind one tap. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { answer, submit } from '../../server/action.ts'
import { journeyPlanSchema, onCaseSchema, type JourneyPlanDto } from './schema.ts'
import { openPlan, planJourney, readRoute } from './service.ts'

export async function planJourneyAction(input: unknown): Promise<Outcome<{ planVersion: number }>> {
  const outcome = await submit(input, journeyPlanSchema, planJourney)
  if (outcome.ok) refresh()
  return outcome
}

export async function readRouteAction(input: unknown): Promise<Outcome<JourneyPlanDto | null>> {
  return answer(input, onCaseSchema, readRoute)
}

export async function openPlanAction(input: unknown): Promise<Outcome<JourneyPlanDto | null>> {
  return answer(input, onCaseSchema, openPlan)
}
