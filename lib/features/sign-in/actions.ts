'use server'
/** The public endpoint of "sign out everywhere else". Signing in and out go through next-auth. */
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { closeOthersSchema } from './schema.ts'
import { closeOtherSessions } from './service.ts'

export async function closeOtherSessionsAction(input: unknown): Promise<Outcome<{ ended: number }>> {
  return submit(input, closeOthersSchema, closeOtherSessions)
}
