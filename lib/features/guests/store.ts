/** The guests' only door to the database: to whom a case is open, and which case is open to somebody today. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames, openPeople } from '../../server/vault/staff-names.ts'
import type { GuestChoice, GuestListed, SharedHead, ShareCaseInput } from './schema.ts'

/** Active guests of a team, by name. */
export async function listGuests(tx: Tx, teamId: string): Promise<readonly GuestChoice[]> {
  const people = await tx.$queryRaw<{ id: string; displayName: string }[]>`
    SELECT id, display_name AS "displayName" FROM person
    WHERE 'guest' = ANY (roles) AND disabled_at IS NULL AND team_id = ${teamId}::uuid`
  return (await openPeople(people)).map(({ id, displayName: name }) => ({ id, name }))
}

/** The team of a case in reach, and whether it is over. */
export async function readFile(
  tx: Tx,
  caseId: string,
): Promise<{ readonly teamId: string; readonly closed: boolean }> {
  const { teamId, stage } = await tx.caseFile.findUniqueOrThrow({
    where: { id: caseId },
    select: { teamId: true, stage: true },
  })
  return { teamId, closed: stage === 'closed' }
}

/** The openings of a case that are not over, the first to end first. */
export async function listOpenings(tx: Tx, caseId: string, today: Day): Promise<readonly GuestListed[]> {
  const rows = await tx.$queryRaw<(GuestListed & { readonly guestId: string })[]>`
    SELECT g.id, p.id AS "guestId", p.display_name AS name, g.sections, g.from_on::text AS "fromOn", g.until_on::text AS "untilOn", g.version
    FROM guest_access g JOIN person p ON p.id = g.person_id
    WHERE g.case_id = ${caseId}::uuid AND g.ended_at IS NULL AND g.until_on >= ${today}::date
    ORDER BY g.until_on, g.id`
  const nameOf = await openNames(rows.map(({ guestId, name }) => [guestId, name]))
  return rows.map(({ guestId, ...row }) => ({ ...row, name: nameOf(guestId) }))
}

/** Opens a case to a guest; the database refuses a second case on the same days. */
export async function insertOpening(tx: Tx, input: ShareCaseInput, givenBy: string): Promise<void> {
  const { id, caseId, guestId, sections, fromOn, untilOn } = input
  await tx.guestAccess.create({
    data: {
      ...{ id, caseId, givenBy },
      personId: guestId,
      sections: [...sections],
      fromOn: new Date(fromOn),
      untilOn: new Date(untilOn),
    },
    select: { id: true },
  })
}

/** How an opening of the case stands, or null when the case has no such one. */
export async function findOpening(
  tx: Tx,
  caseId: string,
  id: string,
): Promise<{ readonly ended: boolean; readonly version: number } | null> {
  const row = await tx.guestAccess.findFirst({
    where: { id, caseId },
    select: { endedAt: true, version: true },
  })
  return row === null ? null : { ended: row.endedAt !== null, version: row.version }
}

export async function endOpening(tx: Tx, id: string, endedBy: string, endedAt: Date): Promise<void> {
  await tx.guestAccess.update({
    where: { id },
    data: { endedAt, endedBy, version: { increment: 1 } },
    select: { id: true },
  })
}

export type StoredShare = SharedHead & {
  readonly caseId: string
  readonly timeZone: string
  readonly today: Day
}

/** The case that is open to the guest who acts today, or null. */
export async function findShared(tx: Tx): Promise<StoredShare | null> {
  const [row] = await tx.$queryRaw<StoredShare[]>`
    SELECT c.id AS "caseId", c.code, o.sections, o.until_on::text AS "untilOn",
      t.time_zone AS "timeZone", (statement_timestamp() AT TIME ZONE t.time_zone)::date::text AS today
    FROM law.open_to_me() o JOIN case_file c ON c.id = o.case_id JOIN team t ON t.id = c.team_id`
  return row ?? null
}
