/** The pathway's only door to the database: the records that gates read, and the spells. */
import 'server-only'
import type { Day, Precision } from '../../domain/calendar/partial-date.ts'
import { findMove, type MoveKind } from '../../domain/pathway/moves.ts'
import type { NewestRecords } from '../../domain/pathway/newest-records.ts'
import type { Spell } from '../../domain/pathway/spells.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import type { IncidentKind } from '../../domain/pathway/vocabulary.ts'
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

/** One standing spell with its row's id. */
export type StoredSpell = Spell & { readonly id: string; readonly recordedBy: string }

type SpellRow = {
  id: string
  sequence: number
  from_stage: string
  stage: Stage
  kind: MoveKind
  occurred: string
  precision: Precision
  since: Day
  until: Day | null
  reason: string | null
  outcome: Outcome | null
  incident_id: string | null
  recorded_by: string
}

/** The standing spells of a case, in order. */
export async function readSpells(tx: Tx, caseId: string): Promise<readonly StoredSpell[]> {
  const rows = await tx.$queryRaw<SpellRow[]>`
    SELECT id, sequence, from_stage, stage, kind, occurred_on::text AS occurred, occurred_precision AS precision,
           since::text, until::text, reason, outcome, incident_id, recorded_by
    FROM stage_spell WHERE case_id = ${caseId}::uuid AND superseded_at IS NULL ORDER BY sequence`
  return rows.map((row) => ({
    id: row.id,
    sequence: row.sequence,
    from: row.from_stage === 'start' ? null : (row.from_stage as Stage),
    stage: row.stage,
    kind: row.kind,
    occurred: { on: row.occurred, precision: row.precision },
    since: row.since,
    until: row.until,
    reason: row.reason,
    outcome: row.outcome,
    incidentId: row.incident_id,
    recordedBy: row.recorded_by,
  }))
}

/** Adds one spell as it is. The database refuses a move that is not in its own table. */
export async function insertSpell(
  tx: Tx,
  caseId: string,
  id: string,
  spell: Spell,
  recordedBy: string,
): Promise<void> {
  const needsReason = findMove(spell.from, spell.stage, spell.kind)?.needsReason ?? false
  await tx.$executeRaw`
    INSERT INTO stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on,
      occurred_precision, since, until, reason, outcome, incident_id, recorded_by)
    VALUES (${id}::uuid, ${caseId}::uuid, ${spell.sequence}, ${spell.from ?? 'start'}, ${spell.stage}, ${spell.kind},
      ${needsReason}, ${spell.occurred.on}::date, ${spell.occurred.precision}, ${spell.since}::date,
      ${spell.until}::date, ${spell.reason}, ${spell.outcome}, ${spell.incidentId}::uuid, ${recordedBy}::uuid)`
}

/** Ends the spell in which the case stood. */
export async function endSpell(tx: Tx, id: string, until: Day): Promise<void> {
  await tx.$executeRaw`UPDATE stage_spell SET until = ${until}::date WHERE id = ${id}::uuid`
}

/** Marks a spell as corrected by another; it is kept. */
export async function supersedeSpell(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE stage_spell SET superseded_at = now() WHERE id = ${id}::uuid`
}

/** Moves the case file to where its newest spell stands. */
export async function standAt(tx: Tx, caseId: string, spell: Spell): Promise<void> {
  await tx.$executeRaw`
    UPDATE case_file SET stage = ${spell.stage}, stage_since = ${spell.since}::date, outcome = ${spell.outcome},
      version = version + 1 WHERE id = ${caseId}::uuid`
}

export type CaseHead = { readonly code: string; readonly version: number }

/** What decisions on a case check first. The row is locked by the door already. */
export async function readCaseHead(tx: Tx, caseId: string): Promise<CaseHead> {
  return tx.caseFile.findUniqueOrThrow({ where: { id: caseId }, select: { code: true, version: true } })
}

export type IncidentToName = { readonly id: string; readonly code: string; readonly kind: IncidentKind }

/** The incidents that closing can name, newest first. */
export async function readIncidents(tx: Tx, caseId: string): Promise<readonly IncidentToName[]> {
  return tx.$queryRaw<IncidentToName[]>`
    SELECT id, code, kind FROM incident WHERE case_id = ${caseId}::uuid ORDER BY recorded_at DESC`
}

/** Who has worked on the case the longest of those who do now; null when nobody does. */
export async function readWorker(tx: Tx, caseId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ person_id: string }[]>`
    SELECT person_id FROM assignment
    WHERE case_id = ${caseId}::uuid AND from_at <= now() AND (until_at IS NULL OR until_at > now())
    ORDER BY from_at LIMIT 1`
  return row?.person_id ?? null
}

/** Asks for the second look at a spell. */
export async function insertReview(
  tx: Tx,
  review: { caseId: string; spellId: string; askedBy: string; dueAt: Date },
): Promise<void> {
  await tx.moveReview.create({ data: { id: crypto.randomUUID(), ...review }, select: { id: true } })
}

/** An open review follows its spell to the row that corrects it. */
export async function moveReviewTo(
  tx: Tx,
  fromSpellId: string,
  caseId: string,
  sequence: number,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE move_review SET spell_id = (
      SELECT s.id FROM stage_spell s
      WHERE s.case_id = ${caseId}::uuid AND s.sequence = ${sequence} AND s.superseded_at IS NULL)
    WHERE spell_id = ${fromSpellId}::uuid AND decision IS NULL`
}
