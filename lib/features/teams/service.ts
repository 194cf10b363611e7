/** Teams: making them, naming them, and saying by which clock they live. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { CreateTeamInput, EditTeamInput, TeamRow } from './schema.ts'
import { insertTeam, knowsZone, listTeams, lockTeam, updateTeam } from './store.ts'

/** All teams by name. */
export async function readTeams(actor: Actor): Promise<Outcome<readonly TeamRow[]>> {
  return act(actor, { action: 'team.list', subject: { kind: 'list' } }, async (tx) =>
    granted(await listTeams(tx)),
  )
}

/** Makes a team. Answers its id. */
export async function createTeam(
  actor: Actor,
  input: CreateTeamInput,
  form: SubmittedForm,
): Promise<Outcome<{ teamId: string }>> {
  const teamId = crypto.randomUUID()
  const fact = {
    action: 'team.create',
    subject: { kind: 'list' },
    detail: { team: teamId, timeZone: input.timeZone },
  } as const
  return act(
    actor,
    fact,
    async (tx) => {
      if (!(await knowsZone(tx, input.timeZone))) return refusedField('timeZone', 'time-zone-unknown')
      await insertTeam(tx, teamId, input)
      return granted({ teamId })
    },
    form,
  )
}

/** Renames a team or moves it to another clock; deadlines are instants and stay where they are. */
export async function editTeam(
  actor: Actor,
  input: EditTeamInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'team.edit',
    subject: { kind: 'list' },
    detail: { team: input.teamId, timeZone: input.timeZone },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const version = await lockTeam(tx, input.teamId)
      if (version === null) return refused('absent')
      const current = unlessStale(door, version)
      if (!current.ok) return current
      if (!(await knowsZone(tx, input.timeZone))) return refusedField('timeZone', 'time-zone-unknown')
      await updateTeam(tx, input)
      return granted(null)
    },
    form,
  )
}
