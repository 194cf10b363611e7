'use server'
/** The public endpoint of the basis form. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { basisSchema } from './schema.ts'
import { recordBasis } from './service.ts'

export async function recordBasisAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, basisSchema, recordBasis)
  if (outcome.ok) refresh()
  return outcome
}
