/** What others may ask of the pathway inside their own transaction: to write spells, and to read them. */
import 'server-only'
import { formatPartialDate, parsePartialDate, type PartialDate } from '../../domain/calendar/partial-date.ts'
import { judgeClosing } from '../../domain/pathway/judge-move.ts'
import { REVIEW_HOURS } from '../../domain/pathway/moves.ts'
import { appendSpell, correctLastDate, type Attempt, type Spell } from '../../domain/pathway/spells.ts'
import { ADVERSE, type Stage } from '../../domain/pathway/stages.ts'
import { APPROVAL_TASK_HOURS } from '../../domain/work/tasks.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { unlessStale, type Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { ask, findUsable, readNewestRequest, spend, type Asking, type Opened } from '../four-eyes/effects.ts'
import { readCaseFacts } from '../gates/effects.ts'
import { endPlacement } from '../houses/effects.ts'
import { openForSupervisors } from '../tasks/effects.ts'
import type { CloseInput, ClosingRequest } from './schema.ts'
import {
  endSpell,
  insertSpell,
  readCaseHead,
  readIncidents,
  readSpells,
  standAt,
  supersedeSpell,
} from './store.ts'

const HOUR_MS = 3_600_000

/** Who writes, and on which day of the team. */
export type Writer = Pick<Door, 'subjectId' | 'personId' | 'today'>

/** Stages whose person sleeps in no house of ours: entering one frees the bed. */
const FREES_THE_BED: readonly Stage[] = ['transit', 'hanawon', 'closed']

/** Appends a move to the case's history and stands the case there, or says why not. */
export async function appendAndWrite(
  tx: Tx,
  door: Writer,
  spellId: string,
  attempt: Attempt,
): Promise<Outcome<null>> {
  const history = await readSpells(tx, door.subjectId)
  const appended = appendSpell(history, attempt, door.today)
  if (!appended.ok) return appended
  const opened = newestOf(appended.value)
  const before = history.at(-1)
  if (before !== undefined) await endSpell(tx, before.id, opened.since)
  await insertSpell(tx, door.subjectId, spellId, opened, door.personId)
  await standAt(tx, door.subjectId, opened)
  if (FREES_THE_BED.includes(opened.stage)) await endPlacement(tx, door.subjectId, opened.since)
  return granted(null)
}

/** Says again when the newest move happened. The rows that change are superseded and kept. */
export async function correctLast(
  tx: Tx,
  door: Writer,
  spellId: string,
  occurred: PartialDate,
): Promise<Outcome<null>> {
  const history = await readSpells(tx, door.subjectId)
  const corrected = correctLastDate(history, occurred, door.today)
  if (!corrected.ok) return corrected
  const changed = history.slice(-2)
  for (const spell of changed) await supersedeSpell(tx, spell.id)
  const written = corrected.value.slice(-2)
  for (const spell of written) {
    const id = spell.until === null ? spellId : crypto.randomUUID()
    await insertSpell(tx, door.subjectId, id, spell, door.personId)
  }
  await standAt(tx, door.subjectId, newestOf(corrected.value))
  return granted(null)
}

/** The standing spells of a case, in order. */
export async function readHistory(tx: Tx, caseId: string): Promise<readonly Spell[]> {
  return readSpells(tx, caseId)
}

function newestOf(spells: readonly Spell[]): Spell {
  const newest = spells.at(-1)
  if (newest === undefined) throw new Error('a history has at least one spell')
  return newest
}

/** A second person looks at an override or an emergency move within 72 h; it stays due after that. */
export async function askReview(tx: Tx, door: Door, spellId: string): Promise<void> {
  const { subjectId: caseId, personId, now } = door
  const { code } = await readCaseHead(tx, caseId)
  const { from, stage, kind, occurred, reason, since } = newestOf(await readSpells(tx, caseId))
  const asked = { kind: 'move-review', code, stage, stageSince: since, how: kind, from, to: stage } as const
  const said = { occurredOn: formatPartialDate(occurred), reason: reason ?? '' }
  const id = crypto.randomUUID()
  await ask(tx, door, { id, caseId, subjectId: spellId, asked: { ...asked, ...said } })
  const dueAt = new Date(now.getTime() + REVIEW_HOURS * HOUR_MS)
  const task = { caseId, kind: 'review', subjectId: id, dueAt, recordedBy: personId } as const
  await openForSupervisors(tx, task, [personId])
}

/** A move as a form says it. */
export function attempt(
  input: { readonly occurredOn: string; readonly reason?: string },
  move: Pick<Attempt, 'stage' | 'kind'>,
): Attempt {
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason
  return { ...move, occurred: said(input.occurredOn), reason, outcome: null, incidentId: null }
}

