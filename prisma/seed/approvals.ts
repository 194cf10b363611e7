/** Four eyes on a journey and on an adverse end: asked by the worker, decided by the supervisor, with the tasks of both. */
import { formatPartialDate, type PartialDate } from '../../lib/domain/calendar/partial-date.ts'
import { gate, warnings } from '../../lib/domain/pathway/gates.ts'
import type { Outcome } from '../../lib/domain/pathway/stages.ts'
import { APPROVAL_HOURS } from '../../lib/domain/policy/four-eyes.ts'
import { APPROVAL_TASK_HOURS, RETURNED_TASK_HOURS } from '../../lib/domain/work/tasks.ts'
import type { ClosingSnapshot, JourneySnapshot } from '../../lib/features/four-eyes/schema.ts'
import { iso } from './almanac.ts'
import { factsIn, say, stamp, type Book } from './book.ts'
import type { Tables } from './rows.ts'
import { addTask } from './tasks.ts'
import { APPROVED, RETURNED } from './words/reasons.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

type Request = Tables['approval_request']

function pending(book: Book): Request | undefined {
  return book.told.approval_request.find(({ kind, decision }) => kind === 'journey-plan' && decision === null)
}

/** Asks for approval of the newest plan; a request that is still open is withdrawn. */
export function askApproval(book: Book): void {
  const { told, team, worker } = book
  const plan = told.journey_plan.at(-1)
  const route = told.journey_route.at(-1)
  if (plan === undefined || route === undefined) throw new Error('there is no plan to approve')
  const open = pending(book)
  if (open !== undefined) settle(book, open, 'withdrawn', worker.id)
  const { id, case_id } = stamp(book)
  told.approval_request.push({
    id,
    case_id,
    kind: 'journey-plan',
    subject_id: plan.id,
    snapshot: JSON.stringify(asked(book, plan, route)),
    outcome: null,
    asked_by: worker.id,
    asked_at: iso(book.now),
    expires_at: iso(book.now + APPROVAL_HOURS * HOUR_MS),
    decision: null,
    decided_by: null,
    decided_at: null,
    comment: null,
    acknowledged: [],
    consumed_at: null,
    version: 1,
  })
  addTask(book, {
    kind: 'approval',
    subjectId: id,
    assigneeId: team.supervisor.id,
    dueAt: book.now + APPROVAL_TASK_HOURS * HOUR_MS,
    doneAt: null,
  })
}

export type End = {
  readonly outcome: Outcome
  readonly occurred: PartialDate
  readonly reason: string | null
  readonly incidentId: string | null
}

/** The worker asks for an adverse end, the supervisor says yes within the hour or two, and it is used at once. */
export function approveEnd(book: Book, end: End): void {
  const { team, told, worker } = book
  const spell = book.spells.at(-1)
  const incident = told.incident.find(({ id }) => id === end.incidentId)
  if (spell === undefined || incident === undefined) throw new Error('an adverse end names what happened')
  // Of a chance of its own: what else happens in the house does not hang on it.
  const aside = { ...book, random: book.random.fork(`end ${book.caseId} ${String(book.spells.length)}`) }
  const { id, code, kind, severity } = incident
  const seen: Omit<ClosingSnapshot, 'code'> = {
    kind: 'adverse-closing',
    ...{ stage: spell.stage, stageSince: spell.since, outcome: end.outcome },
    ...{ occurredOn: formatPartialDate(end.occurred), reason: end.reason ?? '' },
    incident: { id, code, kind, severity },
  }
  const { id: requestId, case_id } = stamp(aside)
  const request: Request = {
    id: requestId,
    case_id,
    kind: 'adverse-closing',
    subject_id: id,
    snapshot: JSON.stringify(seen),
    outcome: end.outcome,
    asked_by: worker.id,
    asked_at: iso(book.now),
    expires_at: iso(book.now + APPROVAL_HOURS * HOUR_MS),
    decision: null,
    decided_by: null,
    decided_at: null,
    comment: null,
    acknowledged: [],
    consumed_at: null,
    version: 1,
  }
  told.approval_request.push(request)
  addTask(aside, {
    kind: 'approval',
    subjectId: requestId,
    assigneeId: team.supervisor.id,
    dueAt: book.now + APPROVAL_TASK_HOURS * HOUR_MS,
    doneAt: null,
  })
  const minutes = aside.random.whole(20, 100)
  book.now = Math.max(book.now, Math.min(book.now + minutes * MINUTE_MS, team.clock.midnight - MINUTE_MS))
  settle(book, request, 'approved', team.supervisor.id)
  request.consumed_at = iso(book.now)
  request.version = 3
}

/** What is asked, as the case stands; its code is drawn later. */
function asked(
  book: Book,
  plan: Tables['journey_plan'],
  { route, fallbacks, escort }: Tables['journey_route'],
): Omit<JourneySnapshot, 'code'> {
  const { told, team } = book
  const facts = factsIn(book)
  const spell = book.spells.at(-1)
  const risk = told.risk_assessment.at(-1)
  if (spell === undefined) throw new Error('the story has not begun')
  const { met, unmet } = gate(facts, { stage: 'transit' })
  const named = [team.supervisor, ...team.workers]
  return {
    kind: 'journey-plan',
    stage: spell.stage,
    stageSince: spell.since,
    askedOn: facts.today,
    plan: {
      planVersion: plan.plan_version,
      travelDocument: plan.travel_document,
      departsOn: plan.departs_on,
      route,
      fallbacks,
      fallbackCount: plan.fallback_count,
      escort,
      writtenById: plan.recorded_by,
      writtenBy: named.find(({ id }) => id === plan.recorded_by)?.name ?? '',
      writtenAt: plan.recorded_at,
    },
    warnings: [...warnings(facts)],
    gate: { met: [...met], unmet: [...unmet] },
    screening: facts.screening,
    certificateExpiresOn: facts.protection.certificateExpiresOn,
    exitGranted: facts.protection.exitGranted,
    houseKind: facts.placement?.houseKind ?? null,
    risk: risk === undefined ? null : riskOf(risk),
    earlier: [],
  }
}

function riskOf(risk: Tables['risk_assessment']): JourneySnapshot['risk'] {
  const { refoulement, health, exposure, dependants, high, explanation } = risk
  return {
    assessedOn: risk.occurred_on,
    high,
    scores: { refoulement, health, exposure, dependants },
    explanation,
  }
}

/** The supervisor decides the open request, having seen what there is to be warned of. */
export function decideApproval(book: Book, decision: 'approved' | 'returned'): void {
  const open = pending(book)
  if (open === undefined) return
  settle(book, open, decision, book.team.supervisor.id)
  if (decision === 'approved') {
    open.acknowledged = warnings(factsIn(book))
    open.comment = book.random.chance(0.5) ? null : say(book, APPROVED)
    return
  }
  open.comment = say(book, RETURNED)
  addTask(book, {
    kind: 'returned',
    subjectId: open.id,
    dueAt: book.now + RETURNED_TASK_HOURS * HOUR_MS,
    doneAt: book.now + book.random.whole(2, 22) * HOUR_MS,
  })
}

function settle(book: Book, request: Request, decision: NonNullable<Request['decision']>, by: string): void {
  request.decision = decision
  request.decided_by = by
  request.decided_at = iso(book.now)
  request.version = 2
  const task = book.told.task.find((one) => one.kind === 'approval' && one.subject_id === request.id)
  if (task === undefined) return
  task.done_at = request.decided_at
  task.done_by = by
  task.version = 2
}
