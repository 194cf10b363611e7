/** What a snapshot of a journey is taken from, beside the plan and the gates. */
import 'server-only'
import type { ApprovalDecision } from '../../domain/policy/four-eyes.ts'
import type { Tx } from '../../server/act/tx.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import { caseOwner, journeyOwner } from '../../server/vault/owners.ts'
import { opened, openedAll, openedIfKept, sealed } from '../../server/vault/vault.ts'
import type { EarlierDecision, NewestRisk } from './schema.ts'

/** True when whoever acts reaches the case itself, and not only what is asked about it. */
export async function readsCase(tx: Tx, caseId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ reads: boolean }[]>`
    SELECT ${caseId}::uuid IN (SELECT law.cases('case.read')) AS reads`
  return row?.reads ?? false
}

/** Somebody's name as it stands now. */
export async function readName(tx: Tx, personId: string): Promise<string> {
  const row = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { displayName: true } })
  return (await openNames([[personId, row.displayName]]))(personId)
}

/** The newest risk assessment of a case, or null. */
export async function findNewestRisk(tx: Tx, caseId: string): Promise<NewestRisk | null> {
  const row = await tx.riskAssessment.findFirst({
    where: { caseId, supersededAt: null },
    orderBy: [{ occurredOn: 'desc' }, { recordedAt: 'desc' }],
  })
  if (row === null) return null
  const { refoulement, health, exposure, dependants, high, explanation } = await opened(
    'risk_assessment',
    caseOwner(caseId),
    row.id,
    row,
  )
  const assessedOn = row.occurredOn.toISOString().slice(0, 10)
  return { assessedOn, high, scores: { refoulement, health, exposure, dependants }, explanation }
}

/** Where a journey leads. */
export type Leads = { readonly route: string; readonly fallbacks: string; readonly escort: string }

/** Seals where a journey leads as the plan itself keeps it, so that what was asked about it is forgotten with it. */
export async function sealLeads(planId: string, { route, fallbacks, escort }: Leads): Promise<Leads> {
  return sealed('journey_route', journeyOwner(planId), planId, { route, fallbacks, escort })
}

/** Opens it again; null once it was forgotten. */
export async function openLeads(planId: string, { route, fallbacks, escort }: Leads): Promise<Leads | null> {
  return openedIfKept('journey_route', journeyOwner(planId), planId, { route, fallbacks, escort })
}

type EarlierRow = {
  id: string
  decision: ApprovalDecision
  by: string
  name: string
  at: Date
  comment: string | null
}

/** What was decided about journeys of a case before, the newest first. */
export async function listEarlier(tx: Tx, caseId: string): Promise<readonly EarlierDecision[]> {
  const rows = await tx.$queryRaw<EarlierRow[]>`
    SELECT r.id, r.decision, p.id AS by, p.display_name AS name, r.decided_at AS at, r.comment
    FROM approval_request r JOIN person p ON p.id = r.decided_by
    WHERE r.case_id = ${caseId}::uuid AND r.kind = 'journey-plan' AND r.decision IN ('approved', 'returned')
    ORDER BY r.decided_at DESC LIMIT 5`
  const open = await openedAll(
    rows.map((record) => ({
      ...{ table: 'approval_request' as const, owner: caseOwner(caseId), row: record.id },
      record,
    })),
  )
  const nameOf = await openNames(rows.map(({ by, name }) => [by, name]))
  return open.map(({ id, decision, by, at, comment }) => ({
    id,
    decision,
    decidedBy: nameOf(by),
    decidedAt: at.toISOString(),
    comment: comment ?? '',
  }))
}
