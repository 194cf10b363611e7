/** What is asked about an arrival in Korea: when, and who confirmed it. */
import { z } from 'zod'
import { parsePartialDate, type PartialDate } from '../../domain/calendar/partial-date.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

export const CONFIRMED_BY_LENGTH = 120

export const arrivalSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  occurredOn: z
    .string()
    .min(1)
    .refine((text) => parsePartialDate(text) !== null, 'not-a-date'),
  confirmedBy: z.string().overwrite(cleanLine).min(1).max(CONFIRMED_BY_LENGTH),
})

export type ArrivalInput = z.output<typeof arrivalSchema>

/** An arrival as it is stored. */
export type ArrivalRecord = {
  readonly id: string
  readonly occurred: PartialDate
  readonly confirmedBy: string
}
