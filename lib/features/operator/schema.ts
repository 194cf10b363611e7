/** What the operator's shell may say about people: the same words and limits as the administrator's forms. */
import { z } from 'zod'
import { cleanLogin } from '../../domain/login.ts'
import { ROLES } from '../../domain/policy/roles.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

const NAME_LENGTH = 120

const login = z
  .string()
  .refine((text) => cleanLogin(text) !== null, 'not-valid')
  .transform((text) => cleanLogin(text) ?? '')
const roles = z.array(z.enum(ROLES)).min(1)
/** The name of a team; left out, it stays as it is. */
const team = z.string().nullable()

export const setRolesSchema = z.object({ login, roles, team })
export type SetRolesInput = z.output<typeof setRolesSchema>

export const addPersonSchema = z.object({
  login,
  displayName: z.string().transform(cleanLine).pipe(z.string().min(1).max(NAME_LENGTH)),
  roles,
  team,
})
export type AddPersonInput = z.output<typeof addPersonSchema>

/** Whom a new one-time link is for. */
export const newLinkSchema = z.object({ login })
export type NewLinkInput = z.output<typeof newLinkSchema>

/** How many identities and addresses one person may look at within an hour. */
export const looksPerHourSchema = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(1000))
