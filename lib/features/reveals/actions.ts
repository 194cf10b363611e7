'use server'
/** The public endpoint that releases a colleague. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { releaseLooksSchema } from './schema.ts'
import { releaseLooks } from './service.ts'

export async function releaseLooksAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, releaseLooksSchema, releaseLooks)
  if (outcome.ok) refresh()
  return outcome
}
