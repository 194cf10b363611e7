/** The timeline's only door to the database: everything that a case holds, as one list, in one query. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner, incidentOwner } from '../../server/vault/owners.ts'
import { openNames } from '../../server/vault/staff-names.ts'
import type { SealedTable } from '../../server/vault/sealed-fields.ts'
import { openedAll } from '../../server/vault/vault.ts'
import { ENTRIES, type TimelineEntry, type What } from './schema.ts'

type Row = Omit<TimelineEntry, 'what' | 'recordedAt'> & {
  readonly kind: What['kind']
  readonly data: object
  readonly recordedAt: Date
  readonly whoId: string | null
}

/**
 * One page of what happened, newest first by when it happened, then by when it was recorded.
 *
 * @param kinds which kinds to show
 * @param skip entries of the pages before
 */
export async function readEntries(
  tx: Tx,
  asked: {
    readonly caseId: string
    readonly timeZone: string
    readonly kinds: readonly What['kind'][]
    readonly skip: number
  },
): Promise<{ readonly entries: readonly TimelineEntry[]; readonly more: boolean }> {
  const { caseId, timeZone, kinds, skip } = asked
  const rows = await tx.$queryRaw<Row[]>`
    WITH all_of_it AS (
      SELECT s.id, 'move' AS kind, s.occurred_on AS day, s.occurred_precision AS precision, s.recorded_at, s.recorded_by, s.superseded_at,
        json_build_object('from', s.from_stage, 'to', s.stage, 'how', s.kind, 'reason', s.reason, 'outcome', s.outcome) AS data
      FROM stage_spell s WHERE s.case_id = ${caseId}::uuid
      UNION ALL SELECT r.id, 'review', (r.decided_at AT TIME ZONE ${timeZone})::date, 'day', r.decided_at, r.decided_by, NULL,
        json_build_object('decision', r.decision, 'comment', r.comment)
      FROM approval_request r WHERE r.case_id = ${caseId}::uuid AND r.kind = 'move-review' AND r.decided_at IS NOT NULL
      UNION ALL SELECT n.id, 'note', (n.recorded_at AT TIME ZONE ${timeZone})::date, 'day', n.recorded_at, n.recorded_by, n.superseded_at,
        json_build_object('body', n.body)
      FROM note n WHERE n.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'contact', x.occurred_on, x.occurred_precision, x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('channel', x.channel, 'civicGroup', x.civic_group, 'reached', x.reached)
      FROM contact x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'basis', x.occurred_on, x.occurred_precision, x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('purpose', x.purpose, 'ground', x.ground, 'reviewOn', x.review_on, 'explanation', x.explanation)
      FROM data_basis x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'screening', x.occurred_on, x.occurred_precision, x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('result', x.result, 'infiltration', x.infiltration, 'coercion', x.coercion, 'explanation', x.explanation)
      FROM screening x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'risk', x.occurred_on, 'day', x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('high', x.high, 'refoulement', x.refoulement, 'health', x.health, 'exposure', x.exposure,
          'dependants', x.dependants, 'reviewOn', x.review_on, 'explanation', x.explanation)
      FROM risk_assessment x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'incident', x.occurred_on, x.occurred_precision, x.recorded_at, x.recorded_by, NULL,
        json_build_object('code', x.code, 'type', x.kind, 'severity', x.severity, 'account', x.account, 'closed', x.closed_at IS NOT NULL)
      FROM incident x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'protection', x.occurred_on, x.occurred_precision, x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('track', x.track, 'status', x.status, 'expiresOn', x.expires_on)
      FROM protection_step x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'placement', x.since, 'day', x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('house', h.code, 'emergency', x.emergency, 'reason', x.reason, 'until', x.until)
      FROM placement x JOIN house h ON h.id = x.house_id WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'plan', (x.recorded_at AT TIME ZONE ${timeZone})::date, 'day', x.recorded_at, x.recorded_by, NULL,
        json_build_object('version', x.plan_version, 'document', x.travel_document, 'fallbacks', x.fallback_count, 'departsOn', x.departs_on,
          'forgottenOn', (x.forgotten_at AT TIME ZONE ${timeZone})::date)
      FROM journey_plan x WHERE x.case_id = ${caseId}::uuid
      UNION ALL SELECT x.id, 'approval', (x.asked_at AT TIME ZONE ${timeZone})::date, 'day', x.asked_at, x.asked_by, NULL,
        json_build_object('decision', 'asked', 'comment', NULL)
      FROM approval_request x WHERE x.case_id = ${caseId}::uuid AND x.kind = 'journey-plan'
      UNION ALL SELECT x.id, 'approval', (x.decided_at AT TIME ZONE ${timeZone})::date, 'day', x.decided_at, x.decided_by, NULL,
        json_build_object('decision', x.decision, 'comment', x.comment)
      FROM approval_request x WHERE x.case_id = ${caseId}::uuid AND x.kind = 'journey-plan' AND x.decided_at IS NOT NULL
      UNION ALL SELECT x.id, 'arrival', x.occurred_on, x.occurred_precision, x.recorded_at, x.recorded_by, x.superseded_at,
        json_build_object('confirmedBy', x.confirmed_by)
      FROM arrival x WHERE x.case_id = ${caseId}::uuid
    )
    SELECT e.id, e.kind, e.day::text AS "on", e.precision, e.recorded_at AS "recordedAt",
      (e.recorded_at AT TIME ZONE ${timeZone})::date::text AS "recordedOn",
      p.id AS "whoId", p.display_name AS who, e.superseded_at IS NOT NULL AS corrected, e.data
    FROM all_of_it e LEFT JOIN person p ON p.id = e.recorded_by
    WHERE e.kind = ANY (${[...kinds]}::text[])
    ORDER BY e.day DESC, e.recorded_at DESC, e.id DESC
    LIMIT ${ENTRIES + 1} OFFSET ${skip}`
  const page = rows.slice(0, ENTRIES)
  const told = await openData(caseId, page)
  const nameOf = await openNames(page.map(({ whoId, who }) => [whoId, who]))
  const entries = page.map(({ kind, data, recordedAt, whoId, ...row }, at) => ({
    ...row,
    who: nameOf(whoId),
    recordedAt: recordedAt.toISOString(),
    // The query builds exactly the fields of each kind.
    what: { kind, ...(told.get(at) ?? data) } as What,
  }))
  return { entries, more: rows.length > ENTRIES }
}

/** Of which table the sealed words of a kind are; the others have none. */
const SEALED: Partial<Record<What['kind'], SealedTable>> = {
  move: 'stage_spell',
  review: 'approval_request',
  approval: 'approval_request',
  note: 'note',
  contact: 'contact',
  basis: 'data_basis',
  screening: 'screening',
  risk: 'risk_assessment',
  incident: 'incident',
  placement: 'placement',
  arrival: 'arrival',
}

/** The data of the entries that hold sealed words, opened, by the entry's place in the page. */
async function openData(caseId: string, rows: readonly Row[]): Promise<ReadonlyMap<number, object>> {
  const sealed = rows.flatMap(({ id, kind, data }, at) => {
    const table = SEALED[kind]
    const owner = kind === 'incident' ? incidentOwner(id) : caseOwner(caseId)
    return table === undefined ? [] : [{ table, owner, row: id, record: data, at }]
  })
  const data = await openedAll(sealed)
  return new Map(sealed.map(({ at }, opened) => [at, data[opened] ?? {}]))
}
