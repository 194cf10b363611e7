'use server'
/** The public endpoints of "sign out everywhere else" and of step-up. Signing in and out go through next-auth. */
import type { Outcome } from '../../domain/refusal.ts'
import { answer, submit } from '../../server/action.ts'
import { closeOthersSchema, stepUpSchema } from './schema.ts'
import { closeOtherSessions, stepUp } from './service.ts'

export async function closeOtherSessionsAction(input: unknown): Promise<Outcome<{ ended: number }>> {
  return submit(input, closeOthersSchema, closeOtherSessions)
}

export async function stepUpAction(input: unknown): Promise<Outcome<null>> {
  return answer(input, stepUpSchema, stepUp)
}
