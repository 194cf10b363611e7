/** The people's only door to the database. */
import 'server-only'
import { ROLES, type Role } from '../../domain/policy/roles.ts'
import type { Tx } from '../../server/act/tx.ts'
import { staffOwner } from '../../server/vault/owners.ts'
import { openEach } from '../../server/vault/staff-names.ts'
import { opened, sealed } from '../../server/vault/vault.ts'
import type { PersonRow, PersonState, TeamChoice } from './schema.ts'

function columns(now: Date) {
  return {
    id: true,
    login: true,
    displayName: true,
    roles: true,
    teamId: true,
    credential: { select: { personId: true } },
    disabledAt: true,
    suspended: true,
    suspensions: { select: { id: true, reason: true }, orderBy: { suspendedAt: 'desc' }, take: 1 },
    version: true,
    team: { select: { name: true } },
    invitations: {
      where: { usedAt: null, expiresAt: { gt: now } },
      select: { expiresAt: true },
      orderBy: { expiresAt: 'desc' },
      take: 1,
    },
  } as const
}

type Row = Awaited<ReturnType<typeof findRow>>

async function findRow(tx: Tx, id: string, now: Date) {
  return tx.person.findUniqueOrThrow({ where: { id }, select: columns(now) })
}

/** People by login, from after one of them on. */
export async function listPeople(
  tx: Tx,
  now: Date,
  after: string | null,
  limit: number,
): Promise<readonly PersonRow[]> {
  const rows = await tx.person.findMany({
    select: columns(now),
    orderBy: [{ login: 'asc' }, { id: 'asc' }],
    take: limit,
    ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
  })
  return openRows(rows)
}

/** One person who is known to exist. */
export async function readPersonRow(tx: Tx, id: string, now: Date): Promise<PersonRow> {
  const [row] = await openRows([await findRow(tx, id, now)])
  if (row === undefined) throw new Error('the person is gone')
  return row
}

/** The teams that somebody can belong to. */
export async function listTeamChoices(tx: Tx): Promise<readonly TeamChoice[]> {
  return tx.team.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } })
}

/** The name of a team, or null. */
export async function readTeamName(tx: Tx, id: string | null): Promise<string | null> {
  if (id === null) return null
  return (await tx.team.findUnique({ where: { id }, select: { name: true } }))?.name ?? null
}

/** The id of a team by its name, or null. */
export async function findTeamByName(tx: Tx, name: string): Promise<string | null> {
  return (await tx.team.findUnique({ where: { name }, select: { id: true } }))?.id ?? null
}

export async function teamExists(tx: Tx, id: string): Promise<boolean> {
  return (await tx.team.findUnique({ where: { id }, select: { id: true } })) !== null
}

/**
 * Ids of the administrators who could sign in today. Their rows are held until the end of the transaction, so that two
 * administrators who disable each other at the same moment do it one after the other.
 */
export async function lockAdministrators(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM person
    WHERE 'administrator' = ANY (roles) AND disabled_at IS NULL
      AND EXISTS (SELECT FROM credential c WHERE c.person_id = person.id)
    ORDER BY id FOR NO KEY UPDATE`
  return rows.map((row) => row.id)
}

/** The same without holding anybody: to know who could decide. */
export async function listAdministrators(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.person.findMany({
    where: { roles: { has: 'administrator' }, disabledAt: null, credential: { isNot: null } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Holds a person's row, and says at which version it stands and whether it is disabled. */
export async function lockPerson(tx: Tx, id: string): Promise<{ version: number; disabled: boolean }> {
  const [row] = await tx.$queryRaw<{ version: number; disabled: boolean }[]>`
    SELECT version, disabled_at IS NOT NULL AS disabled FROM person WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  if (row === undefined) throw new Error('the person is gone')
  return row
}

/** Somebody for whom a link may be made: who they are, what they hold, and how they stand now. */
export type Holder = {
  readonly id: string
  readonly login: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly teamId: string | null
  readonly teamName: string | null
  readonly enrolled: boolean
  readonly disabled: boolean
  readonly hasOpenLink: boolean
  readonly version: number
}

