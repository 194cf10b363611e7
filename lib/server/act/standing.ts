/** Reads how the actor stands to the row that a fact is about: from the row itself, never from the request. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import { dayAt } from '../../domain/calendar/partial-date.ts'
import type { Subject } from '../../domain/audit/facts.ts'
import { CODE_SHAPE } from '../../domain/code-name.ts'
import { isUuid } from '../../domain/uuid.ts'
import type { Standing } from '../../domain/policy/decide.ts'
import type { GuestSection } from '../../domain/policy/guests.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { HOLDS_NOW } from '../holds-now.ts'
import type { Tx } from './tx.ts'

export type Found = {
  /** Id of the row, or null for lists and for rows that do not exist. */
  readonly subjectId: string | null
  readonly standing: Standing | 'list' | null
  /** When the row was read: for a write after its lock was won, so that whoever waited is judged by what holds now. */
  readonly now: Date
  /** The day it is for the case's team, or else for the actor's; UTC for people without a team. */
  readonly today: Day
  readonly timeZone: string
  /** A form is about a case that was deleted, of a team whose people may know it: they are told, and not that it never was. */
  readonly forgotten?: boolean
}

type CaseRow = {
  id: string
  team_id: string
  time_zone: string
  own: boolean
  critical: boolean
  shared: readonly GuestSection[] | null
  opened: boolean
  now: Date
}

/**
 * Finds the row and the actor's standing.
 *
 * @param lock true for a write: the case row is locked first, so that a gate and the move behind it see one state
 */
export async function findStanding(tx: Tx, actor: Actor, subject: Subject, lock: boolean): Promise<Found> {
  switch (subject.kind) {
    case 'case':
    case 'case-code':
      return findCase(tx, actor, subject, lock)
    case 'new-case':
      return { ...(await clock(tx, actor)), subjectId: subject.id, standing: 'list' }
    case 'person':
      return findPerson(tx, actor, subject.id)
    case 'approval':
      return findApproval(tx, actor, subject.id, lock)
    case 'self':
      return {
        ...(await clock(tx, actor)),
        subjectId: personIdOf(actor),
        standing: { own: true, team: true, critical: false, opened: false },
      }
    case 'list':
      return { ...(await clock(tx, actor)), subjectId: null, standing: 'list' }
  }
}

async function findCase(
  tx: Tx,
  actor: Actor,
  subject: { kind: 'case'; id: string } | { kind: 'case-code'; code: string },
  lock: boolean,
): Promise<Found> {
  const id = subject.kind === 'case' ? subject.id : null
  const code = subject.kind === 'case-code' ? subject.code : null
  // What has not even the shape of a code or an id names nothing; it never reaches the database.
  if ((code !== null && !CODE_SHAPE.test(code)) || (id !== null && !isUuid(id))) {
    return { ...(await clock(tx, actor)), subjectId: null, standing: null }
  }
  const person = personIdOf(actor)
  if (lock) {
    await tx.$queryRaw`SELECT id FROM case_file WHERE id = ${id}::uuid OR code = ${code} FOR UPDATE`
  }
  const [row] = await tx.$queryRaw<CaseRow[]>`
    SELECT c.id, c.team_id, t.time_zone, statement_timestamp() AS now, EXISTS (
      SELECT FROM assignment a
      WHERE a.case_id = c.id AND a.person_id = ${person}::uuid AND ${HOLDS_NOW}
    ) AS own, EXISTS (
      SELECT FROM incident i WHERE i.case_id = c.id AND i.severity = 'critical' AND i.closed_at IS NULL
    ) AS critical, (
      SELECT o.sections FROM law.open_to_me() o WHERE ${isGuest(actor)} AND o.case_id = c.id
    ) AS shared, EXISTS (
      SELECT FROM break_glass b
      WHERE b.case_id = c.id AND b.person_id = ${person}::uuid AND b.until_at > statement_timestamp()
    ) AS opened
    FROM case_file c JOIN team t ON t.id = c.team_id
    WHERE c.id = ${id}::uuid OR c.code = ${code}`
  if (row === undefined) {
    const forgotten = lock && id !== null && (await isForgotten(tx, id))
    return { ...(await clock(tx, actor)), subjectId: null, standing: null, forgotten }
  }
  return {
    subjectId: row.id,
    standing: {
      own: row.own,
      team: actor.kind === 'person' && actor.teamId === row.team_id,
      critical: row.critical,
      ...(row.shared === null ? {} : { shared: row.shared }),
      opened: row.opened,
    },
    now: row.now,
    today: dayAt(row.now.getTime(), row.time_zone),
    timeZone: row.time_zone,
  }
}

/** The guards show it to those who could have had the case. */
async function isForgotten(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.forgetting.count({ where: { kind: 'case', subjectId: caseId } })) > 0
}

async function findPerson(tx: Tx, actor: Actor, id: string): Promise<Found> {
  if (!isUuid(id)) return { ...(await clock(tx, actor)), subjectId: null, standing: null }
  const row = await tx.person.findUnique({ where: { id }, select: { id: true, teamId: true } })
  const found = await clock(tx, actor)
  if (row === null) return { ...found, subjectId: null, standing: null }
  const team = actor.kind === 'person' && actor.teamId !== null && actor.teamId === row.teamId
  return {
    ...found,
    subjectId: row.id,
    standing: { own: row.id === personIdOf(actor), team, critical: false, opened: false },
  }
}

/** Whoever may not decide does not even find it, but for the asker and the readers of its case: the guards see to that. */
async function findApproval(tx: Tx, actor: Actor, id: string, lock: boolean): Promise<Found> {
  if (!isUuid(id)) return { ...(await clock(tx, actor)), subjectId: null, standing: null }
  if (lock) await tx.$queryRaw`SELECT id FROM approval_request WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const row = await tx.approvalRequest.findUnique({ where: { id }, select: { id: true, askedBy: true } })
  const found = await clock(tx, actor)
  if (row === null) return { ...found, subjectId: null, standing: null }
  const own = row.askedBy === personIdOf(actor)
  return { ...found, subjectId: row.id, standing: { own, team: false, critical: false, opened: false } }
}

type Clock = { now: Date; time_zone: string | null }

async function clock(tx: Tx, actor: Actor): Promise<Pick<Found, 'now' | 'today' | 'timeZone'>> {
  const teamId = actor.kind === 'person' ? actor.teamId : null
  // The house's own login sees no team.
  const [row] =
    teamId === null
      ? await tx.$queryRaw<Clock[]>`SELECT statement_timestamp() AS now, NULL AS time_zone`
      : await tx.$queryRaw<Clock[]>`
          SELECT statement_timestamp() AS now, (SELECT time_zone FROM team WHERE id = ${teamId}::uuid) AS time_zone`
  if (row === undefined) throw new Error('the database has no clock')
  const timeZone = row.time_zone ?? 'UTC'
  return { now: row.now, today: dayAt(row.now.getTime(), timeZone), timeZone }
}

/** Spares everybody else the question what is open to them as a guest. */
function isGuest(actor: Actor): boolean {
  return actor.kind === 'person' && actor.roles.includes('guest')
}

function personIdOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.personId : null
}
