/** The departures' only door to the database: what somebody carries and looked at, and shutting them out. */
import 'server-only'
import { ROLES, type Role } from '../../domain/policy/roles.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import { staffOwner } from '../../server/vault/owners.ts'
import { sealed } from '../../server/vault/vault.ts'
import type { CarriedCase, ViewedCase } from './schema.ts'

export type Leaving = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly teamId: string | null
  readonly version: number
  readonly shutOut: boolean
  /** On call at this moment: who answers the alarm then? */
  readonly onCall: boolean
  /** How many cases of other teams they carry. */
  readonly elsewhere: number
}

/** One colleague who is known to exist; their row is held when something is to be done. */
export async function readLeaving(tx: Tx, personId: string, lock: boolean): Promise<Leaving> {
  if (lock) await tx.$queryRaw`SELECT id FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`
  const row = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, displayName: true, roles: true, teamId: true, version: true, disabledAt: true },
  })
  const { id, displayName, teamId, version, disabledAt } = row
  const nameOf = await openNames([[id, displayName]])
  const [more] = await tx.$queryRaw<{ on_call: boolean; elsewhere: number }[]>`
    SELECT law.count_carried_elsewhere(${id}::uuid) AS elsewhere, EXISTS (
      SELECT FROM on_call_shift s WHERE s.person_id = ${id}::uuid AND s.team_id = ${teamId}::uuid
        AND s.from_at <= statement_timestamp() AND s.until_at > statement_timestamp()) AS on_call`
  const roles = ROLES.filter((role) => row.roles.includes(role))
  return {
    ...{ id, name: nameOf(id), roles, teamId, version, shutOut: disabledAt !== null },
    ...{ onCall: more?.on_call ?? false, elsewhere: more?.elsewhere ?? 0 },
  }
}

/** The cases in reach that somebody has in any way, the open ones first; held when something is to be done. */
export async function listCarried(tx: Tx, personId: string, lock: boolean): Promise<readonly CarriedCase[]> {
  if (lock) {
    // In one order, so that two departures never wait for each other.
    await tx.$queryRaw`
      SELECT c.id FROM case_file c WHERE c.id IN (
        SELECT a.case_id FROM assignment a
        WHERE a.person_id = ${personId}::uuid AND (a.until_at IS NULL OR a.until_at > statement_timestamp()))
      ORDER BY c.id FOR UPDATE`
  }
  return tx.$queryRaw<CarriedCase[]>`
    SELECT * FROM (SELECT DISTINCT ON (c.code) c.id, c.code, c.stage, a.kind FROM assignment a JOIN case_file c ON c.id = a.case_id
    WHERE a.person_id = ${personId}::uuid AND (a.until_at IS NULL OR a.until_at > statement_timestamp())
    ORDER BY c.code, a.until_at DESC NULLS FIRST) had ORDER BY had.stage = 'closed', had.code`
}

type ViewedRow = { code: string; looks: number; names: number; last_at: Date }

/** Which cases in reach somebody opened since a moment, the most recent first, as the log tells it. */
export async function listViewed(tx: Tx, personId: string, since: Date): Promise<readonly ViewedCase[]> {
  const rows = await tx.$queryRaw<ViewedRow[]>`
    SELECT c.code, count(*) FILTER (WHERE e.action = 'case.read')::int AS looks,
      count(*) FILTER (WHERE e.action = 'case.read-identity')::int AS names, max(e.recorded_at) AS last_at
    FROM audit_entry e JOIN case_file c ON c.id::text = e.subject
    WHERE e.actor = ${personId}::uuid AND e.recorded_at > ${since}
      AND e.action IN ('case.read', 'case.read-identity')
      AND convert_from(e.payload, 'UTF8')::json ->> 'result' = 'done'
    GROUP BY c.code ORDER BY last_at DESC, c.code`
  return rows.map(({ code, looks, names, last_at }) => ({
    code,
    looks,
    names,
    lastAt: last_at.toISOString(),
  }))
}

/** Shuts a caseworker out until an administrator lifts it: no sign-in, no open link. The reason stays beside it. */
export async function suspend(tx: Tx, personId: string, reason: string, now: Date): Promise<void> {
  await tx.person.update({
    where: { id: personId },
    data: { disabledAt: now, suspended: true, version: { increment: 1 } },
    select: { id: true },
  })
  await tx.invitation.updateMany({
    where: { personId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  const id = crypto.randomUUID()
  const said = await sealed('suspension', staffOwner(personId), id, { reason })
  await tx.suspension.createMany({ data: [{ ...said, id, personId }] })
}
