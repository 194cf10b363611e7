/** What a search by name asks, and what it finds. */
import { z } from 'zod'
import type { Stage } from '../../domain/pathway/stages.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

/** Each hit is a look at somebody's name: no search shows more. */
export const MOST_HITS = 5

export const searchSchema = z.object({
  /** A name in any script, the end of a phone or registration number, or the beginning of a code. */
  asked: z.string().overwrite(cleanLine).min(1, 'required').max(120),
})
export type SearchInput = z.output<typeof searchSchema>

export type Hit = {
  readonly code: string
  readonly stage: Stage
  /** The known spellings of the name; none for a case found by its code. */
  readonly names: readonly string[]
}

export type Found = {
  readonly hits: readonly Hit[]
  /** More people fit than are shown. */
  readonly more: boolean
  /** Somebody fits who is not shown, because the looks of the hour are used up. */
  readonly withheld: boolean
}
