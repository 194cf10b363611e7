/** The use-cases that move a case. Each locks the case, reads what the gates read, and writes one spell. */
import 'server-only'
import type { Fact } from '../../domain/audit/facts.ts'
import { formatPartialDate } from '../../domain/calendar/partial-date.ts'
import { warnings } from '../../domain/pathway/gates.ts'
import { judgePlanned, leftBehind } from '../../domain/pathway/judge-move.ts'
import { EMERGENCY_TASK_HOURS } from '../../domain/pathway/moves.ts'
import { ADVERSE } from '../../domain/pathway/stages.ts'
import { emergencyWays, unmetByOutcome, waysOn } from '../../domain/pathway/ways-on.ts'
import { mayOn } from '../../domain/policy/decide.ts'
import type { Action } from '../../domain/policy/actions.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import { raiseAlert } from '../alerts/effects.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { openTasks, readWorker } from '../tasks/effects.ts'
import { readCaseFacts } from '../gates/effects.ts'
import {
  appendAndWrite,
  askingFor,
  askReview,
  askToClose,
  attempt,
  correctLast,
  ending,
  findApproval,
  judgeEnd,
  readClosing,
  said,
  spendApproval,
} from './effects.ts'
import type {
  CloseInput,
  CorrectInput,
  Crossroads,
  EmergencyInput,
  MoveInput,
  ReopenInput,
} from './schema.ts'
import { readCaseHead, readIncidents, readSpells } from './store.ts'

const HOUR_MS = 3_600_000

/** Moves a case on as planned, or past an unmet gate when somebody who may insists. */
export async function moveCase(actor: Actor, input: MoveInput, form: SubmittedForm): Promise<Outcome<null>> {
  const fact = about(input.override ? 'case.move-override' : 'case.move', input, { to: input.to })
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = unlessStale(door, (await readCaseHead(tx, door.subjectId)).version)
      if (!fresh.ok) return fresh
      const facts = await readCaseFacts(tx, door.subjectId, door.today)
      const judged = judgePlanned(facts, input.to, input.override)
      // An illegal move or a wrong date is told as such, whatever the gate would say.
      const kind = judged.ok ? judged.value.kind : 'planned'
      const moved = await appendAndWrite(tx, door, input.spellId, attempt(input, { stage: input.to, kind }))
      if (!moved.ok) return moved
      if (!judged.ok) return judged
      if (kind === 'override') await askReview(tx, door, input.spellId)
      return granted(null)
    },
    { ...form, reason: input.reason },
  )
}

/** Records at once what an emergency has already done: a time and a reason, no gate. */
export async function moveInEmergency(
  actor: Actor,
  input: EmergencyInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = about('case.move-emergency', input, { to: input.to })
  return act(
    actor,
    fact,
    async (tx, door) => {
      const facts = await readCaseFacts(tx, door.subjectId, door.today)
      const flight = attempt(input, { stage: input.to, kind: 'emergency' })
      const moved = await appendAndWrite(tx, door, input.spellId, flight)
      if (!moved.ok) return moved
      const assigneeId = (await readWorker(tx, door.subjectId)) ?? door.personId
      const dueAt = new Date(door.now.getTime() + EMERGENCY_TASK_HOURS * HOUR_MS)
      await openTasks(
        tx,
        leftBehind(facts, input.to).map((requirement) => ({
          caseId: door.subjectId,
          assigneeId,
          kind: 'requirement' as const,
          requirement,
          dueAt,
          recordedBy: door.personId,
        })),
      )
      await askReview(tx, door, input.spellId)
      await raiseAlert(tx, {
        caseId: door.subjectId,
        kind: 'emergency-move',
        raisedBy: door.personId,
        now: door.now,
      })
      return granted(null)
    },
    { ...form, reason: input.reason },
  )
}

/** Closes a case with its outcome. An adverse one names its incident, and a second person has approved exactly this. */
export async function closeCase(
  actor: Actor,
  input: CloseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  return act(
    actor,
    closing(input),
    async (tx, door) => {
      const judged = await judgeEnd(tx, door, input)
      if (!judged.ok) return judged
      const { incidentId } = judged.value
      if (ADVERSE[input.outcome]) {
        const used = await spendApproval(tx, door, input)
        if (!used.ok) return used
      }
      return appendAndWrite(tx, door, input.spellId, ending(input, incidentId))
    },
    form,
  )
}

