/**
 * The book of one case while its story is told: a clock that only goes forward, and all records so far. What the gates
 * read is worked out by the domain's own `factsOf`, as the server does it.
 */
import type { Day } from '../../lib/domain/calendar/partial-date.ts'
import type { CaseFacts } from '../../lib/domain/pathway/case-facts.ts'
import { factsOf } from '../../lib/domain/pathway/newest-records.ts'
import type { Spell } from '../../lib/domain/pathway/spells.ts'
import { BASIS_PURPOSES, TRACKS, type HouseKind } from '../../lib/domain/pathway/vocabulary.ts'
import { dayOf, iso } from './almanac.ts'
import type { Codes } from './codes.ts'
import type { Staff, Team } from './people.ts'
import type { Random } from './random.ts'
import type { Tables } from './rows.ts'
import type { Tongue } from './words/notes.ts'

/** The tables whose rows a story writes one by one. */
export const STORY_TABLES = [
  'contact',
  'data_basis',
  'screening',
  'risk_assessment',
  'placement',
  'protection_step',
  'protection_number',
  'journey_plan',
  'journey_route',
  'arrival',
  'approval_request',
  'incident',
  'note',
  'task',
  'alert',
] as const
type StoryTable = (typeof STORY_TABLES)[number]

export type Told = { readonly [T in StoryTable]: Tables[T][] }

export type Book = {
  readonly caseId: string
  readonly random: Random
  readonly team: Team
  readonly codes: Codes
  readonly told: Told
  readonly spellIds: string[]
  /** Instant and author of each spell's record. */
  readonly spellMarks: { readonly recorded_at: string; readonly recorded_by: string }[]
  spells: readonly Spell[]
  worker: Staff
  /** Kind of the house in which the person sleeps until (not on) that day. */
  bed: { kind: HouseKind; since: number; until: number | null } | null
  /** Nothing is recorded before this instant any more. */
  now: number
}

/** Opens an empty book. */
export function openBook(from: {
  caseId: string
  random: Random
  team: Team
  codes: Codes
  worker: Staff
}): Book {
  return {
    ...from,
    told: {
      contact: [],
      data_basis: [],
      screening: [],
      risk_assessment: [],
      placement: [],
      protection_step: [],
      protection_number: [],
      journey_plan: [],
      journey_route: [],
      arrival: [],
      approval_request: [],
      incident: [],
      note: [],
      task: [],
      alert: [],
    },
    spellIds: [],
    spellMarks: [],
    spells: [],
    bed: null,
    now: 0,
  }
}

/** Goes forward to an hour of a day, or a few minutes on when that is past; never into today. */
export function goTo(book: Book, day: number, hour: number): void {
  const { clock } = book.team
  const wanted = clock.at(day, hour)
  const next = wanted > book.now ? wanted : book.now + book.random.whole(3, 14) * 60_000
  book.now = Math.max(book.now, Math.min(next, clock.midnight - 60_000))
}

/** Number of the day that it is in the book. */
export function dayIn(book: Book): number {
  return book.team.clock.dayAt(book.now)
}

/** The day that it is in the book. */
export function todayIn(book: Book): Day {
  return dayOf(dayIn(book))
}

/** What every record begins with. */
export function stamp(book: Book, by: Staff = book.worker) {
  return { id: book.random.uuid(), case_id: book.caseId, recorded_at: iso(book.now), recorded_by: by.id }
}

/** When something happened: today, to the day. */
export function happened(book: Book) {
  return { occurred_on: todayIn(book), occurred_precision: 'day' as const }
}

/** The language in which the worker happens to write. */
export function tongueOf(book: Book): Tongue {
  return book.random.weighed(book.worker.tongues)
}

/** A phrase in the worker's language. */
export function say(book: Book, words: Readonly<Record<Tongue, readonly string[]>>): string {
  return book.random.pick(words[tongueOf(book)])
}

function sleepsIn(bed: { since: number; until: number | null }, day: number): boolean {
  return bed.since <= day && (bed.until === null || bed.until > day)
}

/** What the gates read of the case, on the day that it is in the book. */
export function factsIn(book: Book): CaseFacts {
  const { told } = book
  const today = todayIn(book)
  const reached = told.contact.filter((contact) => contact.reached)
  const lastReachedOn = reached.at(-1)?.occurred_on ?? null
  const plan = told.journey_plan.at(-1)
  const decided = told.approval_request.filter(
    ({ kind, decision }) => kind === 'journey-plan' && decision !== null,
  )
  const decision = decided.at(-1)
  const bed = book.bed !== null && sleepsIn(book.bed, dayIn(book)) ? book.bed : null
  return factsOf(
    {
      contactRecorded: reached.length > 0,
      bases: BASIS_PURPOSES.flatMap((purpose) => {
        const newest = told.data_basis.findLast((basis) => basis.purpose === purpose)
        return newest === undefined ? [] : [{ purpose, ground: newest.ground, reviewOn: newest.review_on }]
      }),
      screening: told.screening.at(-1)?.result ?? null,
      riskAssessedOn: told.risk_assessment.at(-1)?.occurred_on ?? null,
      placement: bed === null ? null : { houseKind: bed.kind, compromised: false },
      protection: TRACKS.flatMap((track) => {
        const newest = told.protection_step.findLast((step) => step.track === track)
        return newest === undefined ? [] : [{ track, status: newest.status, expiresOn: newest.expires_on }]
      }),
      journeyPlan:
        plan === undefined
          ? null
          : {
              id: plan.id,
              travelDocument: plan.travel_document,
              fallbacks: plan.fallback_count,
              writtenBy: plan.recorded_by,
            },
      decision:
        decision?.decided_by == null
          ? null
          : {
              planId: decision.subject_id,
              approved: decision.decision === 'approved',
              decidedBy: decision.decided_by,
              acknowledged: decision.acknowledged,
            },
      openCriticalIncident: told.incident.some(
        (incident) =>
          incident.severity === 'critical' &&
          (incident.closed_at === null || incident.closed_at > iso(book.now)),
      ),
      arrivalConfirmed: told.arrival.length > 0,
      lastReachedOn,
      failedSinceReached: told.contact.filter(
        (contact) => !contact.reached && contact.occurred_on >= (lastReachedOn ?? ''),
      ).length,
    },
    today,
  )
}
