/** What a journey plan is. Route, fallbacks and escort are what gets somebody caught: one case at a time, never a list. */
import { z } from 'zod'
import { isDay, type Day } from '../../domain/calendar/partial-date.ts'
import { TRAVEL_DOCUMENTS, type TravelDocument } from '../../domain/pathway/vocabulary.ts'
import { cleanLine, cleanText } from '../../domain/text/clean-text.ts'

export const ROUTE_LENGTH = 4_000
export const FALLBACKS_LENGTH = 4_000
export const ESCORT_LENGTH = 300

export const journeyPlanSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  travelDocument: z.enum(TRAVEL_DOCUMENTS),
  /** Empty while the day is open. */
  departsOn: z.string().refine((text) => text === '' || isDay(text), 'not-a-date'),
  route: z.string().overwrite(cleanText).min(1).max(ROUTE_LENGTH),
  /** One a line; may be empty while nobody has thought of one, but the gate will ask. */
  fallbacks: z.string().overwrite(cleanText).max(FALLBACKS_LENGTH),
  escort: z.string().overwrite(cleanLine).max(ESCORT_LENGTH),
})
export type JourneyPlanInput = z.output<typeof journeyPlanSchema>

export const onCaseSchema = z.object({ caseId: z.uuid() })
export type OnCaseInput = z.output<typeof onCaseSchema>

/** Where a journey leads. */
export type Route = { readonly route: string; readonly fallbacks: string; readonly escort: string }

/** One version of a plan. Route, fallbacks and escort are null for whom they are masked. */
export type JourneyPlanDto = {
  readonly id: string
  readonly planVersion: number
  readonly travelDocument: TravelDocument
  readonly departsOn: Day | null
  readonly route: string | null
  readonly fallbacks: string | null
  readonly fallbackCount: number
  readonly escort: string | null
  /** It arrived, and where it led was forgotten for good. */
  readonly forgotten: boolean
  readonly writtenBy: string
  /** ISO instant. */
  readonly writtenAt: string
}
