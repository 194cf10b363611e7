/** The forms that move a case: planned, emergency, closing, reopening, correcting; and what their pages read. */
import { z } from 'zod'
import { parsePartialDate, type Day } from '../../domain/calendar/partial-date.ts'
import type { Warning } from '../../domain/pathway/case-facts.ts'
import type { Requirement } from '../../domain/pathway/gates.ts'
import { EMERGENCY_TARGETS } from '../../domain/pathway/moves.ts'
import { MIN_REASON_LENGTH } from '../../domain/pathway/spells.ts'
import {
  OPEN_STAGES,
  OUTCOMES,
  type OpenStage,
  type Outcome,
  type Stage,
} from '../../domain/pathway/stages.ts'
import type { IncidentKind } from '../../domain/pathway/vocabulary.ts'
import type { WayOn } from '../../domain/pathway/ways-on.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const REASON_LENGTH = 1_000

const happened = z
  .string()
  .min(1)
  .refine((text) => parsePartialDate(text) !== null, 'not-a-date')
const reason = z.string().overwrite(cleanText).max(REASON_LENGTH)
const givenReason = reason.min(MIN_REASON_LENGTH)
const onCase = { caseId: z.uuid(), spellId: z.uuid(), occurredOn: happened }

export const moveSchema = z.object({ ...onCase, to: z.enum(OPEN_STAGES), reason, override: z.boolean() })
export type MoveInput = z.output<typeof moveSchema>

export const emergencySchema = z.object({ ...onCase, to: z.enum(EMERGENCY_TARGETS), reason: givenReason })
export type EmergencyInput = z.output<typeof emergencySchema>

export const closeSchema = z.object({
  ...onCase,
  outcome: z.enum(OUTCOMES),
  incidentId: z.union([z.uuid(), z.literal('')]),
  reason,
})
export type CloseInput = z.output<typeof closeSchema>

export const reopenSchema = z.object({ ...onCase, reason: givenReason })
export type ReopenInput = z.output<typeof reopenSchema>

export const correctSchema = z.object({ ...onCase })
export type CorrectInput = z.output<typeof correctSchema>

/** What the pages of the weighty acts show. */
export type Crossroads = {
  readonly caseId: string
  readonly code: string
  readonly version: number
  readonly stage: Stage
  readonly stageSince: Day
  /** What was said of the date of the newest move. */
  readonly occurred: string
  /** Where a closed case reopens. */
  readonly closedFrom: Stage | null
  readonly outcome: Outcome | null
  readonly today: Day
  readonly ways: readonly WayOn[]
  readonly emergencyTargets: readonly OpenStage[]
  readonly warnings: readonly Warning[]
  readonly mayOverride: boolean
  readonly unmetByOutcome: Readonly<Partial<Record<Outcome, readonly Requirement[]>>>
  readonly incidents: readonly { readonly id: string; readonly code: string; readonly kind: IncidentKind }[]
  /** The adverse closing that waits for a second person, was approved or came back; null when none was asked. */
  readonly closing: ClosingRequest | null
  readonly draft: DraftRead | null
}

/** What was asked of a second person. Approved, it serves whoever asked, for exactly this. */
export type ClosingRequest = {
  readonly state: 'pending' | 'approved' | 'returned'
  readonly mine: boolean
  readonly askedBy: string
  readonly decidedBy: string | null
  readonly comment: string
  readonly outcome: Outcome
  readonly incidentId: string
  readonly occurredOn: string
  readonly reason: string
}

/** A form as it was left: the key it was opened with, and what stood in its fields. */
export type DraftRead = { readonly key: string; readonly values: unknown }
