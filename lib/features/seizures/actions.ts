'use server'
/** The public endpoint of a seized phone. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { seizedSchema } from './schema.ts'
import { endSessions } from './service.ts'

export async function endSessionsAction(input: unknown): Promise<Outcome<{ ended: number }>> {
  const outcome = await submit(input, seizedSchema, endSessions)
  if (outcome.ok) refresh()
  return outcome
}
