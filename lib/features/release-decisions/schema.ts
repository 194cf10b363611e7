/** What is decided about a release: to ask for it, to let it go or keep it, and to withdraw it. Closed words, and a hash. */
import { z } from 'zod'
import { isDay } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { DECLINE_REASONS, WITHDRAW_REASONS } from '../../domain/releases/states.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

/** The database asks for the same. */
export const RECIPIENT_LENGTH = 200

/** SHA-256 of the content that somebody has before them, in hex. */
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** Who receives a restricted release, under what, until when; all empty for a public one. */
export const requestSchema = z.object({
  releaseId: z.uuid(),
  hash,
  recipient: z.string().overwrite(cleanLine).max(RECIPIENT_LENGTH),
  agreement: z.string().overwrite(cleanLine).max(RECIPIENT_LENGTH),
  expiresOn: z.string().refine((text) => text === '' || isDay(text), 'not-a-date'),
})
export type RequestInput = z.output<typeof requestSchema>

export const RELEASE_DECISIONS = ['approved', 'declined'] as const

export const decideReleaseSchema = z
  .object({
    releaseId: z.uuid(),
    hash,
    decision: z.enum(RELEASE_DECISIONS),
    reason: z.enum(DECLINE_REASONS).nullable(),
  })
  .refine(({ decision, reason }) => decision !== 'declined' || reason !== null, {
    path: ['reason'],
    message: 'required',
    when: hasFields,
  })
export type DecideReleaseInput = z.output<typeof decideReleaseSchema>

export const withdrawSchema = z.object({ releaseId: z.uuid(), reason: z.enum(WITHDRAW_REASONS) })
export type WithdrawInput = z.output<typeof withdrawSchema>

/** A file as it is handed out. */
export type FetchedFile = {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}
