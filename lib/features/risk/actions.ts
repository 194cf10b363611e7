'use server'
/** The public endpoint of the risk form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { riskSchema } from './schema.ts'
import { recordRisk } from './service.ts'

export async function recordRiskAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, riskSchema, recordRisk)
  if (outcome.ok) refresh()
  return outcome
}
