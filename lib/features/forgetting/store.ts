/** Forgetting's only door to the database: what stands in the way, what goes, what is promised and what is done. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import { CONTENTS, type Contents, type DeletionCause, type DeletionFacts } from '../../domain/deletion.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import type { RetentionRule } from '../../domain/retention.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import type { Deleted, WaitingDeletion } from './schema.ts'

/** Where a case to be deleted stands, and the spell with which it ended. */
export type Ended = {
  readonly code: string
  readonly version: number
  readonly stage: Stage
  readonly stageSince: Day
  readonly outcome: Outcome | null
  readonly spellId: string
}

/** The case of whoever acts. */
export async function readEnd(tx: Tx, caseId: string): Promise<Ended> {
  const [row] = await tx.$queryRaw<Ended[]>`
    SELECT c.code, c.version, c.stage, c.stage_since::text AS "stageSince", c.outcome, s.id AS "spellId"
    FROM case_file c JOIN stage_spell s ON s.case_id = c.id AND s.until IS NULL AND s.superseded_at IS NULL
    WHERE c.id = ${caseId}::uuid`
  if (row === undefined) throw new Error('the case is gone')
  return row
}

type FactsRow = {
  stage: Stage
  placed: boolean
  incident_open: boolean
  review_due: boolean
  glass_unreviewed: boolean
  coercion: DeletionFacts['coercion']
  due_on: Day | null
  today: Day
  contents: Readonly<Record<string, number>>
}

/** What stands in the way of deleting a case, and how much there is of what. Null where nobody may ask. */
export async function readDeletion(
  tx: Tx,
  caseId: string,
): Promise<{ readonly facts: DeletionFacts; readonly contents: Contents } | null> {
  const [row] = await tx.$queryRaw<{ found: FactsRow | null }[]>`
    SELECT law.deletion_of(${caseId}::uuid) AS found`
  if (row?.found === undefined || row.found === null) return null
  const { contents, ...found } = row.found
  return {
    facts: {
      ...{ stage: found.stage, placed: found.placed, coercion: found.coercion, today: found.today },
      ...{ incidentOpen: found.incident_open, reviewDue: found.review_due, dueOn: found.due_on },
      glassUnreviewed: found.glass_unreviewed,
    },
    contents: Object.fromEntries(CONTENTS.map((kind) => [kind, contents[kind] ?? 0])) as Contents,
  }
}

type WaitingRow = Omit<WaitingDeletion, 'expiresAt'> & {
  readonly askedById: string
  readonly expiresAt: Date
}

/** What waits for a second person: of one case, or of all that whoever acts reaches. */
export async function listWaiting(
  tx: Tx,
  personId: string,
  caseId: string | null,
): Promise<readonly WaitingDeletion[]> {
  const rows = await tx.$queryRaw<WaitingRow[]>`
    SELECT r.id, c.code, r.cause, r.asked_by AS "askedById", p.display_name AS "askedBy", r.expires_at AS "expiresAt",
      r.asked_by = ${personId}::uuid AS mine
    FROM approval_request r JOIN case_file c ON c.id = r.case_id JOIN person p ON p.id = r.asked_by
    WHERE r.kind = 'deletion' AND r.decision IS NULL AND r.expires_at > statement_timestamp()
      AND (${caseId}::uuid IS NULL OR r.case_id = ${caseId}::uuid)
    ORDER BY r.expires_at, r.id`
  const nameOf = await openNames(rows.map(({ askedById, askedBy }) => [askedById, askedBy]))
  return rows.map(({ askedById, expiresAt, ...row }) => ({
    ...row,
    askedBy: nameOf(askedById),
    expiresAt: expiresAt.toISOString(),
  }))
}

export type ClosedCase = {
  readonly id: string
  readonly code: string
  readonly outcome: Outcome
  readonly closedOn: Day
}

/** The closed cases of a team, the one that closed first on top. */
export async function listClosed(tx: Tx, teamId: string | null): Promise<readonly ClosedCase[]> {
  return tx.$queryRaw<ClosedCase[]>`
    SELECT id, code, outcome, stage_since::text AS "closedOn" FROM case_file
    WHERE team_id = ${teamId}::uuid AND stage = 'closed' ORDER BY stage_since, code`
}

