/** The case page's only door to the database: one query for the head, one for the newest records, one for open work. */
import 'server-only'
import type { Scope } from '../../domain/policy/decide.ts'
import type { Tx } from '../../server/act/tx.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import { opened, openedAll } from '../../server/vault/vault.ts'
import type {
  Head,
  Newest,
  OpenIncident,
  OpenTask,
  PendingClosing,
  PendingDeletion,
  PendingReview,
} from './schema.ts'

/**
 * The case file with who works on it and who escapes with it.
 *
 * @param scope how far the person who looks may see: others of the household are named within it only
 */
export async function readHead(tx: Tx, caseId: string, scope: Scope): Promise<Head> {
  const [row] = await tx.$queryRaw<Head[]>`
    SELECT c.id, c.code, c.team_id AS "teamId", c.version, c.stage, c.stage_since::text AS since, c.outcome,
      c.group_code AS "group", c.sector, c.sex, c.birth_year_band AS "birthYearBand",
      c.federal_district AS "federalDistrict", c.enlisted, c.visa_purpose AS "visaPurpose",
      c.passport_withheld AS "passportWithheld", c.wages_withheld AS "wagesWithheld",
      coalesce((SELECT json_agg(json_build_object('id', p.id, 'name', p.display_name) ORDER BY a.from_at, a.id)
        FROM assignment a JOIN person p ON p.id = a.person_id
        WHERE a.case_id = c.id AND ${HOLDS_NOW}), '[]') AS workers,
      law.household_size(c.household_id) AS "householdSize",
      coalesce((SELECT array_agg(h.code ORDER BY h.code) FROM case_file h
        WHERE h.household_id = c.household_id AND h.id <> c.id AND (
          (${scope.reach} = 'team' AND h.team_id = ${scope.teamId}::uuid) OR EXISTS (
            SELECT FROM assignment a WHERE a.case_id = h.id AND a.person_id = ${scope.personId}::uuid
              AND ${HOLDS_NOW}))), '{}') AS household
    FROM case_file c WHERE c.id = ${caseId}::uuid`
  if (row === undefined) throw new Error('the case is gone')
  const nameOf = await openNames(row.workers.map(({ id, name }) => [id, name]))
  return { ...row, workers: row.workers.map(({ id }) => ({ id, name: nameOf(id) })) }
}

/**
 * The newest standing record of each kind.
 *
 * @param whole true for whoever may know who it is about: how and when it is safe to call is read for nobody else
 */
