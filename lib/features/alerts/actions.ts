'use server'
/** The public endpoint of alerts. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { alertSeenSchema } from './schema.ts'
import { acknowledgeAlert } from './service.ts'

export async function acknowledgeAlertAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, alertSeenSchema, acknowledgeAlert)
  if (outcome.ok) refresh()
  return outcome
}
