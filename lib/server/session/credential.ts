/**
 * Checks login and password. It stands beside the session look-up, before the door: who somebody is must be known before
 * anything can be decided about them.
 */
import 'server-only'
import { cleanLogin } from '../../domain/login.ts'
import type { PersonActor, VisitorActor } from '../../domain/policy/roles.ts'
import { enter } from '../act/context.ts'
import { db } from '../db.ts'
import { passwordMatches } from './password.ts'

export type Credential = {
  /** Whose login it is, or null; for the log, whether or not the password was right. */
  readonly personId: string | null
  /** The hash that the password matched; null when it did not, or when there is no such active person. */
  readonly passwordHash: string | null
}

type SigningIn = VisitorActor & { readonly login: string }

/** Somebody who signs in as whoever has a login, which may be anybody's text. */
export function visitorWith(login: string): SigningIn {
  return { kind: 'visitor', login: cleanLogin(login) ?? '' }
}

/** Does the same work for known, unknown, disabled and not yet enrolled people. */
export async function checkCredential(
  actor: SigningIn | (PersonActor & { readonly login: string }),
  password: string,
): Promise<Credential> {
  const row = await db().$transaction(async (client) => {
    await enter(client, actor)
    const [found] = await client.$queryRaw<{ person_id: string; password_hash: string | null }[]>`
      SELECT person_id, password_hash FROM law.credential_of(${actor.login})`
    return found
  })
  const passwordHash = row?.password_hash ?? null
  const matches = await passwordMatches(password, passwordHash)
  return { personId: row?.person_id ?? null, passwordHash: matches ? passwordHash : null }
}
