'use server'
/** The public endpoints that begin a release and end one that has not left. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { onReleaseSchema, prepareSchema } from './schema.ts'
import { cancel, prepare } from './service.ts'

export async function prepareReleaseAction(input: unknown): Promise<Outcome<{ code: string }>> {
  const outcome = await submit(input, prepareSchema, prepare)
  if (outcome.ok) refresh()
  return outcome
}

export async function cancelReleaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, onReleaseSchema, cancel)
  if (outcome.ok) refresh()
  return outcome
}
