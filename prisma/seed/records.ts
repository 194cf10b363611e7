/** Writes the compact records of a case into its book: what a worker would have typed that day. */
import type { PartialDate } from '../../lib/domain/calendar/partial-date.ts'
import {
  HIGH_RISK_SCORE,
  type BasisGround,
  type BasisPurpose,
  type District,
  type IncidentKind,
  type ScreeningResult,
  type Severity,
  type Track,
  type TrackStatus,
} from '../../lib/domain/pathway/vocabulary.ts'
import { dayOf, iso, numberOf } from './almanac.ts'
import { dayIn, happened, say, stamp, todayIn, tongueOf, type Book } from './book.ts'
import { inventReference } from './names.ts'
import type { Staff } from './people.ts'
import { ACCOUNTS_OF } from './words/incidents.ts'
import { HANAWON_FROM, NOTES, POSTSCRIPTS, type Tongue } from './words/notes.ts'
import {
  CIVIC_GROUPS,
  CONFIRMED_BY,
  ESCORTS,
  FALLBACKS,
  ROUTES,
  SAFE_HOURS,
  SAFE_WAYS,
} from './words/places.ts'
import { RISK, SCREENED, UNREACHABLE } from './words/reasons.ts'
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'

export function addContact(book: Book, reached: boolean, occurred?: PartialDate): void {
  const { random, told } = book
  const group = told.contact[0]?.civic_group ?? random.pick(CIVIC_GROUPS)
  told.contact.push({
    ...stamp(book),
    ...(occurred === undefined
      ? happened(book)
      : { occurred_on: occurred.on, occurred_precision: occurred.precision }),
    channel: random.weighed({
      phone: 5,
      messenger: 4,
      'in-person': 2,
      church: 1,
      'other-organisation': 1,
      relative: 1,
    }),
    civic_group: group,
    reached,
    safe_hours: reached ? random.pick(SAFE_HOURS) : '',
    safe_way: reached ? random.pick(SAFE_WAYS) : '',
  })
}

export function addBasis(book: Book, purpose: BasisPurpose, ground: BasisGround = 'consent'): void {
  book.told.data_basis.push({
    ...stamp(book),
    ...happened(book),
    purpose,
    ground,
    review_on: ground === 'vital-interest' ? dayOf(dayIn(book) + 7) : null,
    explanation: ground === 'vital-interest' ? say(book, UNREACHABLE) : '',
  })
}

export function addScreening(book: Book, result: ScreeningResult): void {
  const worse = book.random.chance(0.5)
  book.told.screening.push({
    ...stamp(book),
    ...happened(book),
    infiltration: worse ? result : 'clear',
    coercion: worse ? 'clear' : result,
    result,
    explanation: say(book, SCREENED),
  })
}

export function addRisk(book: Book, high = book.random.chance(0.3)): void {
  const { random } = book
  const score = (top: 3 | 5) => random.pick((['1', '2', '3', '4', '5'] as const).slice(0, top))
  const scores = {
    refoulement: high ? random.pick(['4', '5'] as const) : score(3),
    health: score(3),
    exposure: score(high ? 5 : 3),
    dependants: score(3),
  }
  book.told.risk_assessment.push({
    ...stamp(book),
    ...scores,
    high: Object.values(scores).some((given) => Number(given) >= HIGH_RISK_SCORE),
    occurred_on: dayOf(dayIn(book)),
    review_on: dayOf(dayIn(book) + (high ? 7 : 30)),
    explanation: random.chance(0.6) ? say(book, RISK) : '',
  })
}

/** @param daysValid days until the paper ends, for steps that give one */
export function addProtection(book: Book, track: Track, status: TrackStatus, daysValid?: number): void {
  const step = stamp(book)
  book.told.protection_step.push({
    ...step,
    ...happened(book),
    track,
    status,
    expires_on: daysValid === undefined ? null : dayOf(dayIn(book) + daysValid),
  })
  if (daysValid === undefined) return
  const { id: step_id, case_id } = step
  book.told.protection_number.push({ step_id, case_id, reference: inventReference(book.random) })
}

