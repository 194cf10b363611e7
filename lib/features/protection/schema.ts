/** What is asked about a step of protection: which track, which of its statuses, since when, until when, which number. */
import { z } from 'zod'
import { isDay, parsePartialDate, type Day, type PartialDate } from '../../domain/calendar/partial-date.ts'
import { isStatusOf, runsOut } from '../../domain/pathway/protection-status.ts'
import { TRACK_STATUSES, TRACKS, type Track, type TrackStatus } from '../../domain/pathway/vocabulary.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

export const REFERENCE_LENGTH = 120

const STATUSES = [
  ...TRACK_STATUSES.unhcr,
  ...TRACK_STATUSES['interior-ministry'],
  ...TRACK_STATUSES.korea,
] as const satisfies readonly TrackStatus[]

export const protectionSchema = z
  .object({
    caseId: z.uuid(),
    id: z.uuid(),
    track: z.enum(TRACKS),
    status: z.enum(STATUSES),
    occurredOn: z
      .string()
      .min(1)
      .refine((text) => parsePartialDate(text) !== null, 'not-a-date'),
    /** Empty when it does not run out, or nobody knows. */
    expiresOn: z.string().refine((text) => text === '' || isDay(text), 'not-a-date'),
    reference: z.string().overwrite(cleanLine).max(REFERENCE_LENGTH),
  })
  .refine(({ track, status }) => isStatusOf(track, status), {
    path: ['status'],
    message: 'not-a-choice',
  })
  .refine(({ status, occurredOn, expiresOn }) => !runsOut(status) || !endsBefore(occurredOn, expiresOn), {
    path: ['expiresOn'],
    message: 'end-before-start',
  })

export type ProtectionInput = z.output<typeof protectionSchema>

export const onCaseSchema = z.object({ caseId: z.uuid() })
export type OnCaseInput = z.output<typeof onCaseSchema>

/** The number of a document, behind one tap. */
export type DocumentNumber = {
  readonly track: Track
  readonly status: TrackStatus
  readonly reference: string
}

/** A step as it is stored. */
export type ProtectionRecord = {
  readonly id: string
  readonly track: Track
  readonly status: TrackStatus
  readonly occurred: PartialDate
  readonly expiresOn: Day | null
  readonly reference: string
}

function endsBefore(occurredOn: string, expiresOn: string): boolean {
  const start = parsePartialDate(occurredOn)
  return start !== null && expiresOn !== '' && expiresOn < start.on
}
