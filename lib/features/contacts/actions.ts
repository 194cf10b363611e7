'use server'
/** The public endpoint of the contact form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { contactSchema } from './schema.ts'
import { recordContact } from './service.ts'

export async function recordContactAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, contactSchema, recordContact)
  if (outcome.ok) refresh()
  return outcome
}
