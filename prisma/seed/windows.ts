/** What happens while a case stays in a stage: calls, notes, papers, doctors, worries. */
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'
import type { District, IncidentKind, Severity } from '../../lib/domain/pathway/vocabulary.ts'
import { REVIEW_DAYS } from '../../lib/domain/pathway/risk-level.ts'
import { dayIn, factsIn, goTo, type Book } from './book.ts'
import {
  addBasis,
  addContact,
  addProtection,
  addRisk,
  addScreening,
  reportIncident,
  writeNote,
  writePlan,
} from './records.ts'
import { askApproval, decideApproval } from './approvals.ts'
import { addRoutineTask } from './tasks.ts'

export type Window = {
  readonly stage: OpenStage
  /** First and last day of it. */
  readonly from: number
  readonly until: number
  /** Days that the stay would last in all, when it is still going on. */
  readonly expected: number
  readonly district: District
  /** Contact was lost here: nobody is reached after the first days. */
  readonly silent: boolean
  /** The stage that a planned move leads to next. */
  readonly next: OpenStage | null
  /** The case stands here today. */
  readonly open: boolean
  /** No incident but those that are written by hand. */
  readonly calm: boolean
}

export type Happening = { readonly day: number; readonly hour: number; readonly work: (book: Book) => void }

/** Tells a stretch of days, in order. */
export function tell(book: Book, happenings: readonly Happening[]): void {
  const inOrder = happenings.toSorted((one, other) => one.day - other.day || one.hour - other.hour)
  for (const { day, hour, work } of inOrder) {
    goTo(book, day, hour)
    work(book)
  }
}

/** What happens in a stretch, drawn by chance. */
export function happenings(book: Book, window: Window): readonly Happening[] {
  const { random } = book
  const { stage, from, until } = window
  const length = until - from
  const some: Happening[] = []
  const add = (day: number, work: (book: Book) => void) => {
    if (day >= from && day <= until) some.push({ day, hour: random.whole(8, 20), work })
  }
  const anyDay = () => from + Math.floor(random.unit() * (length + 1))
  const times = (perDays: number, most: number) =>
    Math.min(most, Math.floor(length / perDays + random.unit() * 1.3))

  for (let left = times(24, 4); left > 0; left--) add(anyDay(), (at) => writeNote(at, stage))
  for (let left = times(40, 3); left > 0; left--) add(anyDay(), (at) => addRoutineTask(at, stage, until))
  if (stage !== 'transit' && stage !== 'hanawon') {
    const reachable = window.silent ? Math.min(until, from + 4) : until
    for (let left = times(34, 3); left > 0; left--) {
      const day = from + Math.floor(random.unit() * (reachable - from + 1))
      add(day, (at) => addContact(at, random.chance(0.85)))
    }
    if (window.silent)
      for (const away of [20, 48, 77, 92]) add(until - 96 + away, (at) => addContact(at, false))
    if (!window.calm) worry(book, window, add)
  }
  STAGE[stage](book, window, add)
  return some
}

type Add = (day: number, work: (book: Book) => void) => void

const WORRIES: Readonly<Partial<Record<IncidentKind, number>>> = {
  surveillance: 5,
  medical: 4,
  'device-seized': 3,
  violence: 2,
  detention: 2,
  'expulsion-proceedings': 2,
  'helper-threatened': 1,
  'account-compromised': 1,
}

function worry(book: Book, { from, until }: Window, add: Add): void {
  const { random, team } = book
  if (!random.chance(Math.min(0.3, (until - from) / 260))) return
  const day = random.whole(from, until)
  const long = team.clock.today - day > 60
  const severity = random.weighed<Severity>({ low: 6, serious: 3, critical: long ? 1 : 0 })
  add(day, (at) => {
    const closedAfter = severity === 'critical' ? random.whole(3, 30) : random.whole(3, 60)
    reportIncident(at, { kind: random.weighed(WORRIES), severity, closedAfter })
  })
}

function contactStage(book: Book, { from, until }: Window, add: Add): void {
  const { random } = book
  const early = (most: number) => from + Math.floor(random.unit() * Math.min(most, until - from + 1))
  const ground = random.weighed({ consent: 88, 'vital-interest': 9, refused: 3 })
  add(early(4), (at) => addBasis(at, 'keep', ground))
  if (ground === 'vital-interest') add(from + 6, (at) => addBasis(at, 'keep'))
  if (random.chance(0.6))
    add(early(6), (at) => addBasis(at, 'statistics', random.chance(0.85) ? 'consent' : 'refused'))
  if (random.chance(0.7)) add(early(12), screenOnce)
  if (random.chance(0.3)) add(early(12), (at) => addRisk(at))
}

function screenOnce(book: Book): void {
  if (book.told.screening.length === 0) addScreening(book, book.random.chance(0.87) ? 'clear' : 'concern')
}

