/** Four eyes: what is asked when somebody wants a journey approved, and what the second person answers. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Contents, DeletionCause } from '../../domain/deletion.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { WARNINGS, type CaseFacts, type Warning } from '../../domain/pathway/case-facts.ts'
import type { GateVerdict } from '../../domain/pathway/gates.ts'
import type { MoveKind } from '../../domain/pathway/moves.ts'
import { MIN_REASON_LENGTH } from '../../domain/pathway/spells.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import type { IncidentKind, RiskFactor, Severity, TravelDocument } from '../../domain/pathway/vocabulary.ts'
import {
  APPROVAL_DECISIONS,
  type ApprovalDecision,
  type ApprovalKind,
} from '../../domain/policy/four-eyes.ts'
import type { Role } from '../../domain/policy/roles.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const COMMENT_LENGTH = 1_000

export const approvalRequestSchema = z.object({ caseId: z.uuid(), id: z.uuid() })
export type ApprovalRequestInput = z.output<typeof approvalRequestSchema>

export const approvalDecisionSchema = z
  .object({
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

export const APPROVAL_STATES = ['pending', 'approved', 'returned', 'withdrawn', 'stale', 'expired'] as const
/** `stale`: what was asked about has changed. */
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** A journey plan as its approver needs it; route, fallbacks and escort are null for everybody else. */
export type JourneyAsked = {
  readonly kind: 'journey-plan'
  readonly code: string
  readonly stage: Stage
  readonly stageSince: Day
  readonly askedOn: Day
  readonly planVersion: number
  readonly travelDocument: TravelDocument
  readonly departsOn: Day | null
  readonly fallbackCount: number
  readonly writtenBy: string
  readonly writtenAt: string
  readonly secret: { readonly route: string; readonly fallbacks: string; readonly escort: string } | null
  readonly gate: GateVerdict
  readonly screening: CaseFacts['screening']
  readonly certificateExpiresOn: Day | null
  readonly exitGranted: boolean
  readonly houseKind: NonNullable<CaseFacts['placement']>['houseKind'] | null
  readonly risk: NewestRisk | null
  readonly earlier: readonly EarlierDecision[]
}

/** What would go for good, in numbers. */
export type DeletionAsked = {
  readonly kind: 'deletion'
  readonly code: string
  readonly stage: Stage
  readonly stageSince: Day
  readonly outcome: Outcome
  readonly cause: DeletionCause
  readonly reason: string
  readonly contents: Contents
}

export type ClosingAsked = {
  readonly kind: 'adverse-closing'
  readonly code: string
  readonly stage: Stage
  readonly outcome: Outcome
  readonly occurredOn: string
  readonly reason: string
  readonly incident: { readonly code: string; readonly kind: IncidentKind; readonly severity: Severity }
}

export type MoveAsked = {
  readonly kind: 'move-review'
  readonly code: string
  readonly how: MoveKind
  readonly from: Stage | null
  readonly to: Stage
  readonly occurredOn: string
  readonly reason: string
}

export type GlassAsked = {
  readonly kind: 'break-glass'
  readonly code: string
  readonly stage: Stage
  readonly reason: string
}

type RolesHeld = { readonly roles: readonly Role[]; readonly team: string | null }

export type RolesAsked = {
  readonly kind: 'role-change'
  readonly login: string
  readonly name: string
  readonly from: RolesHeld
  readonly to: RolesHeld
}

export type InvitationAsked = {
  readonly kind: 'invitation'
  readonly login: string
  readonly name: string
  readonly to: RolesHeld
}

export type LinkAsked = {
  readonly kind: 'new-link'
  readonly login: string
  readonly name: string
  readonly held: RolesHeld
  readonly enrolled: boolean
}

export type Asked =
  | JourneyAsked
  | ClosingAsked
  | MoveAsked
  | GlassAsked
  | RolesAsked
  | InvitationAsked
  | LinkAsked
  | DeletionAsked

/** One request that waits, as the list shows it. */
export type ApprovalListed = {
  readonly id: string
  readonly kind: ApprovalKind
  /** The code of its case, or the login of its person. */
  readonly code: string
  /** Where the case stood when it was asked. */
  readonly stage: Stage | null
  /** A journey's day of departure; undefined for everything else. */
  readonly departsOn?: Day | null
  readonly outcome?: Outcome
  readonly askedBy: string
  /** ISO instants. */
  readonly askedAt: string
  readonly expiresAt: string
  readonly warnings: readonly Warning[]
  /** False for whoever asked, wrote the plan, or is whom it is about. */
  readonly mayDecide: boolean
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
  readonly decidedBy: string | null
  readonly comment: string
  readonly asked: Asked
  /** Whoever looks may open the case as well. */
  readonly readsCase: boolean
  readonly draft: unknown
}
