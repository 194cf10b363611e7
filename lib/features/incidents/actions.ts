'use server'
/** The public endpoints of the incident forms. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { closeIncidentSchema, dangerSchema, incidentSchema } from './schema.ts'
import { closeIncident, declareDanger, reportIncident } from './service.ts'

export async function reportIncidentAction(input: unknown): Promise<Outcome<{ code: string }>> {
  const outcome = await submit(input, incidentSchema, reportIncident)
  if (outcome.ok) refresh()
  return outcome
}

export async function declareDangerAction(input: unknown): Promise<Outcome<{ code: string }>> {
  const outcome = await submit(input, dangerSchema, declareDanger)
  if (outcome.ok) refresh()
  return outcome
}

export async function closeIncidentAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, closeIncidentSchema, closeIncident)
  if (outcome.ok) refresh()
  return outcome
}
