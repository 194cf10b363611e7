'use server'
/** The public endpoint of the journey plan. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { journeyPlanSchema } from './schema.ts'
import { planJourney } from './service.ts'

export async function planJourneyAction(input: unknown): Promise<Outcome<{ planVersion: number }>> {
  const outcome = await submit(input, journeyPlanSchema, planJourney)
  if (outcome.ok) refresh()
  return outcome
}
