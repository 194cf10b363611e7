/** The reviews' only door to the database. */
import 'server-only'
import { formatPartialDate, type Day, type Precision } from '../../domain/calendar/partial-date.ts'
import type { MoveKind } from '../../domain/pathway/moves.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { ReviewListed } from './schema.ts'

type Row = {
  id: string
  case_id: string
  code: string
  kind: MoveKind
  from_stage: string
  stage: Stage
  asked_by: string
  asked_by_name: string
  recorded_at: Date
  due_at: Date
  version: number
  reason: string | null
  occurred: Day
  precision: Precision
  decided: boolean
  newest: boolean
}

/** A review as the service reads it. */
export type StoredReview = ReviewListed & {
  readonly version: number
  readonly reason: string
  readonly occurred: string
  readonly decided: boolean
  readonly newest: boolean
}

const LONGEST_LIST = 100

/** The moves that wait for a second look within the scope, most pressing first. */
export async function listOpenReviews(tx: Tx, scope: Scope): Promise<readonly StoredReview[]> {
  const rows = await tx.$queryRaw<
    Row[]
  >`${select(scope)} AND r.decision IS NULL ORDER BY r.due_at LIMIT ${LONGEST_LIST}`
  return rows.map(toReview)
}

/** One review within the scope, or null. */
export async function findReview(tx: Tx, scope: Scope, id: string): Promise<StoredReview | null> {
  const [row] = await tx.$queryRaw<Row[]>`${select(scope)} AND r.id = ${id}::uuid`
  return row === undefined ? null : toReview(row)
}

/** Writes the decision; the database refuses a second one, and the asker's own. */
export async function writeDecision(
  tx: Tx,
  id: string,
  decision: { decision: string; comment: string; decidedBy: string; decidedAt: Date },
): Promise<void> {
  await tx.moveReview.update({
    where: { id },
    data: { ...decision, version: { increment: 1 } },
    select: { id: true },
  })
}

function select(scope: Scope): Prisma.Sql {
  const within = scope.reach === 'all' ? Prisma.sql`TRUE` : Prisma.sql`c.team_id = ${scope.teamId}::uuid`
  return Prisma.sql`
    SELECT r.id, r.case_id, c.code, s.kind, s.from_stage, s.stage, r.asked_by, p.display_name AS asked_by_name,
           s.recorded_at, r.due_at, r.version, s.reason, s.occurred_on::text AS occurred,
           s.occurred_precision AS precision, r.decision IS NOT NULL AS decided,
           s.until IS NULL AND s.superseded_at IS NULL AS newest
    FROM move_review r
    JOIN stage_spell s ON s.id = r.spell_id
    JOIN case_file c ON c.id = r.case_id
    JOIN person p ON p.id = r.asked_by
    WHERE ${within}`
}

function toReview(row: Row): StoredReview {
  return {
    id: row.id,
    caseId: row.case_id,
    code: row.code,
    kind: row.kind,
    from: row.from_stage === 'start' ? null : (row.from_stage as Stage),
    to: row.stage,
    askedById: row.asked_by,
    askedBy: row.asked_by_name,
    recordedAt: row.recorded_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    version: row.version,
    reason: row.reason ?? '',
    occurred: formatPartialDate({ on: row.occurred, precision: row.precision }),
    decided: row.decided,
    newest: row.newest,
  }
}
