'use server'
/** The public endpoint of the screening form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { screeningSchema } from './schema.ts'
import { recordScreening } from './service.ts'

export async function recordScreeningAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, screeningSchema, recordScreening)
  if (outcome.ok) refresh()
  return outcome
}
