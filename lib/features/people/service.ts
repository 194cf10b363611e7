/** Who works in the house: inviting, changing, disabling. The house is never left without an administrator. */
import 'server-only'
import type { Fact } from '../../domain/audit/facts.ts'
import { mayHoldTogether, needsTeam, type Actor, type Role } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { isUuid } from '../../domain/uuid.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { freshToken, hashToken } from '../../server/session/token.ts'
import { endSessionsOf } from '../sign-in/effects.ts'
import type {
  EditInput,
  FreshLink,
  InviteInput,
  PeoplePage,
  PersonInput,
  PersonRow,
  TeamChoice,
} from './schema.ts'
import {
  disable,
  enable,
  findByLogin,
  insertPerson,
  listPeople,
  listTeamChoices,
  lockAdministrators,
  lockFirstInvitation,
  lockPerson,
  readPersonRow,
  replaceLink,
  teamExists,
  updatePerson,
} from './store.ts'

const PAGE_SIZE = 100
const LINK_HOURS = 24
const HOUR_MS = 3_600_000
const FIRST_LOGIN = 'administrator'

/** Leads nowhere: what an address that holds no id at all asks for. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

function idOr<T>(text: string, otherwise: T): string | T {
  return isUuid(text) ? text : otherwise
}

/** A page of people, from after one of them on, with the teams that they can belong to. */
export async function readPeople(actor: Actor, after: string | null): Promise<Outcome<PeoplePage>> {
  const fact = { action: 'person.list', subject: { kind: 'list' } } as const
  return act(actor, fact, async (tx, door) => {
    const from = after === null ? null : idOr(after, null)
    const found = await listPeople(tx, door.now, from, PAGE_SIZE + 1)
    const people = found.slice(0, PAGE_SIZE)
    const next = found.length > PAGE_SIZE ? (people.at(-1)?.id ?? null) : null
    return granted({ people, teams: await listTeamChoices(tx), next })
  })
}

/** One person, with the teams that they can belong to. */
export async function readPerson(
  actor: Actor,
  personId: string,
): Promise<Outcome<{ person: PersonRow; teams: readonly TeamChoice[] }>> {
  const subject = { kind: 'person', id: idOr(personId, NOBODY) } as const
  return act(actor, { action: 'person.list', subject }, async (tx, door) =>
    granted({
      person: await readPersonRow(tx, door.subjectId, door.now),
      teams: await listTeamChoices(tx),
    }),
  )
}

/** Adds somebody and makes their one-time link. */
export async function invitePerson(
  actor: Actor,
  input: InviteInput,
  form: SubmittedForm,
): Promise<Outcome<FreshLink>> {
  const id = crypto.randomUUID()
  const fact = {
    action: 'person.invite',
    subject: { kind: 'list' },
    detail: { person: id, roles: input.roles, team: input.teamId },
  } as const
  return withLink((linkId, token) =>
    act(
      actor,
      fact,
      async (tx, door) => {
        const fits = await fitTogether(tx, input.roles, input.teamId)
        if (!fits.ok) return fits
        await insertPerson(tx, { ...input, id })
        await makeLink(tx, door, id, linkId, token)
        return granted({ personId: id, linkId })
      },
      form,
    ),
  )
}

/** Makes a new one-time link for somebody whose link ran out, or who lost their password. */
export async function reinvitePerson(
  actor: Actor,
  input: PersonInput,
  form: SubmittedForm,
): Promise<Outcome<FreshLink>> {
  const fact = { action: 'person.invite', subject: { kind: 'person', id: input.personId } } as const
  return withLink((linkId, token) =>
    act(
      actor,
      fact,
      async (tx, door) => {
        const { disabled } = await lockPerson(tx, door.subjectId)
        if (disabled) return refused('stale')
        await makeLink(tx, door, door.subjectId, linkId, token)
        return granted({ personId: door.subjectId, linkId })
      },
      form,
    ),
  )
}

/** Changes name, roles and team. Roles count at the person's next request. */
export async function editPerson(
  actor: Actor,
  input: EditInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'person.edit',
    subject: { kind: 'person', id: input.personId },
    detail: { roles: input.roles, team: input.teamId },
  } as const
  return change(actor, fact, form, async (tx, door, administrators) => {
    const fits = await fitTogether(tx, input.roles, input.teamId)
    if (!fits.ok) return fits
    const stays = input.roles.includes('administrator')
    if (!stays && isLast(administrators, door.subjectId)) return refused('last-administrator')
    await updatePerson(tx, input)
    return granted(null)
  })
}

