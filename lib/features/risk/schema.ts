/** What is asked in a risk assessment: four scores, when somebody looks again, and why when the risk is high. */
import { z } from 'zod'
import { addDays, isDay } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { isHighRisk, LONGEST_REVIEW_DAYS } from '../../domain/pathway/risk-level.ts'
import { RISK_SCALE } from '../../domain/pathway/vocabulary.ts'
import { cleanText } from '../../domain/text/clean-text.ts'

export const EXPLANATION_LENGTH = 4_000

/** Null until somebody has chosen. */
const score = z
  .number()
  .int()
  .min(RISK_SCALE[0])
  .max(RISK_SCALE[RISK_SCALE.length - 1] ?? 5)
const day = z.string().min(1).refine(isDay, 'not-a-date')

export const riskSchema = z
  .object({
    caseId: z.uuid(),
    id: z.uuid(),
    refoulement: score,
    health: score,
    exposure: score,
    dependants: score,
    occurredOn: day,
    reviewOn: day,
    explanation: z.string().overwrite(cleanText).max(EXPLANATION_LENGTH),
  })
  .refine((risk) => !bothDays(risk) || risk.reviewOn > risk.occurredOn, {
    path: ['reviewOn'],
    message: 'end-before-start',
    when: hasFields,
  })
  .refine((risk) => !bothDays(risk) || risk.reviewOn <= addDays(risk.occurredOn, LONGEST_REVIEW_DAYS), {
    path: ['reviewOn'],
    message: 'too-far-ahead',
    when: hasFields,
  })
  .refine((risk) => !isHighRisk(risk) || risk.explanation !== '', {
    path: ['explanation'],
    message: 'required',
    when: hasFields,
  })

export type RiskInput = z.output<typeof riskSchema>

/** An assessment as it is stored. */
export type RiskRecord = Omit<RiskInput, 'caseId'> & { readonly high: boolean }

/** What is no day has been told at its own field. */
function bothDays(risk: { occurredOn: string; reviewOn: string }): boolean {
  return isDay(risk.occurredOn) && isDay(risk.reviewOn)
}
