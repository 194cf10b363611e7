'use server'
/** The public endpoints that decide about a release. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { decideReleaseSchema, requestSchema, withdrawSchema } from './schema.ts'
import { decideRelease, requestReleaseOf, withdraw } from './service.ts'

export async function requestReleaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, requestSchema, requestReleaseOf)
  if (outcome.ok) refresh()
  return outcome
}

export async function decideReleaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, decideReleaseSchema, decideRelease)
  if (outcome.ok) refresh()
  return outcome
}

export async function withdrawReleaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, withdrawSchema, withdraw)
  if (outcome.ok) refresh()
  return outcome
}
