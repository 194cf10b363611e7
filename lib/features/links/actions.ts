'use server'
/** The public endpoints of the forms about one-time links. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { linkSchema, type FreshLink } from './schema.ts'
import { askLink, makeLink } from './service.ts'

export async function askLinkAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, linkSchema, askLink)
  if (outcome.ok) refresh()
  return outcome
}

export async function makeLinkAction(input: unknown): Promise<Outcome<FreshLink>> {
  const outcome = await submit(input, linkSchema, makeLink)
  if (outcome.ok) refresh()
  return outcome
}
