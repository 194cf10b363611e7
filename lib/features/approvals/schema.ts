/** Four eyes: what is asked when somebody wants a journey approved, and what the second person answers. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { WARNINGS, type CaseFacts, type Warning } from '../../domain/pathway/case-facts.ts'
import type { GateVerdict } from '../../domain/pathway/gates.ts'
import { MIN_REASON_LENGTH } from '../../domain/pathway/spells.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { RiskFactor, TravelDocument } from '../../domain/pathway/vocabulary.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const COMMENT_LENGTH = 1_000
export const APPROVAL_DECISIONS = ['approved', 'returned'] as const
export type ApprovalDecision = (typeof APPROVAL_DECISIONS)[number]

export const approvalRequestSchema = z.object({ caseId: z.uuid(), id: z.uuid() })
export type ApprovalRequestInput = z.output<typeof approvalRequestSchema>

export const approvalDecisionSchema = z
  .object({
    caseId: z.uuid(),
    approvalId: z.uuid(),
    decision: z.enum(APPROVAL_DECISIONS),
    comment: z.string().overwrite(cleanText).max(COMMENT_LENGTH),
    /** The warnings that the approver has seen. */
    acknowledged: z.array(z.enum(WARNINGS)).max(WARNINGS.length),
  })
  .refine(({ decision, comment }) => decision !== 'returned' || comment !== '', {
    path: ['comment'],
    message: 'required',
    when: hasFields,
  })
  .refine(
    ({ decision, comment }) =>
      decision !== 'returned' || comment === '' || comment.length >= MIN_REASON_LENGTH,
    { path: ['comment'], message: 'too-short' },
  )
export type ApprovalDecisionInput = z.output<typeof approvalDecisionSchema>

/** One request that waits, as the list shows it. */
export type ApprovalListed = {
  readonly id: string
  readonly caseId: string
  readonly code: string
  readonly stage: Stage
  readonly planVersion: number
  readonly departsOn: Day | null
  readonly askedBy: string
  /** ISO instants. */
  readonly askedAt: string
  readonly expiresAt: string
  readonly warnings: readonly Warning[]
  /** False for whoever asked or wrote the plan. */
  readonly mayDecide: boolean
}

export const APPROVAL_STATES = ['pending', 'approved', 'returned', 'withdrawn', 'stale', 'expired'] as const
/** `stale`: the plan has a newer version. */
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** The plan as its approver needs it; route, fallbacks and escort are null for everybody else. */
export type PlanToApprove = {
  readonly planVersion: number
  readonly travelDocument: TravelDocument
  readonly departsOn: Day | null
  readonly fallbackCount: number
  readonly writtenBy: string
  readonly writtenAt: string
  readonly secret: { readonly route: string; readonly fallbacks: string; readonly escort: string } | null
}

export type NewestRisk = {
  readonly assessedOn: Day
  readonly high: boolean
  readonly scores: Readonly<Record<RiskFactor, string>>
  readonly explanation: string
}

/** A request that was decided before on the same case. */
export type EarlierDecision = {
  readonly id: string
  readonly decision: ApprovalDecision
  readonly decidedBy: string
  readonly decidedAt: string
  readonly comment: string
}

/** All that is needed to decide, on one page. */
export type ApprovalOpened = ApprovalListed & {
  readonly version: number
  readonly state: ApprovalState
  readonly stageSince: Day
  readonly plan: PlanToApprove
  readonly facts: CaseFacts
  readonly gate: GateVerdict
  readonly risk: NewestRisk | null
  readonly earlier: readonly EarlierDecision[]
  readonly draft: unknown
}
