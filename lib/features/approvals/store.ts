/** The approvals' only door to the database. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Warning } from '../../domain/pathway/case-facts.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { TravelDocument } from '../../domain/pathway/vocabulary.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { ApprovalDecision, EarlierDecision, NewestRisk } from './schema.ts'

/** A request with the plan that it is about, as it is stored. */
export type StoredApproval = {
  readonly id: string
  readonly caseId: string
  readonly code: string
  readonly stage: Stage
  readonly stageSince: Day
  readonly askedById: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly expiresAt: Date
  readonly decision: ApprovalDecision | 'withdrawn' | null
  readonly version: number
  readonly planId: string
  readonly planVersion: number
  readonly newest: boolean
  readonly travelDocument: TravelDocument
  readonly departsOn: Day | null
  readonly fallbackCount: number
  readonly route: string
  readonly fallbacks: string
  readonly escort: string
  readonly writtenById: string
  readonly writtenBy: string
  readonly writtenAt: Date
}

const LONGEST_LIST = 100

function selectWithin(scope: Scope): Prisma.Sql {
  const within = scope.reach === 'all' ? Prisma.sql`TRUE` : Prisma.sql`c.team_id = ${scope.teamId}::uuid`
  return Prisma.sql`
    SELECT r.id, r.case_id AS "caseId", c.code, c.stage, c.stage_since::text AS "stageSince",
      r.asked_by AS "askedById", asker.display_name AS "askedBy", r.asked_at AS "askedAt", r.expires_at AS "expiresAt",
      r.decision, r.version, p.id AS "planId", p.plan_version AS "planVersion",
      p.travel_document AS "travelDocument", p.departs_on::text AS "departsOn", p.fallback_count AS "fallbackCount",
      p.route, p.fallbacks, p.escort, p.recorded_by AS "writtenById", writer.display_name AS "writtenBy",
      p.recorded_at AS "writtenAt",
      NOT EXISTS (SELECT FROM journey_plan n WHERE n.case_id = p.case_id AND n.plan_version > p.plan_version) AS newest
    FROM approval_request r
    JOIN case_file c ON c.id = r.case_id
    JOIN journey_plan p ON p.id = r.subject_id
    JOIN person asker ON asker.id = r.asked_by
    JOIN person writer ON writer.id = p.recorded_by
    WHERE ${within}`
}

/** The requests within the scope that can still be decided, the first to expire first. */
export async function listPending(tx: Tx, scope: Scope): Promise<readonly StoredApproval[]> {
  return tx.$queryRaw<StoredApproval[]>`
    ${selectWithin(scope)} AND r.decision IS NULL AND r.expires_at > now()
    ORDER BY r.expires_at, r.id LIMIT ${LONGEST_LIST}`
}

/** One request within the scope, or null. */
export async function findApproval(tx: Tx, scope: Scope, id: string): Promise<StoredApproval | null> {
  const [row] = await tx.$queryRaw<StoredApproval[]>`${selectWithin(scope)} AND r.id = ${id}::uuid`
  return row ?? null
}

export type NewRequest = {
  readonly id: string
  readonly caseId: string
  readonly planId: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly expiresAt: Date
}

/** Adds a request. */
export async function insertRequest(tx: Tx, { planId, ...request }: NewRequest): Promise<void> {
  await tx.approvalRequest.create({
    data: { ...request, kind: 'journey-plan', subjectId: planId },
    select: { id: true },
  })
}

/** Withdraws what still waits on a case: a newer request takes its place. */
export async function withdrawPending(tx: Tx, caseId: string, by: string, now: Date): Promise<void> {
  await tx.approvalRequest.updateMany({
    where: { caseId, decision: null },
    data: { decision: 'withdrawn', decidedBy: by, decidedAt: now, version: { increment: 1 } },
  })
}

export type Decided = {
  readonly decision: ApprovalDecision
  readonly comment: string
  readonly acknowledged: readonly Warning[]
  readonly decidedBy: string
  readonly decidedAt: Date
}

/** Writes the decision; the database refuses a second one, the asker's own, and that of the plan's writer. */
export async function writeDecision(tx: Tx, id: string, decided: Decided): Promise<void> {
  await tx.approvalRequest.update({
    where: { id },
    data: { ...decided, acknowledged: [...decided.acknowledged], version: { increment: 1 } },
    select: { id: true },
  })
}

/** The newest risk assessment of a case, or null. */
export async function findNewestRisk(tx: Tx, caseId: string): Promise<NewestRisk | null> {
  const row = await tx.riskAssessment.findFirst({
    where: { caseId, supersededAt: null },
    orderBy: [{ occurredOn: 'desc' }, { recordedAt: 'desc' }],
  })
  if (row === null) return null
  const { refoulement, health, exposure, dependants, high, explanation } = row
  const assessedOn = row.occurredOn.toISOString().slice(0, 10)
  return { assessedOn, high, scores: { refoulement, health, exposure, dependants }, explanation }
}

type EarlierRow = {
  id: string
  decision: ApprovalDecision
  by: string
  at: Date
  comment: string | null
}

/** What was decided on a case before, the newest first. */
export async function listEarlier(tx: Tx, caseId: string, but: string): Promise<readonly EarlierDecision[]> {
  const rows = await tx.$queryRaw<EarlierRow[]>`
    SELECT r.id, r.decision, p.display_name AS by, r.decided_at AS at, r.comment
    FROM approval_request r JOIN person p ON p.id = r.decided_by
    WHERE r.case_id = ${caseId}::uuid AND r.id <> ${but}::uuid AND r.decision IN ('approved', 'returned')
    ORDER BY r.decided_at DESC LIMIT 5`
  return rows.map(({ id, decision, by, at, comment }) => ({
    id,
    decision,
    decidedBy: by,
    decidedAt: at.toISOString(),
    comment: comment ?? '',
  }))
}
