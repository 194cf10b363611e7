/** One-time links: what is asked to get one, and how far that is. */
import { z } from 'zod'
import type { Role } from '../../domain/policy/roles.ts'

/** Asking for a link and making it ask nothing but for whom. */
export const linkSchema = z.object({ personId: z.uuid() })
export type LinkInput = z.output<typeof linkSchema>

/** A one-time link that was just made. The token is null when a repeated press found it made already. */
export type FreshLink = { readonly personId: string; readonly token: string | null }

/** What came of a request about somebody, as far as whoever looks has to know. */
export type AskedState = 'waiting' | 'returned' | 'expired' | 'approved'

export type LinkRequested = {
  readonly id: string
  readonly askedBy: string
  /** ISO instant. */
  readonly until: string
}

/** How a link for one person stands for whoever looks. */
export type LinkStanding = {
  /** Approved for them: they may make it now. */
  readonly mayMake: boolean
  readonly waiting: LinkRequested | null
  /** What was said when their last request was returned. */
  readonly returned: string | null
  /** Another administrator could decide what they ask. */
  readonly mayAsk: boolean
}

/** Somebody new or a link, asked of a second administrator. */
export type PersonAsked = LinkRequested & {
  readonly kind: 'invitation' | 'new-link'
  readonly state: AskedState
  /** Where it goes on: the person, once there is one. */
  readonly personId: string | null
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly team: string | null
  /** Asked by whoever looks. */
  readonly mine: boolean
  readonly comment: string
}