/** The end of a case as a form says it. */
export function ending(input: CloseInput, incidentId: string | null): Attempt {
  const move = attempt(input, { stage: 'closed', kind: 'planned' })
  return { ...move, outcome: input.outcome, incidentId }
}

/** The schema has refused everything that is no date. */
export function said(text: string): PartialDate {
  const date = parsePartialDate(text)
  if (date === null) throw new Error('a date passed the schema unread')
  return date
}

/** What closing asks of whoever closes and of whoever asks for it: a fresh page, the outcome's gate, an incident of this case. */
export async function judgeEnd(
  tx: Tx,
  door: Door,
  input: CloseInput,
): Promise<Outcome<{ readonly incidentId: string | null }>> {
  const fresh = unlessStale(door, (await readCaseHead(tx, door.subjectId)).version)
  if (!fresh.ok) return fresh
  const judged = judgeClosing(await readCaseFacts(tx, door.subjectId, door.today), input.outcome)
  if (!judged.ok) return judged
  // Chosen for an adverse outcome and left behind when another was chosen: it would tell what did not happen.
  if (!ADVERSE[input.outcome]) return granted({ incidentId: null })
  if (input.incidentId === '') return refusedField('incidentId', 'incident-required')
  const known = await readIncidents(tx, door.subjectId)
  const named = known.some((incident) => incident.id === input.incidentId)
  return named ? granted({ incidentId: input.incidentId }) : refusedField('incidentId', 'not-a-choice')
}

const CLOSING = 'adverse-closing'

/** The approval by which whoever acts may close exactly like this, or null. */
export async function findApproval(tx: Tx, door: Door, input: CloseInput): Promise<Opened | null> {
  const approved = await findUsable(tx, door, { kind: CLOSING, caseId: door.subjectId })
  if (approved?.asked?.kind !== CLOSING) return null
  const { outcome, occurredOn, incident } = approved.asked
  const exactly =
    outcome === input.outcome && occurredOn === input.occurredOn && incident.id === input.incidentId
  return exactly ? approved : null
}

/** Uses the approval up; without one for exactly this the case stays open. */
export async function spendApproval(tx: Tx, door: Door, input: CloseInput): Promise<Outcome<null>> {
  const approved = await findApproval(tx, door, input)
  if (approved === null) return refused('needs-approval')
  await spend(tx, door, approved.id)
  return granted(null)
}

/** An adverse closing as a second person gets to see it; what could not be written is not asked for. */
export async function askingFor(tx: Tx, door: Door, input: CloseInput): Promise<Outcome<Asking>> {
  const caseId = door.subjectId
  const history = await readSpells(tx, caseId)
  const fits = appendSpell(history, ending(input, input.incidentId), door.today)
  if (!fits.ok) return fits
  const incident = (await readIncidents(tx, caseId)).find(({ id }) => id === input.incidentId)
  if (incident === undefined) return refusedField('incidentId', 'not-a-choice')
  const { code } = await readCaseHead(tx, caseId)
  const { stage, since } = newestOf(history)
  const { outcome, occurredOn, reason } = input
  const asked = {
    kind: CLOSING,
    code,
    stage,
    stageSince: since,
    outcome,
    occurredOn,
    reason,
    incident,
  } as const
  return granted({ id: crypto.randomUUID(), caseId, subjectId: incident.id, asked })
}

/** Asks a second person; of all who may decide, the team's supervisors get it as a task. */
export async function askToClose(tx: Tx, door: Door, asking: Asking): Promise<void> {
  await ask(tx, door, asking)
  const { subjectId: caseId, personId } = door
  const dueAt = new Date(door.now.getTime() + APPROVAL_TASK_HOURS * HOUR_MS)
  const task = { caseId, kind: 'approval', subjectId: asking.id, recordedBy: personId } as const
  await openForSupervisors(tx, { ...task, dueAt }, [personId])
}

/** The adverse closing that was asked last, while it is of any use. */
export async function readClosing(tx: Tx, door: Door): Promise<ClosingRequest | null> {
  const about = { kind: CLOSING, caseId: door.subjectId } as const
  const request = (await findUsable(tx, door, about)) ?? (await readNewestRequest(tx, about))
  if (request?.asked?.kind !== CLOSING || request.consumedAt !== null || request.overtaken) return null
  const { decision, expiresAt, askedById, askedBy, decidedBy, comment, asked } = request
  if (decision === 'withdrawn' || (decision === null && expiresAt <= door.now)) return null
  const { outcome, occurredOn, reason, incident } = asked
  return {
    state: decision ?? 'pending',
    mine: askedById === door.personId,
    ...{ askedBy, decidedBy, outcome, occurredOn, reason },
    comment: comment ?? '',
    incidentId: incident.id,
  }
}
