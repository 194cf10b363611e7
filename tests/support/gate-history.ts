/**
 * Reads a whole caseload back and judges each move again, as the gates would have judged it at the moment when it was
 * recorded. Knows the tables and the domain, and nothing of how a caseload is made.
 */
import { dayAt, type Day } from '../../lib/domain/calendar/partial-date.ts'
import { gate, type Requirement } from '../../lib/domain/pathway/gates.ts'
import { factsOf, type NewestRecords } from '../../lib/domain/pathway/newest-records.ts'
import type { MoveKind } from '../../lib/domain/pathway/moves.ts'
import type { Outcome, Stage } from '../../lib/domain/pathway/stages.ts'
import { look } from './database.ts'

export type JudgedSpell = {
  readonly code: string
  readonly stage: Stage
  readonly kind: MoveKind
  readonly unmet: readonly Requirement[]
}

type SpellRow = {
  case_id: string
  code: string
  stage: Stage
  kind: MoveKind
  outcome: Outcome | null
  recorded_at: Date
  time_zone: string
}

/** Every move of every case but the openings, with what its gate would have found missing. */
export async function judgeHistory(): Promise<readonly JudgedSpell[]> {
  const spells = await look<SpellRow>(`
    SELECT s.case_id, c.code, s.stage, s.kind, s.outcome, s.recorded_at, t.time_zone
    FROM stage_spell s JOIN case_file c ON c.id = s.case_id JOIN team t ON t.id = c.team_id
    WHERE s.kind <> 'opening' ORDER BY c.code, s.sequence`)
  const judged: JudgedSpell[] = []
  for (const { case_id, code, stage, kind, outcome, recorded_at, time_zone } of spells) {
    const today = dayAt(recorded_at.getTime(), time_zone)
    const facts = factsOf(await recordsAt(case_id, recorded_at, today), today)
    judged.push({ code, stage, kind, unmet: gate(facts, { stage, outcome }).unmet })
  }
  return judged
}

/** The newest records of a case as they were at an instant, which was `today` for the team. */
async function recordsAt(caseId: string, at: Date, today: Day): Promise<NewestRecords> {
  const [row] = await look<{ records: NewestRecords }>(
    `SELECT json_build_object(
      'contactRecorded', EXISTS (SELECT FROM contact x WHERE x.case_id = $1 AND x.recorded_at <= $2 AND x.reached),
      'bases', (SELECT coalesce(json_agg(b), '[]') FROM (
        SELECT DISTINCT ON (purpose) purpose, ground, review_on AS "reviewOn" FROM data_basis
        WHERE case_id = $1 AND recorded_at <= $2 ORDER BY purpose, occurred_on DESC, recorded_at DESC) b),
      'screening', (SELECT result FROM screening WHERE case_id = $1 AND recorded_at <= $2
        ORDER BY occurred_on DESC, recorded_at DESC LIMIT 1),
      'riskAssessedOn', (SELECT occurred_on FROM risk_assessment WHERE case_id = $1 AND recorded_at <= $2
        ORDER BY occurred_on DESC, recorded_at DESC LIMIT 1),
      'placement', (SELECT json_build_object('houseKind', h.kind,
          'compromised', h.compromised_at IS NOT NULL AND h.compromised_at <= $2)
        FROM placement x JOIN house h ON h.id = x.house_id
        WHERE x.case_id = $1 AND x.recorded_at <= $2 AND x.since <= $3::date AND (x.until IS NULL OR x.until > $3::date)),
      'protection', (SELECT coalesce(json_agg(p), '[]') FROM (
        SELECT DISTINCT ON (track) track, status, expires_on AS "expiresOn" FROM protection_step
        WHERE case_id = $1 AND recorded_at <= $2 ORDER BY track, occurred_on DESC, recorded_at DESC) p),
      'journeyPlan', (SELECT json_build_object('id', id, 'travelDocument', travel_document,
          'fallbacks', fallback_count, 'writtenBy', recorded_by)
        FROM journey_plan WHERE case_id = $1 AND recorded_at <= $2 ORDER BY plan_version DESC LIMIT 1),
      'decision', (SELECT json_build_object('planId', subject_id, 'approved', decision = 'approved',
          'decidedBy', decided_by, 'acknowledged', acknowledged)
        FROM approval_request WHERE case_id = $1 AND decided_at <= $2 AND decision IN ('approved', 'returned')
        ORDER BY decided_at DESC, asked_at DESC LIMIT 1),
      'openCriticalIncident', EXISTS (SELECT FROM incident WHERE case_id = $1 AND severity = 'critical'
        AND recorded_at <= $2 AND (closed_at IS NULL OR closed_at > $2)),
      'arrivalConfirmed', EXISTS (SELECT FROM arrival WHERE case_id = $1 AND recorded_at <= $2),
      'lastReachedOn', (SELECT max(occurred_on) FROM contact WHERE case_id = $1 AND recorded_at <= $2 AND reached),
      'failedSinceReached', (SELECT count(*) FROM contact WHERE case_id = $1 AND recorded_at <= $2 AND NOT reached
        AND occurred_on >= coalesce((SELECT max(occurred_on) FROM contact
          WHERE case_id = $1 AND recorded_at <= $2 AND reached), '-infinity'))
    ) AS records`,
    [caseId, at, today],
  )
  if (row === undefined) throw new Error('the case is gone')
  return row.records
}
