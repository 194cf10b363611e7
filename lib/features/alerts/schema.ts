/** What an alert is: it rings for one person, says of which case and why, and nothing more. */
import { z } from 'zod'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { AlertKind } from '../../domain/work/tasks.ts'

export const alertSeenSchema = z.object({ alertId: z.uuid() })
export type AlertSeenInput = z.output<typeof alertSeenSchema>

export type NewAlert = {
  readonly caseId: string
  readonly kind: AlertKind
  readonly raisedBy: string
  readonly now: Date
}

/** One alert that still rings for whoever asks. */
export type AlertDto = {
  readonly id: string
  readonly kind: AlertKind
  readonly caseCode: string
  /** Null when the case itself is out of reach. */
  readonly case: { readonly stage: Stage } | null
  /** ISO instant. */
  readonly raisedAt: string
}
