/** What is asked about an incident: what kind, how grave, when, and what happened. */
import { z } from 'zod'
import { parsePartialDate, type PartialDate } from '../../domain/calendar/partial-date.ts'
import {
  INCIDENT_KINDS,
  SEVERITIES,
  type IncidentKind,
  type Severity,
} from '../../domain/pathway/vocabulary.ts'
import { CODE_SHAPE } from '../../domain/code-name.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const ACCOUNT_LENGTH = 4_000

export const incidentSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  kind: z.enum(INCIDENT_KINDS),
  severity: z.enum(SEVERITIES),
  occurredOn: z
    .string()
    .min(1)
    .refine((text) => parsePartialDate(text) !== null, 'not-a-date'),
  /** May be empty: at night kind and day are enough, the words come later as a note. */
  account: z.string().overwrite(cleanText).max(ACCOUNT_LENGTH),
})

export type IncidentInput = z.output<typeof incidentSchema>

/** On duty, about a case of the team that is not in reach yet: it is told by its code, and it is critical. */
export const dangerSchema = incidentSchema
  .pick({ id: true, kind: true, account: true })
  .extend({ code: z.string().regex(CODE_SHAPE) })

export type DangerInput = z.output<typeof dangerSchema>

export const closeIncidentSchema = z.object({ caseId: z.uuid(), incidentId: z.uuid() })

export type CloseIncidentInput = z.output<typeof closeIncidentSchema>

/** An incident as it is stored. */
export type IncidentRecord = {
  readonly id: string
  readonly code: string
  readonly kind: IncidentKind
  readonly severity: Severity
  readonly occurred: PartialDate
  readonly account: string
}

/** What closing looks at. */
export type IncidentState = { readonly closed: boolean; readonly version: number }
