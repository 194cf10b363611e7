/** What an alert is: it rings for one person, says of which case or colleague and why, and nothing more. */
import { z } from 'zod'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { Step } from '../../domain/work/ladder.ts'
import type { AlertKind, CaseAlertKind, PersonAlertKind } from '../../domain/work/tasks.ts'

export const alertSeenSchema = z.object({ alertId: z.uuid() })
export type AlertSeenInput = z.output<typeof alertSeenSchema>

export type NewAlert = {
  readonly caseId: string
  readonly kind: CaseAlertKind
  readonly raisedBy: string
  readonly now: Date
}

/** Something about a colleague. */
export type NewAlertAbout = {
  readonly kind: PersonAlertKind
  readonly about: string
  readonly raisedBy: string
  readonly now: Date
}

/** One alert that still rings for whoever asks. */
export type AlertDto = {
  readonly id: string
  readonly kind: AlertKind
  /** Null for an alert about a colleague. */
  readonly caseCode: string | null
  /** The colleague it is about. */
  readonly about: { readonly id: string; readonly name: string } | null
  /** Null when the case itself is out of reach. */
  readonly case: { readonly stage: Stage } | null
  /** How far up the ladder it came until it rang for them. */
  readonly step: Step
  /** Somebody else has answered already. */
  readonly answered: boolean
  /** ISO instant. */
  readonly raisedAt: string
  /** Name of whoever raised it; null when it was the house itself. */
  readonly raisedBy: string | null
}
