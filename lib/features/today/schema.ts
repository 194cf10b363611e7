/** What a day looks like: what rings, what is due, and which cases wait for something. */
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { Readiness } from '../../domain/pathway/next-stage.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { ReleaseWaiting } from '../../domain/releases/states.ts'
import type { LatenessGroup } from '../../domain/work/lateness.ts'
import type { Step } from '../../domain/work/ladder.ts'
import type { Question } from '../../domain/work/questions.ts'
import type { AlertKind, TaskKind } from '../../domain/work/tasks.ts'

/** Cases that wait are shown up to so many; the list of cases has the rest. */
export const WAITING_SHOWN = 6

export type TodayAlert = {
  readonly id: string
  readonly kind: AlertKind
  /** Null for an alert about a colleague. */
  readonly caseCode: string | null
  readonly about: { readonly id: string; readonly name: string } | null
  readonly stage: Stage | null
  readonly step: Step
  /** Somebody else has answered already. */
  readonly answered: boolean
  readonly raisedAt: string
  /** Name of whoever raised it; null when it was the house itself. */
  readonly raisedBy: string | null
}

export type TodayTask = {
  readonly id: string
  readonly caseId: string
  readonly caseCode: string
  readonly stage: Stage
  readonly kind: TaskKind
  readonly requirement: Requirement | null
  readonly question: Question | null
  readonly subjectId: string | null
  readonly title: string
  readonly dueAt: string
  readonly version: number
}

export type WaitingCase = {
  readonly code: string
  readonly stage: Stage
  readonly days: number
  /** Longer than nine of ten people of the team waited in this stage. */
  readonly late: boolean
  readonly readiness: Readiness
  /** What is missing first, in the order in which people fill it. */
  readonly missing: Requirement | null
}

export type Today = {
  /** Whose cases wait: one's own, the team's, or nobody's. */
  readonly whose: 'mine' | 'team' | 'nobody'
  /** Rings, overdue or due today. */
  readonly pressing: number
  readonly alerts: readonly TodayAlert[]
  readonly groups: readonly { readonly group: LatenessGroup; readonly items: readonly TodayTask[] }[]
  readonly waiting: readonly WaitingCase[]
  readonly openCases: number
  readonly releases: readonly ReleaseWaiting[]
  readonly now: string
  readonly timeZone: string
}
