'use server'
/** The public endpoints by which a case is opened to a guest and shut again. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { endSharingSchema, shareCaseSchema } from './schema.ts'
import { endSharing, shareCase } from './service.ts'

export async function shareCaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, shareCaseSchema, shareCase)
  if (outcome.ok) refresh()
  return outcome
}

export async function endSharingAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, endSharingSchema, endSharing)
  if (outcome.ok) refresh()
  return outcome
}
