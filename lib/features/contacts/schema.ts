/** What is asked about one contact: how, with whom, whether it was reached, and when it is safe to call again. */
import { z } from 'zod'
import { parsePartialDate, type PartialDate } from '../../domain/calendar/partial-date.ts'
import { hasFields } from '../../domain/field-problem.ts'
import { CHANNELS, type Channel } from '../../domain/pathway/vocabulary.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

export const GROUP_NAME_LENGTH = 120
export const SAFE_HOURS_LENGTH = 120
export const SAFE_WAY_LENGTH = 300

/** An attempt that failed is recorded too: enough of them and long silence make a contact lost. */
export const CONTACT_RESULTS = ['reached', 'not-reached'] as const

export const contactSchema = z
  .object({
    caseId: z.uuid(),
    id: z.uuid(),
    result: z.enum(CONTACT_RESULTS),
    channel: z.enum(CHANNELS),
    civicGroup: z.string().overwrite(cleanLine).max(GROUP_NAME_LENGTH),
    occurredOn: z
      .string()
      .min(1)
      .refine((text) => parsePartialDate(text) !== null, 'not-a-date'),
    safeHours: z.string().overwrite(cleanLine).max(SAFE_HOURS_LENGTH),
    safeWay: z.string().overwrite(cleanLine).max(SAFE_WAY_LENGTH),
  })
  .refine((contact) => contact.result === 'not-reached' || contact.civicGroup !== '', {
    path: ['civicGroup'],
    message: 'required',
    when: hasFields,
  })

export type ContactInput = z.output<typeof contactSchema>

/** A contact as it is stored. */
export type ContactRecord = {
  readonly id: string
  readonly channel: Channel
  readonly civicGroup: string
  readonly reached: boolean
  readonly occurred: PartialDate
  readonly safeHours: string
  readonly safeWay: string
}
