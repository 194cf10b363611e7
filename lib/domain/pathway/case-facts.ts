/** What the gates read of a case: a small summary, made by the store from the rows that are not superseded. */
import type { Day } from '../calendar/partial-date.ts'
import type { BasisPurpose, HouseKind, ScreeningResult } from './vocabulary.ts'

/** What an approver must have seen: it does not stop a journey, silence about it would. */
export const WARNINGS = ['certificate-expired', 'exit-permission-missing', 'critical-incident-open'] as const
export type Warning = (typeof WARNINGS)[number]

export type CaseFacts = {
  /** The day it is for the team. */
  readonly today: Day
  readonly contactRecorded: boolean
  /** True where consent or vital interest stands today: neither withdrawn, nor refused, nor past its review. */
  readonly bases: Readonly<Record<BasisPurpose, boolean>>
  /** Null when nobody has screened yet. */
  readonly screening: ScreeningResult | null
  readonly riskAssessedOn: Day | null
  /** Where the person is placed today. */
  readonly placement: { readonly houseKind: HouseKind; readonly compromised: boolean } | null
  readonly protection: {
    /** An appointment, a registration or a certificate of UNHCR stands. */
    readonly unhcrSecured: boolean
    /** The first day on which what stands on any track ends. */
    readonly certificateExpiresOn: Day | null
    readonly exitGranted: boolean
  }
  /** The newest version of the plan. */
  readonly journeyPlan: {
    readonly id: string
    readonly hasTravelDocument: boolean
    readonly fallbacks: number
    readonly writtenBy: string
  } | null
  /** The newest approval that still stands. */
  readonly approval: {
    readonly planId: string
    readonly decidedBy: string
    readonly acknowledged: readonly Warning[]
  } | null
  readonly openCriticalIncident: boolean
  readonly arrivalConfirmed: boolean
  readonly contactAttempts: {
    readonly lastReachedOn: Day | null
    readonly failedSinceReached: number
  }
}