export async function readNewest(
  tx: Tx,
  asked: {
    readonly caseId: string
    readonly personId: string
    readonly today: string
    readonly whole: boolean
  },
): Promise<Newest> {
  const { caseId, personId, today, whole } = asked
  const [row] = await tx.$queryRaw<{ newest: SealedNewest }[]>`
    SELECT json_build_object(
      'contact', (SELECT json_build_object('id', x.id, 'on', x.occurred_on, 'precision', x.occurred_precision, 'civicGroup', x.civic_group,
          'safeHours', CASE WHEN ${whole} THEN x.safe_hours END, 'safeWay', CASE WHEN ${whole} THEN x.safe_way END)
        FROM contact x WHERE x.case_id = c.id AND x.superseded_at IS NULL AND x.reached
        ORDER BY x.occurred_on DESC, x.recorded_at DESC LIMIT 1),
      'bases', (SELECT coalesce(json_agg(b), '[]') FROM (
        SELECT DISTINCT ON (x.purpose) x.purpose, x.ground, x.review_on AS "reviewOn", x.occurred_on AS "on",
          x.occurred_precision AS precision FROM data_basis x
        WHERE x.case_id = c.id AND x.superseded_at IS NULL
        ORDER BY x.purpose, x.occurred_on DESC, x.recorded_at DESC) b),
      'screening', (SELECT json_build_object('result', x.result, 'on', x.occurred_on, 'precision', x.occurred_precision)
        FROM screening x WHERE x.case_id = c.id AND x.superseded_at IS NULL
        ORDER BY x.occurred_on DESC, x.recorded_at DESC LIMIT 1),
      'risk', (SELECT json_build_object('on', x.occurred_on, 'high', x.high, 'reviewOn', x.review_on)
        FROM risk_assessment x WHERE x.case_id = c.id AND x.superseded_at IS NULL
        ORDER BY x.occurred_on DESC, x.recorded_at DESC LIMIT 1),
      'placement', (SELECT json_build_object('house', h.code, 'houseKind', h.kind,
          'compromised', h.compromised_at IS NOT NULL, 'since', x.since)
        FROM placement x JOIN house h ON h.id = x.house_id
        WHERE x.case_id = c.id AND x.superseded_at IS NULL AND x.since <= ${today}::date
          AND (x.until IS NULL OR x.until > ${today}::date) LIMIT 1),
      'protection', (SELECT coalesce(json_agg(p), '[]') FROM (
        SELECT DISTINCT ON (x.track) x.track, x.status, x.expires_on AS "expiresOn", x.occurred_on AS "on",
          x.occurred_precision AS precision FROM protection_step x
        WHERE x.case_id = c.id AND x.superseded_at IS NULL
        ORDER BY x.track, x.occurred_on DESC, x.recorded_at DESC) p),
      'plan', (SELECT json_build_object('id', x.id, 'version', x.plan_version, 'recordedAt', x.recorded_at,
          'fallbacks', x.fallback_count, 'hasDocument', x.travel_document <> 'none-yet', 'forgottenAt', x.forgotten_at)
        FROM journey_plan x WHERE x.case_id = c.id ORDER BY x.plan_version DESC LIMIT 1),
      'request', (SELECT json_build_object('id', x.id, 'planId', x.subject_id, 'askedAt', x.asked_at,
          'askedById', p.id, 'askedBy', p.display_name, 'decision', x.decision, 'comment', x.comment,
          'expired', x.decision IS NULL AND x.expires_at <= now(),
          'byOthers', x.asked_by <> ${personId}::uuid AND NOT EXISTS (
            SELECT FROM journey_plan j WHERE j.id = x.subject_id AND j.recorded_by = ${personId}::uuid))
        FROM approval_request x JOIN person p ON p.id = x.asked_by
        WHERE x.case_id = c.id AND x.kind = 'journey-plan' ORDER BY x.asked_at DESC, x.id DESC LIMIT 1),
      'arrival', (SELECT json_build_object('on', x.occurred_on, 'precision', x.occurred_precision)
        FROM arrival x WHERE x.case_id = c.id AND x.superseded_at IS NULL
        ORDER BY x.occurred_on DESC, x.recorded_at DESC LIMIT 1)
    ) AS newest FROM case_file c WHERE c.id = ${caseId}::uuid`
  if (row === undefined) throw new Error('the case is gone')
  const { contact, request } = row.newest
  return {
    ...row.newest,
    contact: contact === null ? null : await openContact(caseId, contact),
    request: request === null ? null : await openRequest(caseId, request),
  }
}

type SealedContact = Omit<NonNullable<Newest['contact']>, 'safeHours' | 'safeWay'> & {
  readonly id: string
  readonly safeHours: string | null
  readonly safeWay: string | null
}
type SealedRequest = NonNullable<Newest['request']> & { readonly askedById: string }
type SealedNewest = Omit<Newest, 'contact' | 'request'> & {
  readonly contact: SealedContact | null
  readonly request: SealedRequest | null
}

async function openRequest(caseId: string, request: SealedRequest): Promise<Newest['request']> {
  const { askedById, ...rest } = await opened('approval_request', caseOwner(caseId), request.id, request)
  const nameOf = await openNames([[askedById, rest.askedBy]])
  return { ...rest, askedBy: nameOf(askedById) }
}

async function openContact(caseId: string, contact: SealedContact): Promise<Newest['contact']> {
  const { id, safeHours, safeWay, ...rest } = await opened('contact', caseOwner(caseId), contact.id, contact)
  return { ...rest, safeHours: safeHours ?? '', safeWay: safeWay ?? '' }
}

export type OpenWork = {
  readonly tasks: readonly OpenTask[]
  readonly incidents: readonly OpenIncident[]
  readonly reviews: readonly PendingReview[]
  readonly closing: PendingClosing | null
  readonly deletion: PendingDeletion | null
}

