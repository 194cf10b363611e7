/** Releases: what is asked for, and what the pages show. Nothing here says more than what would leave. */
import { z } from 'zod'
import { isDay, type Day } from '../../domain/calendar/partial-date.ts'
import {
  DEFINITION_IDS,
  TIERS,
  type DefinitionId,
  type Period,
  type Tier,
} from '../../domain/releases/definitions.ts'
import type { DocumentBody } from '../../domain/releases/prepared.ts'
import type {
  DeclineReason,
  ReleaseReport,
  ReleaseState,
  Unprepared,
  WithdrawReason,
} from '../../domain/releases/states.ts'

/** Which periods there are depends on table and tier: whoever has chosen neither is asked for none. */
export const prepareSchema = z
  .object({
    id: z.uuid(),
    definition: z.enum(DEFINITION_IDS),
    tier: z.enum(TIERS),
    /** The first day of a closed period. */
    period: z.string(),
  })
  .refine(({ period }) => period !== '', { path: ['period'], message: 'required' })
  .refine(({ period }) => period === '' || isDay(period), { path: ['period'], message: 'not-a-date' })
export type PrepareInput = z.output<typeof prepareSchema>

export const onReleaseSchema = z.object({ releaseId: z.uuid() })
export type OnReleaseInput = z.output<typeof onReleaseSchema>

export type ReleaseListed = {
  readonly id: string
  readonly code: string
  readonly definition: DefinitionId
  readonly tier: Tier
  readonly period: Period
  readonly state: ReleaseState
  readonly askedBy: string
  readonly askedAt: string
}

/** What may be asked for: the closed periods that have not left, by definition and tier. */
export type Offer = {
  readonly definition: DefinitionId
  readonly tier: Tier
  readonly periods: readonly Period[]
}

export type ReleasesPage = {
  readonly releases: readonly ReleaseListed[]
  readonly mayPrepare: boolean
  readonly offers: readonly Offer[]
  readonly draft: unknown
}

/** Who did something, and when. */
export type Done = { readonly who: string; readonly at: string }

export type FileListed = {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}
export type FetchListed = {
  readonly id: string
  readonly name: string
  readonly who: string
  readonly at: string
}

/** What whoever looks may do with it now. */
export type ReleaseRights = {
  readonly cancel: boolean
  readonly request: boolean
  readonly decide: boolean
  readonly withdraw: boolean
  readonly fetch: boolean
}

export type ReleaseOpened = ReleaseListed & {
  readonly version: number
  readonly threshold: number
  readonly rung: number
  readonly why: Unprepared | null
  /** In hex; null until it is prepared. */
  readonly hash: string | null
  readonly body: DocumentBody | null
  readonly report: ReleaseReport | null
  readonly requested: Done | null
  readonly to: { readonly recipient: string; readonly agreement: string; readonly expiresOn: Day } | null
  readonly decided: Done | null
  readonly declineReason: DeclineReason | null
  readonly withdrawn: Done | null
  readonly withdrawReason: WithdrawReason | null
  readonly releasedOn: Day | null
  readonly filesUntil: string | null
  readonly files: readonly FileListed[]
  readonly fetches: readonly FetchListed[]
  /** It waits for a second person, and whoever looks asked for it. */
  readonly mine: boolean
  readonly may: ReleaseRights
}
