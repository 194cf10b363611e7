/** What a note is: free text on one case, and how long it may be. */
import { z } from 'zod'
import { cleanText } from '../../domain/text/clean-text.ts'

export const NOTE_LENGTH = 4_000

export const noteSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  body: z.string().overwrite(cleanText).min(1).max(NOTE_LENGTH),
})

export type NoteInput = z.output<typeof noteSchema>
