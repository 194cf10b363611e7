/** What others may ask of the people inside their own transaction: to add one with a link, and to change roles and team. */
import 'server-only'
import { mayHoldTogether, needsTeam, type Role } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import type { Tx } from '../../server/act/tx.ts'
import { hashToken } from '../../server/session/token.ts'
import {
  findByLogin,
  findHolders,
  findTeamByName,
  insertPerson,
  listAdministrators,
  lockAdministrators,
  lockFirstInvitation,
  lockPerson,
  replaceLink,
  teamExists,
  updateRoles,
  type Holder,
  type NewPerson,
} from './store.ts'

const FIRST_LOGIN = 'administrator'
const LINK_HOURS = 24
const HOUR_MS = 3_600_000

export type Place = { readonly roles: readonly Role[]; readonly teamId: string | null }

/** Roles that may meet in one person, and a team where one of them needs it. */
export async function fitTogether(tx: Tx, { roles, teamId }: Place): Promise<Outcome<null>> {
  if (!mayHoldTogether(roles)) return refused('forbidden-roles')
  if (teamId === null) return needsTeam(roles) ? refusedField('teamId', 'required') : granted(null)
  return (await teamExists(tx, teamId)) ? granted(null) : refusedField('teamId', 'not-a-choice')
}

/** Whether the house keeps an administrator who can sign in when somebody gets these roles. */
export function keepsOne(administrators: readonly string[], id: string, roles: readonly Role[]): boolean {
  return roles.includes('administrator') || administrators.some((other) => other !== id)
}

/** Changes roles and team of somebody. They count at the person's next request. */
export async function changeRoles(tx: Tx, personId: string, to: Place): Promise<Outcome<null>> {
  const administrators = await lockAdministrators(tx)
  await lockPerson(tx, personId)
  const fits = await fitTogether(tx, to)
  if (!fits.ok) return fits
  if (!keepsOne(administrators, personId, to.roles)) return refused('last-administrator')
  await updateRoles(tx, personId, to)
  return granted(null)
}

export type FreshLink = { readonly id: string; readonly token: string }

/** Makes a one-time link; whatever link was open before works no more. */
export async function makeLink(tx: Tx, now: Date, personId: string, { id, token }: FreshLink): Promise<void> {
  const expiresAt = new Date(now.getTime() + LINK_HOURS * HOUR_MS)
  await replaceLink(tx, { id, personId, tokenHash: hashToken(token), expiresAt }, now)
}

/** Adds somebody whom two administrators agreed on. Nobody comes in before a link was made. */
export async function addNewcomer(tx: Tx, person: NewPerson): Promise<Outcome<null>> {
  const fits = await fitTogether(tx, person)
  if (!fits.ok) return fits
  if ((await findByLogin(tx, person.login)) !== null) return refused('name-taken')
  await insertPerson(tx, person)
  return granted(null)
}

/** Some administrator who can sign in is none of these, and so could decide what concerns them. */
export async function hasDecider(tx: Tx, involved: readonly string[]): Promise<boolean> {
  return (await listAdministrators(tx)).some((id) => !involved.includes(id))
}

/** How somebody stands for whom a link may be made. */
export async function readHolder(tx: Tx, personId: string, now: Date): Promise<Holder> {
  const [holder] = await findHolders(tx, [personId], now)
  if (holder === undefined) throw new Error('the person is gone')
  return holder
}

/** The same of several, those who are there. */
export async function readHolders(tx: Tx, ids: readonly string[], now: Date): Promise<readonly Holder[]> {
  return findHolders(tx, ids, now)
}

/** The same under the lock of the person's row: of two who make a link at once, the second sees the first one's. */
export async function lockHolder(tx: Tx, personId: string, now: Date): Promise<Holder> {
  await lockPerson(tx, personId)
  return readHolder(tx, personId, now)
}

/** Adds somebody with their first one-time link. */
export async function addWithLink(
  tx: Tx,
  now: Date,
  person: NewPerson,
  link: FreshLink,
): Promise<Outcome<null>> {
  const fits = await fitTogether(tx, person)
  if (!fits.ok) return fits
  await insertPerson(tx, person)
  await makeLink(tx, now, person.id, link)
  return granted(null)
}

/** Makes the first administrator's link; false when the house has one who can sign in. */
export async function inviteFirst(tx: Tx, now: Date, link: FreshLink): Promise<boolean> {
  await lockFirstInvitation(tx)
  if ((await lockAdministrators(tx)).length > 0) return false
  const known = await findByLogin(tx, FIRST_LOGIN)
  if (known?.mayEnrol === false) return false
  const id = known?.id ?? crypto.randomUUID()
  if (known === null) {
    const person = { login: FIRST_LOGIN, displayName: 'Administrator', teamId: null }
    await insertPerson(tx, { ...person, id, roles: ['administrator'] })
  }
  await makeLink(tx, now, id, link)
  return true
}

/** The id and the team of a login, or null. */
export async function readByLogin(
  tx: Tx,
  login: string,
): Promise<{ readonly id: string; readonly teamId: string | null } | null> {
  return findByLogin(tx, login)
}

/** The id of a team by its name, or null. */
export async function readTeamByName(tx: Tx, name: string): Promise<string | null> {
  return findTeamByName(tx, name)
}
