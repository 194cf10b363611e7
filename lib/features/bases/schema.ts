/** What is asked about a basis for data: one answer of the person, for one or several purposes at once. */
import { z } from 'zod'
import { parsePartialDate, type PartialDate } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { basisAsksExplanation } from '../../domain/pathway/data-basis.ts'
import {
  BASIS_GROUNDS,
  BASIS_PURPOSES,
  type BasisGround,
  type BasisPurpose,
} from '../../domain/pathway/vocabulary.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const EXPLANATION_LENGTH = 4_000

export const basisSchema = z
  .object({
    caseId: z.uuid(),
    /** One id for each purpose that may be recorded. */
    ids: z.record(z.enum(BASIS_PURPOSES), z.uuid()),
    purposes: z.array(z.enum(BASIS_PURPOSES)).min(1).max(BASIS_PURPOSES.length),
    ground: z.enum(BASIS_GROUNDS),
    occurredOn: z
      .string()
      .min(1)
      .refine((text) => parsePartialDate(text) !== null, 'not-a-date'),
    explanation: z.string().overwrite(cleanText).max(EXPLANATION_LENGTH),
  })
  .refine((basis) => !basisAsksExplanation(basis.ground) || basis.explanation !== '', {
    path: ['explanation'],
    message: 'required',
    when: hasFields,
  })

export type BasisInput = z.output<typeof basisSchema>

/** A basis as it is stored, one for each purpose. */
export type BasisRecord = {
  readonly id: string
  readonly purpose: BasisPurpose
  readonly ground: BasisGround
  readonly occurred: PartialDate
  readonly reviewOn: string | null
  readonly explanation: string
}
