/** Who works in the house: asking for somebody new, changing, disabling. The house is never left without an administrator. */
import 'server-only'
import type { Fact } from '../../domain/audit/facts.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { isUuid, NOBODY } from '../../domain/uuid.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { ask, readNewestRequest, type Opened } from '../four-eyes/effects.ts'
import { endSessionsOf } from '../sign-in/effects.ts'
import { fitTogether, hasDecider, keepsOne, readByLogin } from './effects.ts'
import type {
  EditInput,
  Edited,
  InviteInput,
  PeoplePage,
  PersonInput,
  PersonPage,
  PersonRow,
  WaitingChange,
} from './schema.ts'
import {
  disable,
  enable,
  listPeople,
  listTeamChoices,
  lockAdministrators,
  lockPerson,
  readPersonRow,
  readTeamName,
  updateName,
} from './store.ts'

const PAGE_SIZE = 100

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
    const mayAsk = await hasDecider(tx, [door.personId])
    return granted({ people, teams: await listTeamChoices(tx), mayAsk, next })
  })
}

/** One person, with the teams that they can belong to, and what waits for a second administrator. */
export async function readPerson(actor: Actor, personId: string): Promise<Outcome<PersonPage>> {
  const subject = { kind: 'person', id: idOr(personId, NOBODY) } as const
  return act(actor, { action: 'person.list', subject }, async (tx, door) => {
    const newest = await readNewestRequest(tx, { kind: 'role-change', personId: door.subjectId })
    return granted({
      person: await readPersonRow(tx, door.subjectId, door.now),
      teams: await listTeamChoices(tx),
      waiting: newest === null ? null : waitingOf(newest, door),
      mayAsk: await hasDecider(tx, [door.personId, door.subjectId]),
    })
  })
}

function waitingOf(request: Opened, door: Door): WaitingChange | null {
  const { id, asked, decision, expiresAt, overtaken, askedBy } = request
  if (asked?.kind !== 'role-change' || decision !== null || overtaken || expiresAt <= door.now) return null
  return { id, askedBy, roles: asked.to.roles, team: asked.to.team, until: expiresAt.toISOString() }
}

/** Asks another administrator for somebody new. Until they approve, nobody is there and no link can be made. */
export async function askInvitation(
  actor: Actor,
  input: InviteInput,
  form: SubmittedForm,
): Promise<Outcome<{ personId: string }>> {
  const personId = crypto.randomUUID()
  const { login, displayName, roles, teamId } = input
  const fact = {
    action: 'person.invite',
    subject: { kind: 'list' },
    detail: { person: personId, roles, team: teamId },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fits = await fitTogether(tx, input)
      if (!fits.ok) return fits
      if ((await readByLogin(tx, login)) !== null) return refused('name-taken', { login: 'taken' })
      if (!(await hasDecider(tx, [door.personId]))) return refused('needs-second-administrator')
      const to = { roles, teamId, team: await readTeamName(tx, teamId) }
      const asked = { kind: 'invitation', login, name: displayName, to } as const
      await ask(tx, door, { id: crypto.randomUUID(), subjectId: personId, asked })
      return granted({ personId })
    },
    form,
  )
}

/**
 * Changes the name at once. Roles and team are a second administrator's to decide: one who did not ask and is not whom it is
 * about.
 */
export async function editPerson(
  actor: Actor,
  input: EditInput,
  form: SubmittedForm,
): Promise<Outcome<Edited>> {
  const fact = {
    action: 'person.edit',
    subject: { kind: 'person', id: input.personId },
    detail: { roles: input.roles, team: input.teamId },
  } as const
  return change<Edited>(actor, fact, form, async (tx, door, administrators) => {
    const fits = await fitTogether(tx, input)
    if (!fits.ok) return fits
    if (!keepsOne(administrators, door.subjectId, input.roles)) return refused('last-administrator')
    const held = await readPersonRow(tx, door.subjectId, door.now)
    const renamed = input.displayName !== held.displayName
    const version = renamed ? await updateName(tx, held.id, input.displayName) : held.version
    if (isSame(held, input)) return granted({ asked: false })
    if (!(await hasDecider(tx, [door.personId, held.id]))) return refused('needs-second-administrator')
    await ask(tx, door, {
      id: crypto.randomUUID(),
      person: { id: held.id, version },
      subjectId: held.id,
      asked: {
        kind: 'role-change',
        login: held.login,
        name: input.displayName,
        from: { roles: [...held.roles], teamId: held.teamId, team: held.teamName },
        to: { roles: input.roles, teamId: input.teamId, team: await readTeamName(tx, input.teamId) },
      },
    })
    return granted({ asked: true })
  })
}

function isSame(held: Pick<PersonRow, 'roles' | 'teamId'>, to: Pick<EditInput, 'roles' | 'teamId'>): boolean {
  const alike = held.roles.length === to.roles.length && held.roles.every((role) => to.roles.includes(role))
  return alike && held.teamId === to.teamId
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
async function change<T>(
  actor: Actor,
  fact: Fact,
  form: SubmittedForm,
  work: (tx: Tx, door: Door, administrators: readonly string[]) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
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

function isLast(administrators: readonly string[], id: string): boolean {
  return administrators.length === 1 && administrators[0] === id
}
