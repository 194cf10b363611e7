/** The second look at an override or an emergency move: confirm it, or correct the day it happened. */
import { z } from 'zod'
import { parsePartialDate } from '../../domain/calendar/partial-date.ts'
import type { MoveKind } from '../../domain/pathway/moves.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const COMMENT_LENGTH = 1_000
export const REVIEW_DECISIONS = ['confirmed', 'corrected'] as const

export const reviewSchema = z
  .object({
    caseId: z.uuid(),
    reviewId: z.uuid(),
    decision: z.enum(REVIEW_DECISIONS),
    occurredOn: z.string().refine((text) => text === '' || parsePartialDate(text) !== null, 'not-a-date'),
    comment: z.string().overwrite(cleanText).max(COMMENT_LENGTH),
  })
  .refine((form) => form.decision === 'confirmed' || form.occurredOn !== '', {
    path: ['occurredOn'],
    message: 'required',
  })
export type ReviewInput = z.output<typeof reviewSchema>

/** One move that waits for its second look. */
export type ReviewListed = {
  readonly id: string
  readonly caseId: string
  readonly code: string
  readonly kind: MoveKind
  readonly from: Stage | null
  readonly to: Stage
  readonly askedById: string
  readonly askedBy: string
  /** ISO instants. */
  readonly recordedAt: string
  readonly dueAt: string
}

/** The same with what is needed to decide. */
export type ReviewOpened = ReviewListed & {
  readonly version: number
  readonly reason: string
  /** As it was said: `2022-09-14`, `2022-09` or `2022`. */
  readonly occurred: string
  readonly decided: boolean
  /** True while the move is the newest one, so that its day can still be corrected here. */
  readonly newest: boolean
  readonly mine: boolean
}