/** The people of these ids who are there. */
export async function findHolders(tx: Tx, ids: readonly string[], now: Date): Promise<readonly Holder[]> {
  const rows = await tx.person.findMany({ where: { id: { in: [...ids] } }, select: columns(now) })
  return (await openEach(rows)).map((row) => {
    const { id, login, displayName, teamId, team, version } = row
    const stands = { enrolled: row.credential !== null, disabled: row.disabledAt !== null }
    const hasOpenLink = row.invitations.length > 0
    const belongs = { roles: knownRoles(row), teamId, teamName: team?.name ?? null }
    return { id, login, displayName, ...belongs, version, ...stands, hasOpenLink }
  })
}

export type NewPerson = {
  readonly id: string
  readonly login: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly teamId: string | null
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  const { id, login, roles, teamId } = person
  const { displayName } = await sealed('person', staffOwner(id), id, person)
  const data = { id, login, displayName, roles: [...roles], teamId }
  await tx.person.create({ data, select: { id: true } })
}

/** Renames somebody; says at which version they stand now. */
export async function updateName(tx: Tx, id: string, displayName: string): Promise<number> {
  const name = await sealed('person', staffOwner(id), id, { displayName })
  const data = { ...name, version: { increment: 1 } }
  return (await tx.person.update({ where: { id }, data, select: { version: true } })).version
}

export async function updateRoles(
  tx: Tx,
  id: string,
  { roles, teamId }: Pick<NewPerson, 'roles' | 'teamId'>,
): Promise<void> {
  const data = { roles: [...roles], teamId, version: { increment: 1 } }
  await tx.person.update({ where: { id }, data, select: { id: true } })
}

/** Shuts a person out: no sign-in, no open link. Their sessions are ended beside it. */
export async function disable(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.person.update({
    where: { id },
    data: { disabledAt: now, suspended: false, version: { increment: 1 } },
    select: { id: true },
  })
  await expireLinks(tx, id, now)
}

export async function enable(tx: Tx, id: string): Promise<void> {
  const data = { disabledAt: null, suspended: false, version: { increment: 1 } }
  await tx.person.update({ where: { id }, data, select: { id: true } })
}

/** Adds a one-time link; whatever link was open before works no more. */
export async function replaceLink(
  tx: Tx,
  link: { id: string; personId: string; tokenHash: Uint8Array<ArrayBuffer>; expiresAt: Date },
  now: Date,
): Promise<void> {
  await expireLinks(tx, link.personId, now)
  await tx.invitation.create({ data: link, select: { id: true } })
}

async function expireLinks(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { personId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
}

/** One first invitation at a time, whoever starts the house twice. */
export async function lockFirstInvitation(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('person.invite-first'))::text`
}

export type ByLogin = { readonly id: string; readonly teamId: string | null; readonly mayEnrol: boolean }

/** The person of a login, and whether they may still be given their first link. */
export async function findByLogin(tx: Tx, login: string): Promise<ByLogin | null> {
  const row = await tx.person.findUnique({
    where: { login },
    select: { id: true, teamId: true, credential: { select: { personId: true } }, disabledAt: true },
  })
  return (
    row && { id: row.id, teamId: row.teamId, mayEnrol: row.credential === null && row.disabledAt === null }
  )
}

async function openRows(rows: readonly Row[]): Promise<readonly PersonRow[]> {
  return Promise.all((await openEach(rows)).map(toRow))
}

function knownRoles({ roles }: Row): readonly Role[] {
  return ROLES.filter((role) => roles.includes(role))
}

/** A row whose name is open already. */
async function toRow(row: Row): Promise<PersonRow> {
  const { credential, disabledAt, suspended, suspensions, team, invitations, ...person } = row
  const link = disabledAt === null ? (invitations[0]?.expiresAt ?? null) : null
  return {
    ...person,
    roles: knownRoles(row),
    teamName: team?.name ?? null,
    state: suspended ? 'suspended' : stateOf(credential !== null, disabledAt !== null, link !== null),
    suspendedFor: suspended ? await openReason(row.id, suspensions) : null,
    linkUntil: link?.toISOString() ?? null,
  }
}

async function openReason(personId: string, [newest]: Row['suspensions']): Promise<string> {
  if (newest === undefined) return ''
  return (await opened('suspension', staffOwner(personId), newest.id, newest)).reason
}

function stateOf(enrolled: boolean, disabled: boolean, invited: boolean): PersonState {
  if (disabled) return 'disabled'
  if (enrolled) return 'active'
  return invited ? 'invited' : 'no-link'
}
