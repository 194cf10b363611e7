/** What a case that is written by hand consists of. */
import type { Precision } from '../../../lib/domain/calendar/partial-date.ts'
import type { MoveKind } from '../../../lib/domain/pathway/moves.ts'
import type { Outcome, Stage } from '../../../lib/domain/pathway/stages.ts'
import type { District } from '../../../lib/domain/pathway/vocabulary.ts'
import type { Clock } from '../almanac.ts'
import type { Book } from '../book.ts'
import type { Refugee } from '../households.ts'
import type { PlannedStep } from '../plan.ts'
import type { Extra } from '../story.ts'
import { addTask, endOf } from '../tasks.ts'
import type { Happening, Window } from '../windows.ts'

export type Showcase = {
  readonly team: string
  /** One a member of the household. */
  readonly codes: readonly string[]
  readonly open: boolean
  readonly district: District
  readonly steps: (clock: Clock) => readonly PlannedStep[]
  /** What is fixed of a member; chance invents the rest. */
  readonly people: (member: number) => Partial<Refugee>
  readonly extra?: Extra
}

type Leg = readonly [stage: Stage, days: number, kind?: MoveKind, precision?: Precision]

/** Steps that end today: each leg says how many days it lasts, the last one how many it has lasted. */
export function untilToday(...legs: readonly Leg[]): (clock: Clock) => readonly PlannedStep[] {
  return (clock) => {
    let day = clock.today - legs.reduce((sum, [, days]) => sum + days, 0)
    return legs.map(([stage, days, kind, precision], at) => {
      const step = {
        stage,
        kind: kind ?? (at === 0 ? 'opening' : 'planned'),
        outcome: null,
        days,
        day,
        precision: precision ?? 'day',
        recordedOn: day,
      } as const
      day += days
      return step
    })
  }
}

/** A step on a known day. */
export function stepOn(
  day: number,
  stage: Stage,
  precision: Precision,
  outcome: Outcome | null = null,
): Omit<PlannedStep, 'days'> {
  const kind = stage === 'contact' ? 'opening' : 'planned'
  return { stage, kind, outcome, day, precision, recordedOn: day + 1 }
}

type Line = readonly [daysAgo: number, hour: number, work: (book: Book, window: Window) => void]

/** Happenings counted back from today. */
export function ago(...lines: readonly Line[]): Extra {
  return (told, window): readonly Happening[] =>
    lines.map(([daysAgo, hour, work]) => ({
      day: told.team.clock.today - daysAgo,
      hour,
      work: (book) => work(book, window),
    }))
}

/** Sets a task that is still open; without an hour it is due at the end of the day. */
export function task(title: string, inDays: number, hour?: number): (book: Book) => void {
  return (book) => {
    const { clock } = book.team
    const day = clock.today + inDays
    addTask(book, {
      kind: 'custom',
      title,
      dueAt: hour === undefined ? endOf(book, day) : clock.at(day, hour),
      doneAt: null,
    })
  }
}
