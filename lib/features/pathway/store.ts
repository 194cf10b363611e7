/** The pathway's only door to the database: the spells of a case. */
import 'server-only'
import type { Day, Precision } from '../../domain/calendar/partial-date.ts'
import { findMove, type MoveKind } from '../../domain/pathway/moves.ts'
import type { Spell } from '../../domain/pathway/spells.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import type { IncidentKind, Severity } from '../../domain/pathway/vocabulary.ts'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { opened, sealed } from '../../server/vault/vault.ts'

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
  const owner = caseOwner(caseId)
  // A correction writes the reason anew: one that does not open must not become a mark.
  const open = await Promise.all(rows.map((row) => opened('stage_spell', owner, row.id, row)))
  return open.map((row) => ({
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
  const { reason } = await sealed('stage_spell', caseOwner(caseId), id, spell)
  const needsReason = findMove(spell.from, spell.stage, spell.kind)?.needsReason ?? false
  await tx.$executeRaw`
    INSERT INTO stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on,
      occurred_precision, since, until, reason, outcome, incident_id, recorded_by)
    VALUES (${id}::uuid, ${caseId}::uuid, ${spell.sequence}, ${spell.from ?? 'start'}, ${spell.stage}, ${spell.kind},
      ${needsReason}, ${spell.occurred.on}::date, ${spell.occurred.precision}, ${spell.since}::date,
      ${spell.until}::date, ${reason}, ${spell.outcome}, ${spell.incidentId}::uuid, ${recordedBy}::uuid)`
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

export type IncidentToName = {
  readonly id: string
  readonly code: string
  readonly kind: IncidentKind
  readonly severity: Severity
}

/** The incidents that closing can name, newest first. */
export async function readIncidents(tx: Tx, caseId: string): Promise<readonly IncidentToName[]> {
  return tx.$queryRaw<IncidentToName[]>`
    SELECT id, code, kind, severity FROM incident WHERE case_id = ${caseId}::uuid ORDER BY recorded_at DESC`
}
