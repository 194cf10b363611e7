/** What a draft is: what somebody was typing into one form about one thing, kept for a day. */
import { z } from 'zod'

/** Bytes of one draft, as JSON. */
export const DRAFT_BYTES = 64 * 1024

const name = {
  form: z.string().regex(/^[a-z][a-z.-]{0,39}$/),
  subject: z
    .union([z.uuid(), z.literal('')])
    .nullish()
    .transform((subject) => subject ?? ''),
}

export const draftSchema = z.object({
  ...name,
  content: z.object({ key: z.uuid(), values: z.record(z.string(), z.unknown()) }),
})
export type DraftInput = z.output<typeof draftSchema>

export const draftNameSchema = z.object(name)
export type DraftNameInput = z.output<typeof draftNameSchema>
