/** Looks a session up in the database on every request: sign-out, disabling and idling work at the next one. */
import 'server-only'
import { ROLES, type PersonActor, type Role } from '../../domain/policy/roles.ts'
import { db } from '../db.ts'
import { openNames } from '../vault/staff-names.ts'
import { vaultIsLocked } from '../vault/vault.ts'
import { hashToken } from './token.ts'

/** Minutes without a request after which a session is over. */
export const IDLE_MINUTES = 15
/** Hours after which a session is over in any case. */
export const SESSION_HOURS = 12

/** The person behind a live session: the actor, and what the frame of each page shows. */
export type SignedIn = PersonActor & {
  readonly sessionId: string
  readonly login: string
  readonly displayName: string
  readonly teamName: string | null
  readonly timeZone: string
}

type Row = {
  session_id: string
  person_id: string
  login: string
  display_name: string
  roles: string[]
  team_id: string | null
  team_name: string | null
  time_zone: string | null
  on_call: boolean
  proved_at: Date
}

/**
 * The person that a session token stands for, or null when it is unknown, ended, idle, expired or disabled, and for
 * everybody while the keys are locked.
 *
 * @param watching true for a browser that asks by itself: it does not count as a sign of life
 */
export async function lookUpSession(token: string, watching = false): Promise<SignedIn | null> {
  if (vaultIsLocked()) return null
  const [row] = await db().$queryRaw<Row[]>`
    WITH seen AS (
      UPDATE session s SET last_seen_at = CASE WHEN ${watching} THEN s.last_seen_at ELSE now() END
      FROM person p
      WHERE s.id = law.session_of(${hashToken(token)}) AND p.id = s.person_id AND p.disabled_at IS NULL
        AND s.ended_at IS NULL AND s.expires_at > now()
        AND s.last_seen_at > now() - make_interval(mins => ${IDLE_MINUTES}::int)
      RETURNING s.id, s.person_id, s.proved_at
    )
    SELECT seen.id AS session_id, p.id AS person_id, seen.proved_at, p.login, p.display_name, p.roles,
           t.id AS team_id, t.name AS team_name, t.time_zone,
           EXISTS (SELECT FROM on_call_shift o WHERE o.person_id = p.id AND o.team_id = p.team_id
                   AND o.from_at <= now() AND o.until_at > now()) AS on_call
    FROM seen JOIN person p ON p.id = seen.person_id LEFT JOIN team t ON t.id = p.team_id`
  if (row === undefined) return null
  const nameOf = await openNames([[row.person_id, row.display_name]])
  return {
    kind: 'person',
    sessionId: row.session_id,
    personId: row.person_id,
    login: row.login,
    displayName: nameOf(row.person_id),
    roles: row.roles.filter(isRole),
    teamId: row.team_id,
    teamName: row.team_name,
    timeZone: row.time_zone ?? 'UTC',
    onCall: row.on_call,
    provedAt: row.proved_at,
  }
}

/** True while the session lives; unlike a look-up it does not count as a sign of life. */
export async function sessionLives(sessionId: string): Promise<boolean> {
  if (vaultIsLocked()) return false
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.id = ${sessionId}::uuid AND s.ended_at IS NULL AND s.expires_at > now() AND p.disabled_at IS NULL
      AND s.last_seen_at > now() - make_interval(mins => ${IDLE_MINUTES}::int)`
  return rows.length === 1
}

function isRole(word: string): word is Role {
  return (ROLES as readonly string[]).includes(word)
}
