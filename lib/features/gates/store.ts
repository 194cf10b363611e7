/** What the gates read, in one query: the newest standing record of each kind. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { NewestRecords } from '../../domain/pathway/newest-records.ts'
import type { Tx } from '../../server/act/tx.ts'

type NewestRow = { caseId: string; records: NewestRecords }

/** The newest standing records of each case, in one query; ages are judged against `today`. */
export async function readNewestRecords(
  tx: Tx,
  caseIds: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, NewestRecords>> {
  const rows = await tx.$queryRaw<NewestRow[]>`
    SELECT c.id AS "caseId", json_build_object(
      'contactRecorded', EXISTS (SELECT FROM contact x WHERE x.case_id = c.id AND x.superseded_at IS NULL AND x.reached),
      'bases', (SELECT coalesce(json_agg(b), '[]') FROM (
          SELECT DISTINCT ON (x.purpose) x.purpose, x.ground, x.review_on AS "reviewOn" FROM data_basis x
          WHERE x.case_id = c.id AND x.superseded_at IS NULL
          ORDER BY x.purpose, x.occurred_on DESC, x.recorded_at DESC) b),
      'screening', (SELECT x.result FROM screening x WHERE x.case_id = c.id AND x.superseded_at IS NULL
          ORDER BY x.occurred_on DESC, x.recorded_at DESC LIMIT 1),
      'riskAssessedOn', (SELECT x.occurred_on FROM risk_assessment x WHERE x.case_id = c.id AND x.superseded_at IS NULL
          ORDER BY x.occurred_on DESC, x.recorded_at DESC LIMIT 1),
      'placement', (SELECT json_build_object('houseKind', h.kind, 'compromised', h.compromised_at IS NOT NULL)
          FROM placement x JOIN house h ON h.id = x.house_id
          WHERE x.case_id = c.id AND x.superseded_at IS NULL AND x.since <= ${today}::date
            AND (x.until IS NULL OR x.until > ${today}::date) LIMIT 1),
      'protection', (SELECT coalesce(json_agg(p), '[]') FROM (
          SELECT DISTINCT ON (x.track) x.track, x.status, x.expires_on AS "expiresOn" FROM protection_step x
          WHERE x.case_id = c.id AND x.superseded_at IS NULL
          ORDER BY x.track, x.occurred_on DESC, x.recorded_at DESC) p),
      'journeyPlan', (SELECT json_build_object('id', x.id, 'travelDocument', x.travel_document,
          'fallbacks', x.fallback_count, 'writtenBy', x.recorded_by)
          FROM journey_plan x WHERE x.case_id = c.id ORDER BY x.plan_version DESC LIMIT 1),
      'decision', (SELECT json_build_object('planId', x.subject_id, 'approved', x.decision = 'approved',
          'decidedBy', x.decided_by, 'acknowledged', x.acknowledged)
          FROM approval_request x WHERE x.case_id = c.id AND x.kind = 'journey-plan'
            AND x.decision IN ('approved', 'returned') ORDER BY x.decided_at DESC LIMIT 1),
      'openCriticalIncident', EXISTS (SELECT FROM incident x WHERE x.case_id = c.id AND x.severity = 'critical' AND x.closed_at IS NULL),
      'arrivalConfirmed', EXISTS (SELECT FROM arrival x WHERE x.case_id = c.id AND x.superseded_at IS NULL),
      'lastReachedOn', (SELECT max(x.occurred_on) FROM contact x WHERE x.case_id = c.id AND x.superseded_at IS NULL AND x.reached),
      'failedSinceReached', (SELECT count(*) FROM contact x WHERE x.case_id = c.id AND x.superseded_at IS NULL AND NOT x.reached
          AND x.occurred_on >= coalesce((SELECT max(y.occurred_on) FROM contact y
            WHERE y.case_id = c.id AND y.superseded_at IS NULL AND y.reached), '-infinity'))
    ) AS records
    FROM case_file c WHERE c.id = ANY (${[...caseIds]}::uuid[])`
  return new Map(rows.map((row) => [row.caseId, row.records]))
}
