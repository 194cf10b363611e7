/** The assignments' only door to the database. */
import 'server-only'
import type { Assigned, Change } from '../../domain/work/assignments.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames, openPeople } from '../../server/vault/staff-names.ts'
import type { Stretch, Worker } from './schema.ts'

/** Active caseworkers of a team, by name. */
export async function listWorkers(tx: Tx, teamId: string | null): Promise<readonly Worker[]> {
  if (teamId === null) return []
  const people = await tx.person.findMany({
    where: { teamId, disabledAt: null, roles: { has: 'caseworker' } },
    select: { id: true, displayName: true },
  })
  return (await openPeople(people)).map((person) => ({ id: person.id, name: person.displayName }))
}

/**
 * True for an active caseworker of a case's team. The row is held: whoever suspends them in this moment waits, and sees
 * the case among what they carry.
 */
export async function mayReceive(tx: Tx, caseId: string, workerId: string): Promise<boolean> {
  return hold(tx, Prisma.sql`(SELECT c.team_id FROM case_file c WHERE c.id = ${caseId}::uuid)`, workerId)
}

/** The same for a case that is not there yet: an active caseworker of a team, held. */
export async function holdWorker(tx: Tx, teamId: string | null, workerId: string): Promise<boolean> {
  return hold(tx, Prisma.sql`${teamId}::uuid`, workerId)
}

async function hold(tx: Tx, team: Prisma.Sql, workerId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT p.id FROM person p
    WHERE p.id = ${workerId}::uuid AND p.disabled_at IS NULL AND 'caseworker' = ANY (p.roles)
      AND p.team_id = ${team} FOR SHARE OF p`
  return rows.length === 1
}

type Row = { id: string; person_id: string; kind: Assigned['kind']; from_at: Date; until_at: Date | null }

/** What is assigned of a case and not over yet, at the time of the statement. */
export async function listAssigned(tx: Tx, caseId: string): Promise<readonly Assigned[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT a.id, a.person_id, a.kind, a.from_at, a.until_at FROM assignment a
    WHERE a.case_id = ${caseId}::uuid AND (a.until_at IS NULL OR a.until_at > statement_timestamp())
    ORDER BY a.from_at, a.id`
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    from: row.from_at.getTime(),
    until: row.until_at?.getTime() ?? null,
  }))
}

/** Adds stretches, given by whoever acts; for a new case this comes before the case row itself. */
export async function begin(tx: Tx, caseId: string, begins: Change['begins']): Promise<void> {
  await tx.assignment.createMany({
    data: begins.map(({ personId, kind, from, until }) => ({
      id: crypto.randomUUID(),
      caseId,
      personId,
      kind,
      fromAt: new Date(from),
      untilAt: until === null ? null : new Date(until),
    })),
  })
}

/**
 * Counts the case's version up before who has it changes, and returns the one before. Whoever decides it looked at that one:
 * a form that was opened at another decides nothing. Its row is held by the door already.
 */
export async function turnVersion(tx: Tx, caseId: string): Promise<number> {
  const row = await tx.caseFile.update({
    where: { id: caseId },
    data: { version: { increment: 1 } },
    select: { version: true },
  })
  return row.version - 1
}

/** Sets ends, in one statement: whoever ends their own time with a case sees it no more at the next. */
export async function end(tx: Tx, ends: Change['ends']): Promise<void> {
  if (ends.length === 0) return
  const ids = ends.map(({ id }) => id)
  const ats = ends.map(({ at }) => new Date(at))
  await tx.$executeRaw`
    UPDATE assignment a SET until_at = e.at
    FROM unnest(${ids}::uuid[], ${ats}::timestamptz[]) e (id, at) WHERE a.id = e.id`
}

/** Who had the case when, and who gave it to whom, the newest first. */
export async function listHistory(
  tx: Tx,
  caseId: string,
): Promise<readonly (Stretch & { workerId: string })[]> {
  const rows = await tx.assignment.findMany({
    where: { caseId },
    orderBy: [{ fromAt: 'desc' }, { id: 'asc' }],
    include: { person: { select: { displayName: true } } },
  })
  const others = rows.flatMap(({ givenBy, endedBy }) => [givenBy, endedBy]).filter((id) => id !== null)
  const named = await tx.person.findMany({
    where: { id: { in: others } },
    select: { id: true, displayName: true },
  })
  const people = [...named, ...rows.map(({ personId: id, person }) => ({ id, ...person }))]
  const nameOf = await openNames(people.map(({ id, displayName }) => [id, displayName]))
  return rows.map((row) => ({
    id: row.id,
    workerId: row.personId,
    name: nameOf(row.personId),
    // The database checks that the word is of the closed list.
    kind: row.kind as Stretch['kind'],
    from: row.fromAt.toISOString(),
    until: row.untilAt?.toISOString() ?? null,
    givenBy: nameOf(row.givenBy) || null,
    endedBy: nameOf(row.endedBy) || null,
  }))
}