type SealedWork = Omit<OpenWork, 'tasks' | 'closing' | 'deletion'> & {
  readonly deletion: (PendingDeletion & { readonly askedById: string }) | null
  readonly tasks: readonly (Omit<OpenTask, 'title'> & {
    readonly title: string | null
    readonly assigneeId: string
  })[]
  readonly closing: (PendingClosing & { readonly askedById: string }) | null
}

/** Without the id, which only the house needs. */
function askedByName<P extends { readonly askedBy: string; readonly askedById: string }>(
  pending: P | null,
  nameOf: (id: string) => string,
): Omit<P, 'askedById'> | null {
  if (pending === null) return null
  const { askedById, ...rest } = pending
  return { ...rest, askedBy: nameOf(askedById) }
}

/** What is still to do on a case: tasks by due time, incidents that are not over, moves that wait for a second look. */
export async function readOpenWork(tx: Tx, caseId: string, personId: string): Promise<OpenWork> {
  const [row] = await tx.$queryRaw<SealedWork[]>`
    SELECT
      coalesce((SELECT json_agg(json_build_object('id', t.id, 'kind', t.kind, 'title', t.title,
          'requirement', t.requirement, 'question', t.question, 'subjectId', t.subject_id, 'dueAt', t.due_at,
          'assigneeId', p.id, 'assignee', p.display_name, 'mine', t.assignee_id = ${personId}::uuid, 'version', t.version) ORDER BY t.due_at, t.id)
        FROM task t JOIN person p ON p.id = t.assignee_id
        WHERE t.case_id = ${caseId}::uuid AND t.done_at IS NULL), '[]') AS tasks,
      coalesce((SELECT json_agg(json_build_object('id', i.id, 'code', i.code, 'kind', i.kind, 'severity', i.severity,
          'version', i.version, 'on', i.occurred_on, 'precision', i.occurred_precision) ORDER BY i.occurred_on DESC, i.id)
        FROM incident i WHERE i.case_id = ${caseId}::uuid AND i.closed_at IS NULL), '[]') AS incidents,
      coalesce((SELECT json_agg(json_build_object('id', r.id, 'dueAt', r.expires_at,
          'byOthers', r.asked_by <> ${personId}::uuid) ORDER BY r.expires_at, r.id)
        FROM approval_request r WHERE r.case_id = ${caseId}::uuid AND r.kind = 'move-review' AND r.decision IS NULL), '[]') AS reviews,
      (SELECT json_build_object('id', x.id, 'askedById', p.id, 'askedBy', p.display_name, 'mine', x.asked_by = ${personId}::uuid,
          'approved', x.decision IS NOT NULL)
        FROM approval_request x JOIN person p ON p.id = x.asked_by JOIN case_file c ON c.id = x.case_id
        WHERE x.case_id = ${caseId}::uuid AND x.kind = 'adverse-closing' AND x.consumed_at IS NULL AND c.stage <> 'closed'
          AND ((x.decision IS NULL AND x.expires_at > now())
            OR (x.decision = 'approved' AND x.decided_at > now() - interval '72 hours'))
        ORDER BY x.asked_at DESC LIMIT 1) AS closing,
      (SELECT json_build_object('id', x.id, 'askedById', p.id, 'askedBy', p.display_name, 'mine', x.asked_by = ${personId}::uuid)
        FROM approval_request x JOIN person p ON p.id = x.asked_by
        WHERE x.case_id = ${caseId}::uuid AND x.kind = 'deletion' AND x.decision IS NULL AND x.expires_at > now()
        LIMIT 1) AS deletion`
  if (row === undefined) return { tasks: [], incidents: [], reviews: [], closing: null, deletion: null }
  const owner = caseOwner(caseId)
  const tasks = await openedAll(
    row.tasks.map((record) => ({ table: 'task' as const, owner, row: record.id, record })),
  )
  const { closing, deletion } = row
  const nameOf = await openNames([
    ...tasks.map(({ assigneeId, assignee }) => [assigneeId, assignee] as const),
    [closing?.askedById ?? null, closing?.askedBy ?? null],
    [deletion?.askedById ?? null, deletion?.askedBy ?? null],
  ])
  return {
    ...row,
    tasks: tasks.map(({ assigneeId, ...task }) => ({
      ...task,
      title: task.title ?? '',
      assignee: nameOf(assigneeId),
    })),
    closing: askedByName(closing, nameOf),
    deletion: askedByName(deletion, nameOf),
  }
}