/** All terms that were ever set. */
export async function listRules(tx: Tx): Promise<readonly RetentionRule[]> {
  return tx.$queryRaw<RetentionRule[]>`
    SELECT outcome, from_on::text AS "fromOn", days FROM retention_rule ORDER BY outcome, from_on`
}

/** Sets the term of an outcome from a day on; one that was set for the same day is refused by its key. */
export async function insertRule(tx: Tx, { outcome, fromOn, days }: RetentionRule): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO retention_rule (outcome, from_on, days) VALUES (${outcome}, ${fromOn}::date, ${days})`
}

const NEWEST = 50

type DeletedRow = {
  id: string
  code: string
  cause: DeletionCause | 'repeated'
  asked_by: string | null
  asker: string | null
  approved_by: string | null
  approver: string | null
  forgotten_at: Date
  done: boolean
}

/** The cases that were deleted within reach of whoever acts, the newest first. */
export async function listDeleted(tx: Tx): Promise<readonly Deleted[]> {
  const rows = await tx.$queryRaw<DeletedRow[]>`
    SELECT f.id, f.codes[1] AS code, f.cause, f.asked_by, a.display_name AS asker, f.approved_by,
      b.display_name AS approver, f.forgotten_at, f.done_at IS NOT NULL AS done
    FROM forgetting f LEFT JOIN person a ON a.id = f.asked_by LEFT JOIN person b ON b.id = f.approved_by
    WHERE f.kind = 'case' ORDER BY f.forgotten_at DESC, f.id LIMIT ${NEWEST}`
  const nameOf = await openNames(
    rows.flatMap((row) => [[row.asked_by, row.asker] as const, [row.approved_by, row.approver] as const]),
  )
  return rows.map(({ id, code, cause, asked_by, approved_by, forgotten_at, done }) => ({
    ...{ id, code, cause, done },
    askedBy: nameOf(asked_by),
    approvedBy: nameOf(approved_by),
    forgottenAt: forgotten_at.toISOString(),
  }))
}

/** Deletes a case as an approval of this transaction says, if there is as much of it as was counted. Gives the owners of its keys. */
export async function forgetCase(tx: Tx, requestId: string, contents: Contents): Promise<readonly string[]> {
  const [row] = await tx.$queryRaw<{ owners: string[] }[]>`
    SELECT law.forget_case(${requestId}::uuid, ${JSON.stringify(contents)}::jsonb) AS owners`
  return row?.owners ?? []
}

/** What was promised: the owners whose keys go, and whether they are gone. */
export type Promised = {
  readonly id: string
  readonly subjectId: string
  readonly kind: 'case' | 'journey'
  readonly owners: readonly string[]
  readonly done: boolean
}

/** Everything that was ever promised, the oldest first. */
export async function listPromises(tx: Tx): Promise<readonly Promised[]> {
  return tx.$queryRaw<Promised[]>`
    SELECT id, subject_id AS "subjectId", kind, owners, done_at IS NOT NULL AS done
    FROM forgetting ORDER BY forgotten_at, id`
}

/** Says that the keys of a promise are gone. */
export async function finishPromise(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT law.finish_forgetting(${id}::uuid)::text`
}

/** Of forgotten cases those that are in the database again. */
export async function findBroughtBack(tx: Tx, gone: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT law.brought_back(${[...gone]}::uuid[]) AS id`
  return rows.map(({ id }) => id)
}

/** Deletes such a case again. */
export async function forgetAgain(tx: Tx, caseId: string): Promise<void> {
  await tx.$queryRaw`SELECT law.forget_again(${caseId}::uuid)::text`
}

/** Forgets where the journeys led whose time is over. Says how many. */
export async function forgetArrived(tx: Tx): Promise<number> {
  return (await tx.$queryRaw<unknown[]>`SELECT law.forget_journeys()::text`).length
}

/** Proposes the cases whose term is over to their supervisors. Says how many. */
export async function proposeDue(tx: Tx): Promise<number> {
  return (await tx.$queryRaw<unknown[]>`SELECT law.propose_deletions()::text`).length
}
