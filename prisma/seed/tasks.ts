/** Tasks of a case: what its worker set themselves, and what the house asks for. */
import type { Requirement } from '../../lib/domain/pathway/gates.ts'
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'
import { END_OF_DAY } from '../../lib/domain/work/lateness.ts'
import type { TaskKind } from '../../lib/domain/work/tasks.ts'
import { iso } from './almanac.ts'
import { dayIn, stamp, tongueOf, type Book } from './book.ts'
import { TASK_TITLES } from './words/tasks.ts'

type NewTask = {
  readonly kind: TaskKind
  readonly title?: string
  readonly requirement?: Requirement
  readonly subjectId?: string
  readonly assigneeId?: string
  readonly dueAt: number
  /** Instant at which it was done; one that has not come yet leaves it open. */
  readonly doneAt: number | null
}

const MINUTE_MS = 60_000

/** The end of a day: the due time of a task that was given no hour. */
export function endOf(book: Book, day: number): number {
  const [hours, minutes] = END_OF_DAY.split(':').map(Number)
  return book.team.clock.at(day, (hours ?? 23) + (minutes ?? 59) / 60)
}

/** Adds a task. */
export function addTask(book: Book, task: NewTask): void {
  const assignee = task.assigneeId ?? book.worker.id
  const done = task.doneAt !== null && task.doneAt < book.team.clock.midnight ? task.doneAt : null
  book.told.task.push({
    ...stamp(book),
    assignee_id: assignee,
    kind: task.kind,
    requirement: task.requirement ?? null,
    subject_id: task.subjectId ?? null,
    title: task.title ?? null,
    // Nobody sets a task that is late already.
    due_at: iso(Math.max(task.dueAt, book.now + 60 * MINUTE_MS)),
    done_at: done === null ? null : iso(Math.max(done, book.now + MINUTE_MS)),
    done_by: done === null ? null : assignee,
    version: done === null ? 1 : 2,
  })
}

/** A task that the worker set themselves and, by and large, did in time. */
export function addRoutineTask(book: Book, stage: OpenStage, lastDay: number): void {
  const { random, team } = book
  const due = Math.min(dayIn(book) + random.whole(1, 6), lastDay)
  const done = Math.min(due + random.pick([-1, 0, 0, 0, 1, 2]), lastDay)
  const hour = random.chance(0.4) ? random.whole(9, 21) : null
  addTask(book, {
    kind: 'custom',
    title: random.pick(TASK_TITLES[stage][tongueOf(book)]),
    dueAt: hour === null ? endOf(book, due) : team.clock.at(due, hour),
    doneAt: team.clock.at(done, random.whole(9, 20)),
  })
}
