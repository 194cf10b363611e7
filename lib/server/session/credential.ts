/**
 * Checks login and password. It stands beside the session look-up, before the door: who somebody is must be known before
 * anything can be decided about them.
 */
import 'server-only'
import { cleanLogin } from '../../domain/login.ts'
import { db } from '../db.ts'
import { passwordMatches } from './password.ts'

export type Credential = {
  /** Whose login it is, or null; for the log, whether or not the password was right. */
  readonly personId: string | null
  /** The hash that the password matched; null when it did not, or when there is no such active person. */
  readonly passwordHash: string | null
}

/** Does the same work for known, unknown, disabled and not yet enrolled people. */
export async function checkCredential(login: string, password: string): Promise<Credential> {
  const person = await db().person.findUnique({
    where: { login: cleanLogin(login) ?? '' },
    select: { id: true, passwordHash: true, disabledAt: true },
  })
  const passwordHash = person?.passwordHash ?? null
  const matches = await passwordMatches(password, passwordHash)
  return {
    personId: person?.id ?? null,
    passwordHash: matches && person?.disabledAt === null ? passwordHash : null,
  }
}
