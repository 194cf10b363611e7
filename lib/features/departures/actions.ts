'use server'
/** The public endpoints of suspending somebody and of passing on what they carry. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { departureSchema, suspendSchema, type Left } from './schema.ts'
import { letGo, suspendPerson } from './service.ts'

export async function suspendPersonAction(input: unknown): Promise<Outcome<Left>> {
  const outcome = await submit(input, suspendSchema, suspendPerson)
  if (outcome.ok) refresh()
  return outcome
}

export async function letGoAction(input: unknown): Promise<Outcome<Left>> {
  const outcome = await submit(input, departureSchema, letGo)
  if (outcome.ok) refresh()
  return outcome
}
