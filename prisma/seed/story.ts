/** Tells the story of one household: the same way for all its members, each with records of their own. */
import { isOpen, type OpenStage, type Outcome } from '../../lib/domain/pathway/stages.ts'
import type { District } from '../../lib/domain/pathway/vocabulary.ts'
import { dayOf, remembered } from './almanac.ts'
import { goTo, openBook, say, stamp, type Book } from './book.ts'
import type { Codes } from './codes.ts'
import { enter } from './enter.ts'
import type { Bed } from './houses.ts'
import type { Staff, Team } from './people.ts'
import type { PlannedStep, Stay } from './plan.ts'
import { drawStay } from './paths.ts'
import type { Random } from './random.ts'
import { addContact, addScreening, reportIncident } from './records.ts'
import { happenings, tell, type Happening, type Window } from './windows.ts'
import { EMERGENCY } from './words/reasons.ts'

/** What somebody adds by hand to a stretch of a story. */
export type Extra = (book: Book, window: Window) => readonly Happening[]

export type Story = {
  readonly team: Team
  readonly codes: Codes
  readonly district: District
  readonly steps: readonly PlannedStep[]
  readonly stays: readonly Stay[]
  /** Who worked on the case from which day on; the last one does today. */
  readonly workers: readonly { readonly from: number; readonly staff: Staff }[]
  /** Added to what chance brings, or (with `quiet`) instead of it, while the case stands where it stands now. */
  readonly extra?: Extra
  readonly quiet?: boolean
  readonly calm?: boolean
}

/** Tells the story for one member. */
export function tellStory(random: Random, caseId: string, story: Story, member: number): Book {
  const { team, steps } = story
  const [first] = story.workers
  if (first === undefined) throw new Error('nobody works on the case')
  const book = openBook({ caseId, random, team, codes: story.codes, worker: first.staff })
  for (const [at, step] of steps.entries()) {
    enterStep(book, story, at, step, member)
    const next = steps[at + 1]
    if (isOpen(step.stage)) tellWindow(book, story, at, step, step.stage, next, member)
  }
  return book
}

function enterStep(book: Book, story: Story, at: number, step: PlannedStep, member: number): void {
  goTo(book, step.recordedOn, step.kind === 'emergency' ? 22 : book.random.whole(9, 18))
  book.worker = story.workers.findLast((shift) => shift.from <= step.recordedOn)?.staff ?? book.worker
  const occurred = remembered(step.day, step.precision)
  if (at === 0) addContact(book, true, occurred)
  const stay = story.stays.find((one) => one.step === at)
  const later = placedLater(story, at, step)
  if (stay !== undefined && !later) placeFirst(book, stay, member)
  const leaves = book.bed?.until ?? null
  if (leaves !== null && leaves <= step.day) book.bed = null
  const { stage, kind, outcome } = step
  enter(book, {
    stage,
    kind,
    outcome,
    occurred,
    district: story.district,
    incidentId: incidentFor(book, outcome),
  })
}

/** In an emergency the bed is written down the next morning; until then it is a task. */
function placedLater(story: Story, at: number, step: PlannedStep): boolean {
  const next = story.steps[at + 1]
  return step.kind === 'emergency' && (next === undefined || next.recordedOn > step.recordedOn + 1)
}

/** An adverse ending names what happened. */
function incidentFor(book: Book, outcome: Outcome | null): string | null {
  const { supervisor } = book.team
  const closedAfter = book.random.whole(2, 40)
  switch (outcome) {
    case 'lost-contact':
      return reportIncident(book, { kind: 'contact-lost', severity: 'serious', closedAfter }, supervisor)
    case 'forcibly-returned': {
      const kind = book.random.pick(['detention', 'abduction'] as const)
      return reportIncident(book, { kind, severity: 'critical', closedAfter }, supervisor)
    }
    case 'deceased':
      return reportIncident(book, { kind: 'death', severity: 'critical', closedAfter }, supervisor)
    default:
      return null
  }
}

function tellWindow(
  book: Book,
  story: Story,
  at: number,
  step: PlannedStep,
  stage: OpenStage,
  next: PlannedStep | undefined,
  member: number,
): void {
  const { today } = story.team.clock
  const until = next === undefined ? today - 1 : next.recordedOn
  const length = until - step.recordedOn
  const window: Window = {
    stage,
    from: step.recordedOn,
    until,
    expected: next === undefined ? Math.max(length * 1.2, drawStay(book.random, stage)) : length,
    district: story.district,
    silent: next?.outcome === 'lost-contact',
    next: next?.kind === 'planned' && isOpen(next.stage) ? next.stage : null,
    open: next === undefined,
    calm: story.calm === true,
  }
  const drawn = next === undefined && story.quiet === true ? [] : happenings(book, window)
  const extra = next === undefined ? (story.extra?.(book, window) ?? []) : []
  tell(book, [...drawn, ...extra, ...lateBed(story, at, step, member), ...moveOn(story, at, next, member)])
}

function lateBed(story: Story, at: number, step: PlannedStep, member: number): readonly Happening[] {
  const stay = story.stays.find((one) => one.step === at)
  const day = step.recordedOn + 1
  if (stay === undefined || !placedLater(story, at, step) || day >= story.team.clock.today) return []
  return [{ day, hour: 8, work: (book: Book) => placeFirst(book, stay, member) }]
}

/** The move to the inner house, if it falls into the stretch that begins with a step. */
function moveOn(
  story: Story,
  at: number,
  next: PlannedStep | undefined,
  member: number,
): readonly Happening[] {
  const { today } = story.team.clock
  return story.stays.flatMap((stay) => {
    const day = stay.movesOn
    const bed = stay.second[member]
    if (day === null || bed === undefined || day > today - 1) return []
    const begins = story.steps[at]?.recordedOn ?? 0
    if (stay.step > at || day < begins || (next !== undefined && day >= next.recordedOn)) return []
    return [{ day, hour: 15, work: (book: Book) => placeSecond(book, stay, bed, day) }]
  })
}

function placeFirst(book: Book, stay: Stay, member: number): void {
  const bed = stay.first[member]
  if (bed === undefined) throw new Error('somebody has no bed')
  const until = stay.second.length > 0 ? stay.movesOn : stay.until
  place(book, bed, stay.since, until, stay.emergency)
}

function placeSecond(book: Book, stay: Stay, bed: Bed, day: number): void {
  if (book.told.screening.at(-1)?.result !== 'clear') addScreening(book, 'clear')
  place(book, bed, day, stay.until, false)
}

function place(book: Book, bed: Bed, since: number, until: number | null, emergency: boolean): void {
  book.bed = { kind: bed.kind, since, until }
  book.told.placement.push({
    ...stamp(book),
    house_id: bed.houseId,
    bed: bed.bed,
    since: dayOf(since),
    until: until === null ? null : dayOf(until),
    emergency,
    reason: emergency ? say(book, EMERGENCY['safe-house']) : null,
  })
}
