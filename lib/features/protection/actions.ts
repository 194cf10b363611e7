'use server'
/** The public endpoints of the protection form, and of the numbers behind one tap. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { answer, submit } from '../../server/action.ts'
import { onCaseSchema, protectionSchema, type DocumentNumber } from './schema.ts'
import { readNumbers, recordProtection } from './service.ts'

export async function recordProtectionAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, protectionSchema, recordProtection)
  if (outcome.ok) refresh()
  return outcome
}

export async function readNumbersAction(input: unknown): Promise<Outcome<readonly DocumentNumber[]>> {
  return answer(input, onCaseSchema, readNumbers)
}
