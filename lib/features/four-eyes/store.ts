/** The only door to the requests: what one person asks and another decides. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { DeletionCause } from '../../domain/deletion.ts'
import type { Warning } from '../../domain/pathway/case-facts.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import {
  APPROVAL_KINDS,
  FOUR_EYES,
  type ApprovalDecision,
  type ApprovalKind,
} from '../../domain/policy/four-eyes.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner, staffOwner, type Owner } from '../../server/vault/owners.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import { sealed } from '../../server/vault/vault.ts'

/** What a request is about. */
export type Subject = {
  readonly caseId: string | null
  readonly personId: string | null
  readonly subjectId: string
}

/** Whose key a request takes: that of its case, or of the person, also of one who is not there yet. */
export function ownerOf({ caseId, personId, subjectId }: Subject): Owner {
  return caseId === null ? staffOwner(personId ?? subjectId) : caseOwner(caseId)
}

/** A request as it is stored; what is asked and what was said to it are still sealed. */
export type StoredRequest = {
  readonly id: string
  readonly kind: ApprovalKind
  readonly caseId: string | null
  readonly personId: string | null
  readonly subjectId: string
  readonly subjectVersion: number | null
  readonly snapshot: string
  readonly askedById: string
  readonly askedBy: string
  readonly askerActive: boolean
  readonly askedAt: Date
  readonly expiresAt: Date
  readonly decision: ApprovalDecision | 'withdrawn' | null
  readonly decidedById: string | null
  readonly decidedBy: string | null
  /** Whoever decided may still work, and decide such requests; false when nobody has decided. */
  readonly approverActive: boolean
  readonly decidedAt: Date | null
  readonly comment: string | null
  readonly consumedAt: Date | null
  readonly version: number
  /** What was asked about is not any more as it was. */
  readonly overtaken: boolean
}

/** What every snapshot about a case begins with. */
export type AskedHead = { readonly code: string; readonly stage: Stage; readonly stageSince: Day }

/** Where a case in reach of whoever asks stands. */
export async function readHead(tx: Tx, caseId: string): Promise<AskedHead> {
  const [row] = await tx.$queryRaw<AskedHead[]>`
    SELECT code, stage, stage_since::text AS "stageSince" FROM case_file WHERE id = ${caseId}::uuid`
  if (row === undefined) throw new Error('the case is gone')
  return row
}

const LONGEST_LIST = 100

/** What looks back stays due when its hours are over. */
const STAYS_DUE = APPROVAL_KINDS.filter((kind) => FOUR_EYES[kind].looksBack)

const SELECT = Prisma.sql`
  SELECT r.id, r.kind, r.case_id AS "caseId", r.person_id AS "personId", r.subject_id AS "subjectId",
    r.subject_version AS "subjectVersion", r.snapshot, r.asked_by AS "askedById", asker.display_name AS "askedBy",
    asker.disabled_at IS NULL AS "askerActive", r.asked_at AS "askedAt", r.expires_at AS "expiresAt", r.decision,
    decider.id AS "decidedById", decider.display_name AS "decidedBy", decider.id IS NOT NULL AND law.is_approver(r.decided_by, r.kind) AS "approverActive", r.decided_at AS "decidedAt", r.comment, r.consumed_at AS "consumedAt", r.version,
    law.overtaken(r.id) AS overtaken
  FROM approval_request r
  JOIN person asker ON asker.id = r.asked_by
  LEFT JOIN person decider ON decider.id = r.decided_by`

/** The requests with the names of who asked and who decided opened. */
async function withNames(requests: readonly StoredRequest[]): Promise<readonly StoredRequest[]> {
  const nameOf = await openNames(
    requests.flatMap(({ askedById, askedBy, decidedById, decidedBy }) => [
      [askedById, askedBy] as const,
      [decidedById, decidedBy] as const,
    ]),
  )
  return requests.map((request) => ({
    ...request,
    askedBy: nameOf(request.askedById),
    decidedBy: request.decidedById === null ? null : nameOf(request.decidedById),
  }))
}

/** One request, or null. */
export async function findRequest(tx: Tx, id: string): Promise<StoredRequest | null> {
  const [row = null] = await withNames(
    await tx.$queryRaw<StoredRequest[]>`${SELECT} WHERE r.id = ${id}::uuid`,
  )
  return row
}

