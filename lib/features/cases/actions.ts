'use server'
/** The public endpoints of opening a case, and of its person. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { answer, submit } from '../../server/action.ts'
import { createCaseSchema, editCaseSchema, onCaseSchema, type Names, type OpenedIdentity } from './schema.ts'
import { createCase, editCase, openIdentity, readIdentity } from './service.ts'

export async function createCaseAction(input: unknown): Promise<Outcome<{ code: string }>> {
  const outcome = await submit(input, createCaseSchema, createCase)
  if (outcome.ok) refresh()
  return outcome
}

export async function editCaseAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, editCaseSchema, editCase)
  if (outcome.ok) refresh()
  return outcome
}

export async function readIdentityAction(input: unknown): Promise<Outcome<Names>> {
  return answer(input, onCaseSchema, readIdentity)
}

export async function openIdentityAction(input: unknown): Promise<Outcome<OpenedIdentity>> {
  return answer(input, onCaseSchema, openIdentity)
}
