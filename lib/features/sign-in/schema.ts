/** What is typed to sign in. Length is all that is checked: what a login or a password may be, says nobody who asks here. */
import { z } from 'zod'

export const signInSchema = z.object({
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1_000),
})

/** What confirms who holds the session that is open already. */
export const stepUpSchema = z.object({ password: z.string().min(1).max(1_000) })
export type StepUpInput = z.output<typeof stepUpSchema>

/** A form that asks nothing but the press of its button. */
export const closeOthersSchema = z.object({})
