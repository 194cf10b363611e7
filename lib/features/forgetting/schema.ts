/** Forgetting: what is asked, and what the pages about it show. Codes, days and numbers; no word about a person. */
import { z } from 'zod'
import { isDay, type Day } from '../../domain/calendar/partial-date.ts'
import { DELETION_CAUSES, type Contents, type DeletionCause, type Obstacle } from '../../domain/deletion.ts'
import { MIN_REASON_LENGTH } from '../../domain/pathway/spells.ts'
import { OUTCOMES, type Outcome } from '../../domain/pathway/stages.ts'
import { TERM_DAYS } from '../../domain/retention.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const REASON_LENGTH = 500

export const deletionSchema = z.object({
  caseId: z.uuid(),
  /** Of the request. */
  id: z.uuid(),
  cause: z.enum(DELETION_CAUSES),
  reason: z.string().overwrite(cleanText).min(MIN_REASON_LENGTH).max(REASON_LENGTH),
})
export type DeletionInput = z.output<typeof deletionSchema>

/** A term as the operator sets it: from a day on, for a case that ended so. */
export const retentionRuleSchema = z.object({
  outcome: z.enum(OUTCOMES),
  days: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(TERM_DAYS.least).max(TERM_DAYS.most)),
  fromOn: z.string().refine(isDay).nullable(),
})
export type RetentionRuleInput = z.output<typeof retentionRuleSchema>

/** A request that waits for a second person. */
export type WaitingDeletion = {
  readonly id: string
  readonly code: string
  readonly cause: DeletionCause
  readonly askedBy: string
  readonly expiresAt: string
  readonly mine: boolean
}

/** What the page shows on which the deletion of one case is asked for. */
export type DeletionOpened = {
  readonly caseId: string
  readonly code: string
  readonly version: number
  readonly outcome: Outcome | null
  readonly stageSince: Day
  readonly today: Day
  /** When the term of its outcome is over; null while the case is open. */
  readonly dueOn: Day | null
  readonly contents: Contents
  readonly obstacles: Readonly<Record<DeletionCause, readonly Obstacle[]>>
  readonly waiting: WaitingDeletion | null
  readonly draft: { readonly key: string; readonly values: unknown } | null
}

/** A case whose term is over. */
export type Proposed = {
  readonly id: string
  readonly code: string
  readonly outcome: Outcome
  readonly closedOn: Day
  readonly dueOn: Day
}

/** A case that was deleted. */
export type Deleted = {
  readonly id: string
  readonly code: string
  readonly cause: DeletionCause | 'repeated'
  readonly askedBy: string
  readonly approvedBy: string
  readonly forgottenAt: string
  /** Its keys are destroyed. */
  readonly done: boolean
}

export type DeletionsListed = {
  readonly proposed: readonly Proposed[]
  readonly waiting: readonly WaitingDeletion[]
  readonly deleted: readonly Deleted[]
  readonly terms: readonly { readonly outcome: Outcome; readonly days: number }[]
  readonly today: Day
}
