/** Suspending a colleague and passing on what they carry: what is asked, and what is shown before. */
import { z } from 'zod'
import type { Stage } from '../../domain/pathway/stages.ts'
import { MIN_REASON_LENGTH } from '../../domain/pathway/spells.ts'
import { cleanText } from '../../domain/text/clean-text.ts'
import type { AssignmentKind } from '../../domain/work/assignments.ts'

export const REASON_LENGTH = 1_000
/** Nobody carries nearly as many; a form with more is none of ours. */
export const MOST_CASES = 500
/** How far back the supervisor sees what a colleague looked at. */
export const VIEWED_DAYS = 90

const reason = z.string().overwrite(cleanText).min(MIN_REASON_LENGTH).max(REASON_LENGTH)
/** Left as it is in the form: nobody. */
const receiver = z.union([z.literal(''), z.uuid()]).transform((id) => (id === '' ? null : id))

/** Ticked by whoever suspends somebody who is on call now. */
const onCallToo = z.boolean()

export const suspendSchema = z.object({ personId: z.uuid(), reason, onCallToo })
export type SuspendInput = z.output<typeof suspendSchema>

export const departureSchema = z.object({
  personId: z.uuid(),
  reason,
  onCallToo,
  /** Who takes every case for which nobody else is named. */
  receiverId: receiver,
  /** True when they were shut out already and only their cases are passed on; the log tells the two apart. */
  shutOut: z.boolean(),
  /** Every case that the form was shown with, by its id. */
  byCase: z
    .record(z.uuid(), receiver)
    .refine((cases) => Object.keys(cases).length <= MOST_CASES, 'too-large'),
})
export type DepartureInput = z.output<typeof departureSchema>

/** What stays behind with whoever was suspended. */
export type Left = { readonly elsewhere: number }

export type CarriedCase = {
  readonly id: string
  readonly code: string
  readonly stage: Stage
  readonly kind: AssignmentKind
}

export type ViewedCase = {
  readonly code: string
  /** How often the case was opened, and how often its names. */
  readonly looks: number
  readonly names: number
  /** ISO instant. */
  readonly lastAt: string
}

export type Departure = {
  readonly person: {
    readonly id: string
    readonly name: string
    readonly version: number
    readonly shutOut: boolean
    readonly onCall: boolean
    /** How many cases of other teams they carry: those stay, and whoever leads there is told. */
    readonly elsewhere: number
  }
  /** False for whoever leads or runs the house: an administrator disables them. */
  readonly suspendable: boolean
  readonly carried: readonly CarriedCase[]
  readonly viewed: readonly ViewedCase[]
  readonly receivers: readonly { readonly id: string; readonly name: string }[]
}