export function writePlan(book: Book, district: District): void {
  const { random, told } = book
  const first = random.whole(0, FALLBACKS.length - 1)
  const fallbacks = Array.from(
    { length: random.whole(1, 3) },
    (_, at) => FALLBACKS[(first + at) % FALLBACKS.length] ?? '',
  )
  const plan = stamp(book)
  told.journey_plan.push({
    ...plan,
    plan_version: told.journey_plan.length + 1,
    travel_document: random.weighed({ 'travel-certificate': 7, 'unhcr-letter': 2, passport: 1 }),
    departs_on: dayOf(dayIn(book) + random.whole(1, 5)),
    fallback_count: fallbacks.length,
  })
  const { id: plan_id, case_id, recorded_by } = plan
  const secret = { route: random.pick(ROUTES[district]), escort: random.pick(ESCORTS) }
  told.journey_route.push({ plan_id, case_id, recorded_by, ...secret, fallbacks: fallbacks.join('\n') })
}

export function addArrival(book: Book, occurred?: PartialDate): void {
  const when =
    occurred === undefined
      ? happened(book)
      : { occurred_on: occurred.on, occurred_precision: occurred.precision }
  book.told.arrival.push({ ...stamp(book), ...when, confirmed_by: book.random.pick(CONFIRMED_BY) })
}

export type Report = {
  readonly kind: IncidentKind
  readonly severity: Severity
  /** Days until it was closed; null leaves it open. */
  readonly closedAfter: number | null
  readonly account?: string
}

/** Reports an incident, and rings for whoever is on call when it is critical. Returns its id. */
export function reportIncident(book: Book, report: Report, by: Staff = book.worker): string {
  const { random, team, told } = book
  const closes =
    report.closedAfter === null ? null : team.clock.at(dayIn(book) + report.closedAfter, random.whole(10, 18))
  const closed = closes !== null && closes > book.now && closes < team.clock.midnight ? closes : null
  const incident = {
    ...stamp(book, by),
    ...happened(book),
    code: book.codes.invent(random),
    kind: report.kind,
    severity: report.severity,
    account: report.account ?? ACCOUNTS_OF[report.kind][tongueOf(book)],
    closed_at: closed === null ? null : iso(closed),
    closed_by: closed === null ? null : by.id,
  }
  told.incident.push(incident)
  if (report.severity === 'critical') raiseAlert(book, 'critical-incident', by, random.whole(1, 9))
  return incident.id
}

/** @param acknowledgedAfter minutes, or null while nobody has: it climbs the ladder from the loading on */
export function raiseAlert(
  book: Book,
  kind: Book['told']['alert'][number]['kind'],
  by: Staff,
  acknowledgedAfter: number | null,
): void {
  const { id, case_id } = stamp(book)
  book.told.alert.push({
    id,
    raising_id: id,
    case_id,
    kind,
    person_id: book.team.onCallAt(book.now).id,
    raised_at: iso(book.now),
    raised_by: by.id,
    acknowledged_at:
      acknowledgedAfter === null
        ? null
        : iso(Math.min(book.now + acknowledgedAfter * 60_000, book.team.clock.midnight)),
  })
}

/** Writes a note; without a body, one that fits the stage. */
export function writeNote(book: Book, stage: OpenStage, body?: string): void {
  const { random } = book
  const tongue = tongueOf(book)
  const lines = NOTES[stage][tongue]
  const written = stage === 'hanawon' ? lines[phaseOf(book, tongue)] : random.pick(lines)
  const more = random.chance(0.25) ? ` ${random.pick(POSTSCRIPTS[tongue])}` : ''
  book.told.note.push({ ...stamp(book), body: body ?? `${written ?? ''}${more}` })
}

/** How far settling in has come by now. */
function phaseOf(book: Book, tongue: Tongue): number {
  const arrived = numberOf(book.spells.at(-1)?.since ?? todayIn(book))
  return HANAWON_FROM[tongue].findLastIndex((from) => from <= dayIn(book) - arrived)
}
