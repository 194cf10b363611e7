/** How good the records are, as counts a field, and what is asked about them. No case, no code of one, and no worker. */
import { z } from 'zod'
import {
  QUESTIONS,
  type QualityField,
  type QualityProblem,
  type Question,
  type Told,
} from '../../domain/work/questions.ts'

export const askSchema = z.object({ question: z.enum(QUESTIONS) })
export type AskInput = z.output<typeof askSchema>

/** How many questions went out or would go out, how many cases have nobody, and how many workers' hands are full. */
export type Asked = { readonly asked: Told; readonly nobody: Told; readonly later: Told }

export type QualityRow = {
  readonly problem: QualityProblem
  readonly field: QualityField
  readonly question: Question
  readonly found: Told
  /** Records that were looked at. */
  readonly of: Told
  /** Of the records that were looked at, 0 to 1; null where one of the counts is not told. */
  readonly share: number | null
  /** Questions that wait for their worker. */
  readonly open: Told
  /** Questions that were answered in the last 90 days. */
  readonly answered: Told
}

export type QualityPage = {
  readonly rows: readonly QualityRow[]
  /** The question that the address asks to confirm. */
  readonly asking: (Asked & { readonly question: Question }) | null
}
