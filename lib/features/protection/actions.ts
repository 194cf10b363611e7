'use server'
/** The public endpoint of the protection form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { protectionSchema } from './schema.ts'
import { recordProtection } from './service.ts'

export async function recordProtectionAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, protectionSchema, recordProtection)
  if (outcome.ok) refresh()
  return outcome
}