/** Shuts somebody out and ends their sessions, in one. Nobody shuts themselves out. */
export async function disablePerson(
  actor: Actor,
  input: PersonInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const subject = { kind: 'person', id: input.personId } as const
  const fact = { action: 'person.disable', subject, detail: { disabled: true } } as const
  return change(actor, fact, form, async (tx, door, administrators) => {
    if (door.subjectId === door.personId) return refused('same-person')
    if (isLast(administrators, door.subjectId)) return refused('last-administrator')
    await disable(tx, door.subjectId, door.now)
    await endSessionsOf(tx, door.subjectId)
    return granted(null)
  })
}

/** Lets somebody in again, with the password that they had. Their old sessions and links stay ended. */
export async function enablePerson(
  actor: Actor,
  input: PersonInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const subject = { kind: 'person', id: input.personId } as const
  const fact = { action: 'person.disable', subject, detail: { disabled: false } } as const
  return change(actor, fact, form, async (tx, door) => {
    await enable(tx, door.subjectId)
    return granted(null)
  })
}

/** Holds the administrators and the person, in this order, and works on what is still as the form showed it. */
async function change(
  actor: Actor,
  fact: Fact,
  form: SubmittedForm,
  work: (tx: Tx, door: Door, administrators: readonly string[]) => Promise<Outcome<null>>,
): Promise<Outcome<null>> {
  return act(
    actor,
    fact,
    async (tx, door) => {
      const administrators = await lockAdministrators(tx)
      const { version } = await lockPerson(tx, door.subjectId)
      const current = unlessStale(door, version)
      return current.ok ? work(tx, door, administrators) : current
    },
    form,
  )
}

/** A fresh link for the first administrator, or null when the house has one who can sign in. For the operator's shell. */
export async function inviteFirstAdministrator(): Promise<Outcome<{ token: string } | null>> {
  const token = freshToken()
  const fact = { action: 'person.invite-first', subject: { kind: 'list' } } as const
  return act({ kind: 'operator' }, fact, async (tx, door) => {
    await lockFirstInvitation(tx)
    if ((await lockAdministrators(tx)).length > 0) return granted(null)
    const known = await findByLogin(tx, FIRST_LOGIN)
    if (known?.mayEnrol === false) return granted(null)
    const id = known?.id ?? crypto.randomUUID()
    if (known === null) {
      const roles: readonly Role[] = ['administrator']
      await insertPerson(tx, { id, login: FIRST_LOGIN, displayName: 'Administrator', roles, teamId: null })
    }
    await makeLink(tx, door, id, crypto.randomUUID(), token)
    return granted({ token })
  })
}

/** The token leaves by the answer only: what `act` keeps for a repeated press must open nothing. */
async function withLink(
  make: (linkId: string, token: string) => Promise<Outcome<{ personId: string; linkId: string }>>,
): Promise<Outcome<FreshLink>> {
  const linkId = crypto.randomUUID()
  const token = freshToken()
  const outcome = await make(linkId, token)
  if (!outcome.ok) return outcome
  const { personId } = outcome.value
  return granted({ personId, token: outcome.value.linkId === linkId ? token : null })
}

async function makeLink(tx: Tx, door: Door, personId: string, id: string, token: string): Promise<void> {
  const expiresAt = new Date(door.now.getTime() + LINK_HOURS * HOUR_MS)
  await replaceLink(tx, { id, personId, tokenHash: hashToken(token), expiresAt }, door.now)
}

async function fitTogether(tx: Tx, roles: readonly Role[], teamId: string | null): Promise<Outcome<null>> {
  if (!mayHoldTogether(roles)) return refused('forbidden-roles')
  if (teamId === null) return needsTeam(roles) ? refusedField('teamId', 'required') : granted(null)
  return (await teamExists(tx, teamId)) ? granted(null) : refusedField('teamId', 'not-a-choice')
}

function isLast(administrators: readonly string[], id: string): boolean {
  return administrators.length === 1 && administrators[0] === id
}
