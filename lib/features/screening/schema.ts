/** What is asked in a screening: two questions with three answers each, and why when one is not clear. */
import { z } from 'zod'
import { parsePartialDate, type PartialDate } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { asksExplanation, screeningResult } from '../../domain/pathway/screening-result.ts'
import { SCREENING_RESULTS, type ScreeningResult } from '../../domain/pathway/vocabulary.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const EXPLANATION_LENGTH = 4_000

export const screeningSchema = z
  .object({
    caseId: z.uuid(),
    id: z.uuid(),
    infiltration: z.enum(SCREENING_RESULTS),
    coercion: z.enum(SCREENING_RESULTS),
    occurredOn: z
      .string()
      .min(1)
      .refine((text) => parsePartialDate(text) !== null, 'not-a-date'),
    explanation: z.string().overwrite(cleanText).max(EXPLANATION_LENGTH),
  })
  .refine(
    ({ infiltration, coercion, explanation }) =>
      explanation !== '' || !asksExplanation(screeningResult(infiltration, coercion)),
    { path: ['explanation'], message: 'required', when: hasFields },
  )

export type ScreeningInput = z.output<typeof screeningSchema>

/** A screening as it is stored. */
export type ScreeningRecord = {
  readonly id: string
  readonly infiltration: ScreeningResult
  readonly coercion: ScreeningResult
  readonly result: ScreeningResult
  readonly occurred: PartialDate
  readonly explanation: string
}
