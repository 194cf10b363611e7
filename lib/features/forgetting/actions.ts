'use server'
/** The public endpoint that asks for the deletion of a case. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { deletionSchema } from './schema.ts'
import { askDeletion } from './service.ts'

export async function askDeletionAction(input: unknown): Promise<Outcome<{ id: string }>> {
  const outcome = await submit(input, deletionSchema, askDeletion)
  if (outcome.ok) refresh()
  return outcome
}
