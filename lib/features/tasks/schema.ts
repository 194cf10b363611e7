/** What a task is: a title and when it is due, or a thing that the house asks for by itself. */
import { z } from 'zod'
import { isClockTime } from '../../domain/calendar/local-time.ts'
import { isDay } from '../../domain/calendar/partial-date.ts'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'
import type { Question } from '../../domain/work/questions.ts'
import type { TaskKind } from '../../domain/work/tasks.ts'

export const TITLE_LENGTH = 300

/** Whose task it becomes: mine, or that of whoever works on the case. */
export const ASSIGNEES = ['me', 'worker'] as const

export const taskSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  title: z.string().overwrite(cleanLine).min(1).max(TITLE_LENGTH),
  dueOn: z.string().min(1).refine(isDay, 'not-a-date'),
  /** `HH:MM` by the clocks of the case's team; empty for the whole day. */
  dueTime: z
    .string()
    .trim()
    .refine((text) => text === '' || isClockTime(text), 'not-valid'),
  assignee: z.enum(ASSIGNEES),
})
export type TaskInput = z.output<typeof taskSchema>

export const taskDoneSchema = z.object({ caseId: z.uuid(), taskId: z.uuid() })
export type TaskDoneInput = z.output<typeof taskDoneSchema>

/** One open task as a list shows it. */
export type TaskDto = {
  readonly id: string
  readonly caseId: string
  readonly caseCode: string
  readonly stage: Stage
  readonly kind: TaskKind
  readonly requirement: Requirement | null
  readonly question: Question | null
  /** The move review or the approval request that it is about. */
  readonly subjectId: string | null
  readonly title: string
  /** ISO instant. */
  readonly dueAt: string
  readonly version: number
}

/** A task that another slice opens. */
export type NewTask = {
  readonly caseId: string
  readonly assigneeId: string
  /** Questions are asked by the law alone. */
  readonly kind: Exclude<TaskKind, 'custom' | 'question'>
  readonly requirement?: Requirement | null
  readonly subjectId?: string | null
  readonly dueAt: Date
  readonly recordedBy: string
}
