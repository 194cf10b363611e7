/**
 * Moves a case. A planned move first fills what its gate asks and is then judged by the domain; the generator throws
 * when the domain refuses, so that nothing can be loaded which the forms would not have taken.
 */
import { formatPartialDate, type PartialDate } from '../../lib/domain/calendar/partial-date.ts'
import {
  gate,
  LOST_CONTACT_ATTEMPTS,
  LOST_CONTACT_DAYS,
  type Requirement,
} from '../../lib/domain/pathway/gates.ts'
import {
  EMERGENCY_TASK_HOURS,
  isBackward,
  REVIEW_HOURS,
  type MoveKind,
} from '../../lib/domain/pathway/moves.ts'
import type { MoveSnapshot } from '../../lib/features/four-eyes/schema.ts'
import { appendSpell, type Attempt } from '../../lib/domain/pathway/spells.ts'
import { ADVERSE, isOpen, type Outcome, type Stage } from '../../lib/domain/pathway/stages.ts'
import type { District } from '../../lib/domain/pathway/vocabulary.ts'
import { iso } from './almanac.ts'
import { factsIn, goTo, dayIn, say, stamp, todayIn, type Book } from './book.ts'
import {
  addArrival,
  addBasis,
  addContact,
  addProtection,
  addRisk,
  addScreening,
  raiseAlert,
  writePlan,
} from './records.ts'
import { approveEnd, askApproval, decideApproval } from './approvals.ts'
import type { Staff } from './people.ts'
import { addTask } from './tasks.ts'
import { BACK, CLOSING, EMERGENCY, OVERRIDE, REOPEN, REVIEWED } from './words/reasons.ts'

export type Entry = {
  readonly stage: Stage
  readonly kind: MoveKind
  readonly outcome: Outcome | null
  readonly occurred: PartialDate
  readonly district: District
  /** Of an adverse ending. */
  readonly incidentId?: string | null
}

const HOUR_MS = 3_600_000

/** Enters a stage at the moment that it is in the book. */
export function enter(book: Book, entry: Entry): void {
  const { stage, outcome } = entry
  const from = book.spells.at(-1)?.stage ?? null
  if (entry.kind === 'planned') fill(book, entry)
  const unmet = gate(factsIn(book), { stage, outcome }).unmet
  if (entry.kind === 'planned' && unmet.length > 0) {
    throw new Error(`the gate of ${stage} asks for ${unmet.join(', ')}`)
  }
  // Where nothing was missing after all, insisting was not needed.
  const kind = entry.kind === 'override' && unmet.length === 0 ? 'planned' : entry.kind
  const by = recorder(book, kind)
  const attempt = { ...reasoned(book, from, stage, kind, outcome), stage, kind, occurred: entry.occurred }
  if (outcome !== null && ADVERSE[outcome]) {
    const { occurred, reason } = attempt
    approveEnd(book, { outcome, occurred, reason, incidentId: entry.incidentId ?? null })
  }
  append(book, attempt, entry, by)
  if (kind === 'emergency' || kind === 'override') askReview(book, by)
  if (kind === 'emergency') {
    for (const requirement of unmet) addRequirementTask(book, requirement)
    raiseAlert(book, 'emergency-move', by, book.random.whole(1, 9))
  }
}

function recorder(book: Book, kind: MoveKind): Staff {
  if (kind === 'override' || (kind === 'emergency' && book.random.chance(0.3))) {
    const onCall = book.team.onCallAt(book.now)
    // The supervisor is the one who takes the second look.
    return onCall.id === book.team.supervisor.id ? book.worker : onCall
  }
  return book.worker
}

function reasoned(
  book: Book,
  from: Stage | null,
  stage: Stage,
  kind: MoveKind,
  outcome: Outcome | null,
): Pick<Attempt, 'reason' | 'outcome'> {
  if (outcome !== null) return { reason: say(book, CLOSING[outcome]), outcome }
  if (kind === 'emergency' && (stage === 'safe-house' || stage === 'transit')) {
    return { reason: say(book, EMERGENCY[stage]), outcome }
  }
  if (kind === 'reopen') return { reason: say(book, REOPEN), outcome }
  if (from !== null && isBackward(from, stage) && isOpen(stage) && stage !== 'hanawon') {
    return { reason: say(book, BACK[stage]), outcome }
  }
  return { reason: kind === 'override' ? say(book, OVERRIDE) : null, outcome }
}

