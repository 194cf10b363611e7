/** Who has a case: what is asked to give it on or to let somebody stand in, and what is shown of it. */
import { z } from 'zod'
import { isDay } from '../../domain/calendar/partial-date.ts'
import { LONGEST_OVERLAP_HOURS, type AssignmentKind } from '../../domain/work/assignments.ts'

const day = z.string().refine(isDay, 'not-a-date')
const onWorker = { caseId: z.uuid(), workerId: z.uuid() }

export const assignCaseSchema = z.object(onWorker)
export type AssignCaseInput = z.output<typeof assignCaseSchema>

export const handOverSchema = z.object({
  ...onWorker,
  overlapHours: z.number().int().min(0).max(LONGEST_OVERLAP_HOURS),
})
export type HandOverInput = z.output<typeof handOverSchema>

export const coverSchema = z.object({ ...onWorker, untilOn: day })
export type CoverInput = z.output<typeof coverSchema>

export const endAssignmentSchema = z.object(onWorker)
export type EndAssignmentInput = z.output<typeof endAssignmentSchema>

export const prolongSchema = z.object({ ...onWorker, untilOn: day })
export type ProlongInput = z.output<typeof prolongSchema>

/** A colleague who may carry a case. */
export type Worker = { readonly id: string; readonly name: string }

/** Somebody who has the case now. */
export type Present = {
  readonly workerId: string
  readonly name: string
  readonly kind: AssignmentKind
  /** ISO instant; null for whose case it is. */
  readonly until: string | null
}

/** One stretch of the history, the newest first. */
export type Stretch = {
  readonly id: string
  readonly name: string
  readonly kind: AssignmentKind
  readonly from: string
  readonly until: string | null
  /** Null for what was loaded with a caseload. */
  readonly givenBy: string | null
  /** Who set the end, when somebody did after it was given. */
  readonly endedBy: string | null
}

export type CaseWorkers = {
  readonly present: readonly Present[]
  readonly history: readonly Stretch[]
  /** The one who looks gives the case on, and lets others stand in. */
  readonly mayArrange: boolean
  /** The one who looks leads the team: only they let an overlap or a cover last longer. */
  readonly mayProlong: boolean
}
