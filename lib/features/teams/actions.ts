'use server'
/** The public endpoints of the administrator's forms about teams. */
import { refresh } from 'next/cache'
import type { Outcome } from '../../domain/refusal.ts'
import { submit } from '../../server/action.ts'
import { createTeamSchema, editTeamSchema } from './schema.ts'
import { createTeam, editTeam } from './service.ts'

export async function createTeamAction(input: unknown): Promise<Outcome<{ teamId: string }>> {
  const outcome = await submit(input, createTeamSchema, createTeam)
  if (outcome.ok) refresh()
  return outcome
}

export async function editTeamAction(input: unknown): Promise<Outcome<null>> {
  const outcome = await submit(input, editTeamSchema, editTeam)
  if (outcome.ok) refresh()
  return outcome
}