/** Risk is looked at again when its review is due, give or take some days. */
function assess(book: Book, first: number, until: number, add: Add): void {
  const { random } = book
  for (let day = first; day <= until;) {
    const high = random.chance(0.12)
    add(day, (at) => addRisk(at, high))
    day += (high ? REVIEW_DAYS.high : REVIEW_DAYS.other) + random.whole(-2, 2)
  }
}

function safeHouseStage(book: Book, { from, until, expected }: Window, add: Add): void {
  const { random } = book
  add(from + 1, screenOnce)
  assess(book, from + random.whole(2, 9), until, add)
  add(from + Math.round(expected * 0.45), (at) => addProtection(at, 'unhcr', 'contacted'))
  add(from + Math.round(expected * 0.55), (at) => addBasis(at, 'share-unhcr'))
  if (random.chance(0.7)) add(until, (at) => addProtection(at, 'unhcr', 'appointment'))
}

/** The three tracks side by side, as far as they come. */
function unhcrStage(book: Book, { from, until, expected, next, district, open }: Window, add: Add): void {
  const { random } = book
  // A share of the stay, but no office is faster than so many days.
  const at = (share: number, fastest: number) => from + Math.max(fastest, Math.round(expected * share))
  assess(book, from + random.whole(6, 24), until, add)
  add(at(0.06, 1), (b) => addProtection(b, 'unhcr', 'registered'))
  if (random.chance(0.7)) add(at(0.2, 5), (b) => addProtection(b, 'unhcr', 'certificate', validity(b, open)))
  if (random.chance(0.65)) {
    add(at(0.12, 7), (b) => addProtection(b, 'interior-ministry', 'application'))
    add(at(0.24, 21), (b) => addProtection(b, 'interior-ministry', 'under-review'))
    add(at(0.4, 45), (b) => addProtection(b, 'interior-ministry', 'merits-certificate', 90))
    if (random.chance(0.3)) {
      add(at(0.6, 75), (b) => addProtection(b, 'interior-ministry', 'refused'))
      add(at(0.6, 75) + 18, (b) => addProtection(b, 'interior-ministry', 'appeal'))
    } else if (random.chance(0.5)) {
      add(at(0.65, 90), (b) => addProtection(b, 'interior-ministry', 'temporary-asylum', 365))
    }
  }
  if (random.chance(0.8)) {
    add(at(0.3, 4), (b) => addBasis(b, 'share-korea'))
    add(at(0.38, 6), (b) => addProtection(b, 'korea', 'protection-request'))
    add(at(0.6, 14), (b) => addProtection(b, 'korea', 'travel-document', 180))
    add(at(0.72, 17), (b) => addProtection(b, 'korea', 'exit-awaited'))
    if (random.chance(0.7)) add(at(0.9, 20), (b) => addProtection(b, 'korea', 'exit-granted', 60))
  }
  if (next === 'transit') planJourney(book, until, district, add)
}

/** Days that a certificate is valid; of those who wait today, some hold one that ends soon or has just ended. */
function validity(book: Book, open: boolean): number {
  const { random, team } = book
  if (!open || random.chance(0.55)) return random.pick([90, 180, 365])
  return Math.max(14, team.clock.today - dayIn(book) + random.whole(-5, 24))
}

/** A plan some days before the departure, at times returned once, approved the day before. */
function planJourney(book: Book, until: number, district: District, add: Add): void {
  const { random } = book
  const written = until - random.whole(3, 9)
  add(written, (at) => writePlan(at, district))
  if (random.chance(0.25)) {
    add(written, returnOnce)
    add(written + 1, (at) => writePlan(at, district))
  }
  add(until - 2, (at) => addRisk(at))
  add(until - 1, (at) => {
    if (at.told.journey_plan.length > 0) askApproval(at)
  })
  add(until, (at) => decideApproval(at, 'approved'))
}

function returnOnce(book: Book): void {
  if (book.told.journey_plan.length === 0) return
  askApproval(book)
  goTo(book, dayIn(book), 0)
  decideApproval(book, 'returned')
}

function transitStage(book: Book, { until }: Window, add: Add): void {
  if (book.random.chance(0.6)) add(until, (at) => writeNote(at, 'transit'))
}

function hanawonStage(book: Book, { from }: Window, add: Add): void {
  for (const months of [1, 3, 6, 12]) {
    if (book.random.chance(0.5)) add(from + months * 30, (at) => writeNote(at, 'hanawon'))
  }
  if (factsIn(book).bases['share-korea']) return
  add(from + 2, (at) => addBasis(at, 'share-korea'))
}

const STAGE: Readonly<Record<OpenStage, (book: Book, window: Window, add: Add) => void>> = {
  contact: contactStage,
  'safe-house': safeHouseStage,
  'unhcr-registration': unhcrStage,
  transit: transitStage,
  hanawon: hanawonStage,
}
