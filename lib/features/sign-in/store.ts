/** Sessions in the database: opened, closed, never deleted. It holds hashes of the tokens only. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { IDLE_MINUTES } from '../../server/session/lookup.ts'

export type NewSession = {
  readonly id: string
  readonly personId: string
  readonly tokenHash: Uint8Array<ArrayBuffer>
  readonly expiresAt: Date
}

/**
 * True while the person is active and their password is still the one that was checked. The row is held, so that a
 * session opened beside a disabling is either refused or seen, and ended, by it.
 */
export async function holdsCredential(
  tx: Tx,
  personId: string,
  login: string,
  passwordHash: string,
): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR SHARE`
  // In a statement of its own: whoever waited for the row reads the password that was set meanwhile.
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM law.credential_of(${login}) WHERE person_id = ${personId}::uuid AND password_hash = ${passwordHash}`
  return rows.length === 1
}

/** Adds a session that begins now. */
export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.session.create({ data: session, select: { id: true } })
}

/** Holds a session that has not been ended; false when it is over. Those who guess side by side wait for each other here. */
export async function lockSession(tx: Tx, sessionId: string, personId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM session
    WHERE id = ${sessionId}::uuid AND person_id = ${personId}::uuid AND ended_at IS NULL AND expires_at > now() FOR UPDATE`
  return rows.length === 1
}

/** Notes that the holder of a session has just proved who they are. */
export async function writeProof(tx: Tx, sessionId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE session SET proved_at = now(), wrong_passwords = 0 WHERE id = ${sessionId}::uuid`
}

/** Counts one more wrong password and ends the session at the last that is borne. True when that was it. */
export async function countWrongPassword(tx: Tx, sessionId: string, atMost: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ over: boolean }[]>`
    UPDATE session SET wrong_passwords = wrong_passwords + 1,
      ended_at = CASE WHEN wrong_passwords + 1 >= ${atMost}::int THEN now() END
    WHERE id = ${sessionId}::uuid
    RETURNING ended_at IS NOT NULL AS over`
  return row?.over === true
}

/** Ends one session; ending it again changes nothing. */
export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.$executeRaw`UPDATE session SET ended_at = now() WHERE id = ${sessionId}::uuid AND ended_at IS NULL`
}

/** Ends all sessions of a person but one. Returns how many of them had not idled or run out by themselves. */
export async function endOtherSessions(tx: Tx, personId: string, sessionId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ alive: boolean }[]>`
    UPDATE session SET ended_at = now()
    WHERE person_id = ${personId}::uuid AND id <> ${sessionId}::uuid AND ended_at IS NULL
    RETURNING expires_at > now() AND last_seen_at > now() - make_interval(mins => ${IDLE_MINUTES}::int) AS alive`
  return rows.filter((row) => row.alive).length
}

/** Ends every session of a person. Returns how many of them had not idled or run out by themselves. */
export async function endEverySession(tx: Tx, personId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ alive: boolean }[]>`
    UPDATE session SET ended_at = now() WHERE person_id = ${personId}::uuid AND ended_at IS NULL
    RETURNING expires_at > now() AND last_seen_at > now() - make_interval(mins => ${IDLE_MINUTES}::int) AS alive`
  return rows.filter((row) => row.alive).length
}
