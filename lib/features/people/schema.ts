/** Who works in the house: what is asked to invite or change somebody, and what is shown of them. */
import { z } from 'zod'
import { cleanLogin } from '../../domain/login.ts'
import { needsTeam, ROLES, type Role } from '../../domain/policy/roles.ts'
import { cleanLine } from '../../domain/text/clean-text.ts'

export const NAME_LENGTH = 120

const displayName = z.string().transform(cleanLine).pipe(z.string().min(1).max(NAME_LENGTH))
const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length)
/** Left empty in the form: no team. */
const teamId = z.union([z.literal(''), z.uuid()]).transform((id) => (id === '' ? null : id))

type InTeam = { readonly roles: readonly Role[]; readonly teamId: string | null }

/** Said at the field at once; the service asks the same again. */
function teamWhereNeeded({ roles, teamId }: InTeam, context: z.RefinementCtx): void {
  if (teamId === null && needsTeam(roles)) {
    context.addIssue({ code: 'custom', path: ['teamId'], message: 'required' })
  }
}

export const inviteSchema = z
  .object({
    login: z
      .string()
      .trim()
      .min(1)
      .refine((text) => cleanLogin(text) !== null, 'not-valid')
      .transform((text) => cleanLogin(text) ?? ''),
    displayName,
    roles,
    teamId,
  })
  .superRefine(teamWhereNeeded)

export const editSchema = z
  .object({ personId: z.uuid(), displayName, roles, teamId })
  .superRefine(teamWhereNeeded)

/** Disabling and enabling ask nothing but whom. */
export const personSchema = z.object({ personId: z.uuid() })

export type InviteInput = z.output<typeof inviteSchema>
export type EditInput = z.output<typeof editSchema>
/** Whether the rest of what was saved waits for a second administrator. */
export type Edited = { readonly asked: boolean }
export type PersonInput = z.output<typeof personSchema>

/** `invited` and `no-link` have no password yet. */
export type PersonState = 'active' | 'invited' | 'no-link' | 'suspended' | 'disabled'

export type PersonRow = {
  readonly id: string
  readonly login: string
  readonly displayName: string
  readonly roles: readonly Role[]
  readonly teamId: string | null
  readonly teamName: string | null
  readonly state: PersonState
  /** Why a supervisor suspended them, while they are; null otherwise. */
  readonly suspendedFor: string | null
  /** Until when an open one-time link works, as an ISO instant. */
  readonly linkUntil: string | null
  readonly version: number
}

export type TeamChoice = { readonly id: string; readonly name: string }

/** A change of roles that waits for a second administrator. */
export type WaitingChange = {
  readonly id: string
  readonly askedBy: string
  readonly roles: readonly Role[]
  readonly team: string | null
  /** ISO instant. */
  readonly until: string
}

export type PersonPage = {
  readonly person: PersonRow
  readonly teams: readonly TeamChoice[]
  readonly waiting: WaitingChange | null
  /** Another administrator could decide a change of roles that whoever looks asks for. */
  readonly mayAsk: boolean
}

export type PeoplePage = {
  readonly people: readonly PersonRow[]
  readonly teams: readonly TeamChoice[]
  /** Another administrator could decide about somebody new. */
  readonly mayAsk: boolean
  /** Where the next page goes on, or null at the end. */
  readonly next: string | null
}
