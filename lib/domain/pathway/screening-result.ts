/** What a screening comes to: the worse of its two questions, and whether it has to be explained. */
import { SCREENING_RESULTS, type ScreeningResult } from './vocabulary.ts'

/** `failed` before `concern` before `clear`, whichever question it stands at. */
export function screeningResult(infiltration: ScreeningResult, coercion: ScreeningResult): ScreeningResult {
  return SCREENING_RESULTS.indexOf(infiltration) > SCREENING_RESULTS.indexOf(coercion)
    ? infiltration
    : coercion
}

/** True when whoever decides next must be able to read why. */
export function asksExplanation(result: ScreeningResult): boolean {
  return result === 'concern' || result === 'failed'
}
