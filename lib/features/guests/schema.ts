/** What is chosen when a case is opened to a guest, and what the guest then sees. */
import { z } from 'zod'
import { isDay, type Day } from '../../domain/calendar/partial-date.ts'
import { GUEST_SECTIONS, type GuestSection } from '../../domain/policy/guests.ts'

const day = z.string().trim().min(1, 'required').refine(isDay, 'not-a-date')

export const shareCaseSchema = z.object({
  caseId: z.uuid(),
  id: z.uuid(),
  guestId: z.uuid(),
  sections: z
    .array(z.enum(GUEST_SECTIONS))
    .min(1, 'required')
    .max(GUEST_SECTIONS.length)
    .transform((chosen) => GUEST_SECTIONS.filter((section) => chosen.includes(section))),
  fromOn: day,
  untilOn: day,
})
export type ShareCaseInput = z.output<typeof shareCaseSchema>

export const endSharingSchema = z.object({ caseId: z.uuid(), accessId: z.uuid() })
export type EndSharingInput = z.output<typeof endSharingSchema>

/** Somebody to whom a case may be opened. */
export type GuestChoice = { readonly id: string; readonly name: string }

/** One opening that is not over, as the page of the case shows it. */
export type GuestListed = {
  readonly id: string
  readonly name: string
  readonly sections: readonly GuestSection[]
  readonly fromOn: Day
  readonly untilOn: Day
  readonly version: number
}

/** The head of the case that is open to a guest today. Not its stage: that would say where somebody is, and goes. */
export type SharedHead = {
  readonly code: string
  readonly sections: readonly GuestSection[]
  readonly untilOn: Day
}