/** The requests of some kinds that can still be decided, the first to expire first. */
export async function listWaiting(tx: Tx, kinds: readonly ApprovalKind[]): Promise<readonly StoredRequest[]> {
  return withNames(
    await tx.$queryRaw<StoredRequest[]>`
    ${SELECT} WHERE r.kind = ANY (${[...kinds]}::text[]) AND r.decision IS NULL
      AND (r.expires_at > now() OR r.kind = ANY (${STAYS_DUE}::text[]))
      AND NOT law.overtaken(r.id)
    ORDER BY r.expires_at, r.id LIMIT ${LONGEST_LIST}`,
  )
}

/** The newest requests of some kinds that were asked within some hours, whatever became of them. */
export async function listAsked(
  tx: Tx,
  kinds: readonly ApprovalKind[],
  hours: number,
): Promise<readonly StoredRequest[]> {
  return withNames(
    await tx.$queryRaw<StoredRequest[]>`
    ${SELECT} WHERE r.kind = ANY (${[...kinds]}::text[])
      AND r.asked_at > statement_timestamp() - make_interval(hours => ${hours}::int)
    ORDER BY r.asked_at DESC, r.id DESC LIMIT ${LONGEST_LIST}`,
  )
}

/** What a request is about: a case, a person or somebody new, and who asked, where that matters. */
export type About = {
  readonly kind: ApprovalKind
  readonly caseId?: string
  readonly personId?: string
  readonly subjectId?: string
  readonly askedBy?: string
}

/** The newest request of a kind about something, or null. */
export async function findNewest(tx: Tx, about: About): Promise<StoredRequest | null> {
  const { kind, caseId = null, personId = null, subjectId = null, askedBy = null } = about
  const found = await tx.$queryRaw<StoredRequest[]>`
    ${SELECT} WHERE r.kind = ${kind}
      AND (${caseId}::uuid IS NULL OR r.case_id = ${caseId}::uuid)
      AND (${personId}::uuid IS NULL OR r.person_id = ${personId}::uuid)
      AND (${subjectId}::uuid IS NULL OR r.subject_id = ${subjectId}::uuid)
      AND (${askedBy}::uuid IS NULL OR r.asked_by = ${askedBy}::uuid)
    ORDER BY r.asked_at DESC, r.id DESC LIMIT 1`
  const [row = null] = await withNames(found)
  return row
}

export type NewRequest = {
  readonly id: string
  readonly kind: ApprovalKind
  readonly caseId: string | null
  readonly personId: string | null
  readonly subjectId: string
  readonly subjectVersion: number | null
  /** JSON of what is asked. */
  readonly snapshot: string
  readonly askedRoles: string[]
  readonly askedTeamId: string | null
  readonly outcome: Outcome | null
  readonly cause: DeletionCause | null
  readonly askedBy: string
  readonly askedAt: Date
  readonly expiresAt: Date
}

/** Adds a request. */
export async function insertRequest(tx: Tx, request: NewRequest): Promise<void> {
  const data = await sealed('approval_request', ownerOf(request), request.id, request)
  await tx.approvalRequest.create({ data, select: { id: true } })
}

/** Withdraws what still waits: a newer request takes its place. */
export async function withdrawWaiting(tx: Tx, about: About, by: string, now: Date): Promise<void> {
  await tx.approvalRequest.updateMany({
    where: { ...about, decision: null },
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

/** Writes the decision; the database refuses whatever `judgeDecision` refuses. */
export async function writeDecision(
  tx: Tx,
  request: Subject & { readonly id: string },
  decided: Decided,
): Promise<void> {
  const { comment } = await sealed('approval_request', ownerOf(request), request.id, decided)
  await tx.approvalRequest.update({
    where: { id: request.id },
    data: { ...decided, comment, acknowledged: [...decided.acknowledged], version: { increment: 1 } },
    select: { id: true },
  })
}

/** Marks an approval as used; a second time is refused. */
export async function writeUse(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.approvalRequest.update({
    where: { id },
    data: { consumedAt: now, version: { increment: 1 } },
    select: { id: true },
  })
}
