'use server'
/** The public endpoint of the arrival form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { arrivalSchema } from './schema.ts'
import { recordArrival } from './service.ts'

export async function recordArrivalAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, arrivalSchema, recordArrival)
  if (outcome.ok) refresh()
  return outcome
}
