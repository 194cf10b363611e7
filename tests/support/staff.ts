/** Teams and people for feature tests, put into the database behind the services' back. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { PersonActor, Role } from '../../lib/domain/policy/roles.ts'
import type { SubmittedForm } from '../../lib/server/act/submission.ts'
import { hashOf } from '../../lib/server/act/submission.ts'
import { hashPassword } from '../../lib/server/session/password.ts'
import { look } from './database.ts'
import { put } from './sealed.ts'

/** A password that the house takes. */
export const PASSWORD = 'birch amber lantern pond'

/** Adds a team and returns its id. */
export async function addTeam(name: string, timeZone = 'Asia/Vladivostok'): Promise<string> {
  const id = randomUUID()
  await look('insert into team (id, name, time_zone) values ($1, $2, $3)', [id, name, timeZone])
  return id
}

export type Staff = PersonActor & { readonly login: string }

/** Adds a person and returns them as the actor that a session would make of them. */
export async function addPerson(person: {
  login: string
  roles: readonly Role[]
  teamId?: string
  /** Null for somebody who was invited and has not enrolled. */
  password?: string | null
}): Promise<Staff> {
  const { login, roles, teamId = null, password = PASSWORD } = person
  const id = randomUUID()
  await put('person', {
    ...{ id, login, display_name: `${login} (invented)`, roles: [...roles], team_id: teamId },
  })
  if (password !== null) {
    const hash = await hashPassword(password)
    await look('insert into credential (person_id, password_hash) values ($1, $2)', [id, hash])
  }
  return { kind: 'person', personId: id, roles, teamId, onCall: false, provedAt: new Date(), login }
}

/** A freshly opened form: a new idempotency key. */
export function freshForm(version: number | null = null): SubmittedForm {
  return { key: randomUUID(), version, hash: hashOf(randomBytes(8).toString('hex')) }
}

/** The recorded facts of an action, oldest first. */
export async function recordedFacts(action: string): Promise<readonly Record<string, unknown>[]> {
  const rows = await look<{ payload: Buffer }>(
    'select payload from audit_entry where action = $1 order by id',
    [action],
  )
  return rows.map(({ payload }) => JSON.parse(payload.toString('utf8')) as Record<string, unknown>)
}
