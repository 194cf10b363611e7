'use server'
/** The public endpoints of the administrator's forms about people. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { editSchema, inviteSchema, personSchema, type Edited, type FreshLink } from './schema.ts'
import { disablePerson, editPerson, enablePerson, invitePerson, reinvitePerson } from './service.ts'

export async function invitePersonAction(input: unknown): Promise<Outcome<FreshLink>> {
  const outcome = await submit(input, inviteSchema, invitePerson)
  if (outcome.ok) refresh()
  return outcome
}

export async function reinvitePersonAction(input: unknown): Promise<Outcome<FreshLink>> {
  const outcome = await submit(input, personSchema, reinvitePerson)
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
