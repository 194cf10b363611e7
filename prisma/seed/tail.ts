/** How an open case lies on the desk today: what is late, what is due, what waits for somebody else. */
import { gate } from '../../lib/domain/pathway/gates.ts'
import { nextStage } from '../../lib/domain/pathway/next-stage.ts'
import { askApproval } from './approvals.ts'
import { factsIn, tongueOf, type Book } from './book.ts'
import { writePlan } from './records.ts'
import { addTask, endOf } from './tasks.ts'
import type { Happening, Window } from './windows.ts'
import { TASK_TITLES } from './words/tasks.ts'

type Urgency = 'critical' | 'overdue' | 'today' | 'soon' | 'later' | 'none'

const SHARES: Readonly<Record<Urgency, number>> = {
  critical: 4,
  overdue: 15,
  today: 13,
  soon: 34,
  later: 12,
  none: 22,
}
/** Days from today until the task is due, at least and at most. */
const DUE: Readonly<Record<Exclude<Urgency, 'none'>, readonly [number, number]>> = {
  critical: [-19, -8],
  overdue: [-6, -1],
  today: [0, 0],
  soon: [1, 7],
  later: [8, 28],
}

/** What is added to the last stretch of an open case. */
export function tail(book: Book, window: Window): readonly Happening[] {
  const { random, team } = book
  const { from, until } = window
  const asks = window.stage === 'unhcr-registration' && random.chance(0.12)
  const urgencies = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => random.weighed(SHARES))
  const tasks = urgencies.flatMap((urgency) => {
    if (urgency === 'none') return []
    const [first, last] = DUE[urgency]
    const due = team.clock.today + random.whole(first, last)
    const day = Math.max(from, Math.min(until, due - random.whole(1, 6)))
    return [{ day, hour: random.whole(10, 19), work: (at: Book) => promise(at, window, due) }]
  })
  return [
    ...tasks,
    ...(asks ? [{ day: until, hour: 15, work: (at: Book) => seekApproval(at, window) }] : []),
    { day: until, hour: 21, work: settle },
  ]
}

/** A task that is still open: for what the next gate asks, or of the worker's own. */
function promise(book: Book, { stage }: Window, due: number): void {
  const { random, team } = book
  const next = nextStage(stage)
  const unmet = next === null ? [] : gate(factsIn(book), next).unmet
  const dueAt = random.chance(0.5) ? endOf(book, due) : team.clock.at(due, random.whole(9, 21))
  const [first] = unmet
  if (first !== undefined && random.chance(0.35)) {
    addTask(book, { kind: 'requirement', requirement: first, dueAt, doneAt: null })
    return
  }
  const title = random.pick(TASK_TITLES[stage][tongueOf(book)])
  addTask(book, { kind: 'custom', title, dueAt, doneAt: null })
}

function seekApproval(book: Book, { district }: Window): void {
  writePlan(book, district)
  askApproval(book)
}

/** What has been filled since is no task any more. */
function settle(book: Book): void {
  const { told } = book
  const stage = book.spells.at(-1)?.stage
  const next = stage === undefined ? null : nextStage(stage)
  if (next === null) return
  const { unmet } = gate(factsIn(book), next)
  const open = told.task.filter(
    (task) => task.requirement === null || task.done_at !== null || unmet.includes(task.requirement),
  )
  told.task.splice(0, told.task.length, ...open)
}
