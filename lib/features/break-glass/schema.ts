/** What breaking the glass asks, and what the second person who looks at it is shown and says. */
import { z } from 'zod'
import { FINDINGS, type Revealed } from '../../domain/policy/break-glass.ts'
import { reasonLengthOf } from '../../domain/policy/proofs.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const REASON_LENGTH = 1_000
export const COMMENT_LENGTH = 1_000

export const breakGlassSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  reason: z
    .string()
    .overwrite(cleanText)
    .min(1, 'required')
    .min(reasonLengthOf('case.break-glass'), 'too-short')
    .max(REASON_LENGTH),
})
export type BreakGlassInput = z.output<typeof breakGlassSchema>

export const endBreakGlassSchema = z.object({ caseId: z.uuid() })
export type EndBreakGlassInput = z.output<typeof endBreakGlassSchema>

export const reviewBreakGlassSchema = z.object({
  breakGlassId: z.uuid(),
  finding: z.enum(FINDINGS),
  comment: z.string().overwrite(cleanText).max(COMMENT_LENGTH),
})
export type ReviewBreakGlassInput = z.output<typeof reviewBreakGlassSchema>

/** Whether a case can be opened at once, must be asked for, or waits for a second person. */
export type GlassWay = 'open' | 'ask' | 'waits'

/** The half hour in which a case is open to whoever looks at its page. */
export type OpenGlass = {
  readonly id: string
  /** ISO instant. */
  readonly untilAt: string
}

/** One break-glass that waits for its review. The code is all that it says of the case. */
export type GlassListed = {
  readonly id: string
  readonly code: string
  readonly openedBy: string
  readonly reason: string
  /** What was looked at meanwhile, in closed words. */
  readonly looked: readonly Revealed[]
  /** ISO instants. */
  readonly openedAt: string
  readonly untilAt: string
  readonly dueAt: string
  readonly overdue: boolean
  /** False for one's own: somebody else looks at it. */
  readonly mayReview: boolean
  readonly version: number
}
