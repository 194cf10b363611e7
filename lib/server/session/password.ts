/**
 * How passwords are kept: Argon2id with the parameters of the OWASP Password Storage Cheat Sheet (19 MiB of memory, two
 * passes, one lane; also RFC 9106 §4 in spirit), as PHC strings that name their parameters.
 */
import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { normalizedPassword, PASSWORD_LENGTH } from '../../domain/password/password-problem.ts'

/** Argon2id is the library's default algorithm; `memoryCost` is in KiB. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hash of a random text that nobody kept: what an unknown account is checked against. */
export const DUMMY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$+HtLBkFyKC2ckdBNUxSnow$IlcoMZR+oHBMEykYg+dnrmKerr30+mYTZtPPnopiroI'

/** The PHC string of a password that `passwordProblem` found nothing wrong with. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizedPassword(password), PARAMETERS)
}

/**
 * True when the password belongs to the hash. Does the same work when there is no hash, so that the time of an answer
 * does not tell which accounts exist.
 *
 * @param passwordHash a PHC string, or null for an account that does not exist or has no password yet
 */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  const tooLong = password.length > 4 * PASSWORD_LENGTH.most
  const matches = await verify(passwordHash ?? DUMMY_HASH, tooLong ? '' : normalizedPassword(password))
  return matches && passwordHash !== null && !tooLong
}
