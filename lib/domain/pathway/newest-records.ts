/** Turns the newest records of a case, as they stand, into the facts that the gates read. */
import type { Day } from '../calendar/partial-date.ts'
import { WARNINGS, type CaseFacts } from './case-facts.ts'
import type { BasisGround, BasisPurpose, HouseKind, ScreeningResult, Track } from './vocabulary.ts'

export type NewestRecords = {
  readonly contactRecorded: boolean
  /** The newest basis of each purpose. */
  readonly bases: readonly { purpose: BasisPurpose; ground: BasisGround; reviewOn: Day | null }[]
  readonly screening: ScreeningResult | null
  readonly riskAssessedOn: Day | null
  readonly placement: { houseKind: HouseKind; compromised: boolean } | null
  /** The newest step of each track. */
  readonly protection: readonly { track: Track; status: string; expiresOn: Day | null }[]
  readonly journeyPlan: { id: string; travelDocument: string; fallbacks: number; writtenBy: string } | null
  /** The newest decision on a plan of the case, whichever version it was about. */
  readonly decision: {
    planId: string
    approved: boolean
    decidedBy: string
    acknowledged: readonly string[]
  } | null
  readonly openCriticalIncident: boolean
  readonly arrivalConfirmed: boolean
  readonly lastReachedOn: Day | null
  readonly failedSinceReached: number
}

const SECURED: readonly string[] = ['appointment', 'registered', 'certificate']

/** @param today the day it is for the team: a vital interest past its review no longer stands */
export function factsOf(newest: NewestRecords, today: Day): CaseFacts {
  const { decision, journeyPlan } = newest
  return {
    today,
    contactRecorded: newest.contactRecorded,
    bases: {
      keep: stands(newest, 'keep', today),
      'share-unhcr': stands(newest, 'share-unhcr', today),
      'share-korea': stands(newest, 'share-korea', today),
      statistics: stands(newest, 'statistics', today),
    },
    screening: newest.screening,
    riskAssessedOn: newest.riskAssessedOn,
    placement: newest.placement,
    protection: {
      unhcrSecured: SECURED.includes(statusOf(newest, 'unhcr') ?? ''),
      certificateExpiresOn: firstExpiry(newest),
      exitGranted: statusOf(newest, 'korea') === 'exit-granted',
    },
    journeyPlan:
      journeyPlan === null
        ? null
        : {
            id: journeyPlan.id,
            hasTravelDocument: journeyPlan.travelDocument !== 'none-yet',
            fallbacks: journeyPlan.fallbacks,
            writtenBy: journeyPlan.writtenBy,
          },
    approval:
      decision !== null && decision.approved
        ? {
            planId: decision.planId,
            decidedBy: decision.decidedBy,
            acknowledged: WARNINGS.filter((warning) => decision.acknowledged.includes(warning)),
          }
        : null,
    openCriticalIncident: newest.openCriticalIncident,
    arrivalConfirmed: newest.arrivalConfirmed,
    contactAttempts: { lastReachedOn: newest.lastReachedOn, failedSinceReached: newest.failedSinceReached },
  }
}

function stands(newest: NewestRecords, purpose: BasisPurpose, today: Day): boolean {
  const basis = newest.bases.find((candidate) => candidate.purpose === purpose)
  if (basis === undefined) return false
  switch (basis.ground) {
    case 'consent':
      return true
    case 'vital-interest':
      return basis.reviewOn !== null && today <= basis.reviewOn
    case 'refused':
    case 'withdrawn':
      return false
  }
}

function statusOf(newest: NewestRecords, track: Track): string | undefined {
  return newest.protection.find((step) => step.track === track)?.status
}

function firstExpiry(newest: NewestRecords): Day | null {
  const days = newest.protection.map((step) => step.expiresOn).filter((day) => day !== null)
  return days.sort()[0] ?? null
}