function append(book: Book, attempt: Omit<Attempt, 'incidentId'>, entry: Entry, by: Staff): void {
  const appended = appendSpell(
    book.spells,
    { ...attempt, incidentId: entry.incidentId ?? null },
    todayIn(book),
  )
  if (!appended.ok) throw new Error(`${entry.stage}, ${entry.kind}: ${appended.refusal}`)
  book.spells = appended.value
  const { id, recorded_at, recorded_by } = stamp(book, by)
  book.spellIds.push(id)
  book.spellMarks.push({ recorded_at, recorded_by })
}

function askReview(book: Book, by: Staff): void {
  const { random, team, told } = book
  const spellId = book.spellIds.at(-1)
  const spell = book.spells.at(-1)
  if (spellId === undefined || spell === undefined) return
  const decidedAt = book.now + random.whole(5, 60) * HOUR_MS
  const decided = decidedAt < team.clock.midnight
  const { id, case_id } = stamp(book)
  const { stage, from, kind, occurred, reason, since } = spell
  const seen: Omit<MoveSnapshot, 'code'> = {
    kind: 'move-review',
    ...{ stage, stageSince: since, how: kind, from, to: stage },
    ...{ occurredOn: formatPartialDate(occurred), reason: reason ?? '' },
  }
  told.approval_request.push({
    id,
    case_id,
    kind: 'move-review',
    subject_id: spellId,
    snapshot: JSON.stringify(seen),
    outcome: null,
    asked_by: by.id,
    asked_at: iso(book.now),
    expires_at: iso(book.now + REVIEW_HOURS * HOUR_MS),
    decision: decided ? 'approved' : null,
    comment: decided ? say(book, REVIEWED) : null,
    decided_by: decided ? team.supervisor.id : null,
    decided_at: decided ? iso(decidedAt) : null,
    acknowledged: [],
    consumed_at: null,
    version: decided ? 2 : 1,
  })
}

function addRequirementTask(book: Book, requirement: Requirement): void {
  addTask(book, {
    kind: 'requirement',
    requirement,
    dueAt: book.now + EMERGENCY_TASK_HOURS * HOUR_MS,
    doneAt: book.now + book.random.whole(13, 30) * HOUR_MS,
  })
}

/** Fills what the gate asks and nobody has recorded yet. */
export function fill(book: Book, to: Pick<Entry, 'stage' | 'outcome' | 'district'>): void {
  for (let round = 0; round < 3; round++) {
    const { unmet } = gate(factsIn(book), to)
    for (const requirement of unmet) {
      goTo(book, dayIn(book), 0)
      FILL[requirement](book, to.district)
    }
  }
}

function approve(book: Book): void {
  askApproval(book)
  goTo(book, dayIn(book), 0)
  decideApproval(book, 'approved')
}

function housed(): never {
  throw new Error('whoever enters a safe house was given a bed before')
}

function silent(): never {
  throw new Error(`contact is lost after ${String(LOST_CONTACT_DAYS)} days at the earliest`)
}

const FILL: Readonly<Record<Requirement, (book: Book, district: District) => void>> = {
  'contact-recorded': (book) => addContact(book, true),
  'basis-keep': (book) => addBasis(book, 'keep'),
  'basis-share-unhcr': (book) => addBasis(book, 'share-unhcr'),
  placement: housed,
  'house-not-compromised': housed,
  'screening-not-failed': (book) => addScreening(book, 'concern'),
  'reception-if-unscreened': (book) => addScreening(book, 'clear'),
  'unhcr-appointment': (book) => addProtection(book, 'unhcr', 'appointment'),
  'risk-within-30-days': (book) => addRisk(book),
  'risk-within-7-days': (book) => addRisk(book),
  'journey-plan': writePlan,
  'second-person-approval': approve,
  'warnings-acknowledged': (book) => {
    // A decision on the plan stands already, but something new has come up since it was taken.
    if (!gate(factsIn(book), { stage: 'transit' }).met.includes('warnings-acknowledged')) approve(book)
  },
  'arrival-confirmed': (book) => addArrival(book),
  'contact-attempts': (book) => {
    for (let attempt = 0; attempt < LOST_CONTACT_ATTEMPTS; attempt++) addContact(book, false)
  },
  'silent-for-90-days': silent,
}