/** Asks a second person to approve an adverse closing; what could not be closed is not asked for. */
export async function askClosing(
  actor: Actor,
  input: CloseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'approval.request',
    subject: { kind: 'case', id: input.caseId },
    detail: { kind: 'adverse-closing', outcome: input.outcome },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      if (!ADVERSE[input.outcome]) return refusedField('outcome', 'not-a-choice')
      const judged = await judgeEnd(tx, door, input)
      if (!judged.ok) return judged
      if (await findApproval(tx, door, input)) return refused('already-decided')
      const asking = await askingFor(tx, door, input)
      if (!asking.ok) return asking
      await askToClose(tx, door, asking.value)
      return granted(null)
    },
    form,
  )
}

function closing(input: CloseInput): Fact {
  return about(ADVERSE[input.outcome] ? 'case.close-adverse' : 'case.close', input, {
    outcome: input.outcome,
  })
}

/** Reopens a case at the stage that it was closed from. A return or a death is reopened by a supervisor only. */
export async function reopenCase(
  actor: Actor,
  input: ReopenInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = about('case.reopen', input)
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = unlessStale(door, (await readCaseHead(tx, door.subjectId)).version)
      if (!fresh.ok) return fresh
      const last = (await readSpells(tx, door.subjectId)).at(-1)
      if (last === undefined || last.outcome === null || last.from === null) return refused('illegal-move')
      const alone = !ADVERSE[last.outcome] || last.outcome === 'lost-contact'
      if (!alone && !mayOn(actor, 'case.reopen-adverse', door.standing)) return refused('needs-supervisor')
      return appendAndWrite(tx, door, input.spellId, attempt(input, { stage: last.from, kind: 'reopen' }))
    },
    { ...form, reason: input.reason },
  )
}

/** Says again when the newest move happened. What was said before is superseded and kept. */
export async function correctLastMove(
  actor: Actor,
  input: CorrectInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = about('case.correct', input)
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = unlessStale(door, (await readCaseHead(tx, door.subjectId)).version)
      if (!fresh.ok) return fresh
      return correctLast(tx, door, input.spellId, said(input.occurredOn))
    },
    form,
  )
}

/**
 * What the pages of the weighty acts show: where the case stands, every way on with what its gate says, and the draft
 * of the form that is open.
 */
export async function readCrossroads(actor: Actor, code: string, form: string): Promise<Outcome<Crossroads>> {
  return act(actor, { action: 'case.read', subject: { kind: 'case-code', code } }, async (tx, door) => {
    const head = await readCaseHead(tx, door.subjectId)
    const spells = await readSpells(tx, door.subjectId)
    const facts = await readCaseFacts(tx, door.subjectId, door.today)
    const incidents = await readIncidents(tx, door.subjectId)
    const draft = await readDraftIn(tx, door.personId, form, door.subjectId)
    const last = spells.at(-1)
    if (last === undefined) return refused('absent')
    return granted({
      ...head,
      caseId: door.subjectId,
      stage: last.stage,
      stageSince: last.since,
      occurred: formatPartialDate(last.occurred),
      closedFrom: last.stage === 'closed' ? last.from : null,
      outcome: last.outcome,
      today: door.today,
      ways: waysOn(facts, last.stage),
      emergencyTargets: emergencyWays(last.stage),
      warnings: warnings(facts),
      mayOverride: mayOn(actor, 'case.move-override', door.standing),
      unmetByOutcome: unmetByOutcome(facts),
      incidents,
      closing: form === 'close' ? await readClosing(tx, door) : null,
      draft,
    })
  })
}

function about(
  action: Action,
  input: { caseId: string; spellId: string },
  detail: Fact['detail'] = {},
): Fact {
  return { action, subject: { kind: 'case', id: input.caseId }, detail: { spell: input.spellId, ...detail } }
}
