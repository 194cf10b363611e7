'use server'
/** The public endpoints of the administrator's forms about people. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { editSchema, inviteSchema, personSchema, type Edited } from './schema.ts'
import { askInvitation, disablePerson, editPerson, enablePerson } from './service.ts'

export async function askInvitationAction(input: unknown): Promise<Outcome<{ personId: string }>> {
  const outcome = await submit(input, inviteSchema, askInvitation)
  if (outcome.ok) refresh()
  return outcome
}

export async function editPersonAction(input: unknown): Promise<Outcome<Edited>> {
  const outcome = await submit(input, editSchema, editPerson)
  if (outcome.ok) refresh()
  return outcome
}

export async function disablePersonAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, personSchema, disablePerson)
  if (outcome.ok) refresh()
  return outcome
}

export async function enablePersonAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, personSchema, enablePerson)
  if (outcome.ok) refresh()
  return outcome
}
