/**
 * What each stage asks before a planned move into it. A gate guards a decision, never the record of what has happened:
 * an emergency move passes none, and what the gate would have asked becomes tasks.
 */
import { addDays, daysBetween, type Day } from '../calendar/partial-date.ts'
import { WARNINGS, type CaseFacts, type Warning } from './case-facts.ts'
import type { Outcome, Stage } from './stages.ts'

export const REQUIREMENTS = [
  'contact-recorded',
  'basis-keep',
  'basis-share-unhcr',
  'placement',
  'house-not-compromised',
  'screening-not-failed',
  'reception-if-unscreened',
  'unhcr-appointment',
  'risk-within-30-days',
  'risk-within-7-days',
  'journey-plan',
  'second-person-approval',
  'warnings-acknowledged',
  'arrival-confirmed',
  'contact-attempts',
  'silent-for-90-days',
] as const
export type Requirement = (typeof REQUIREMENTS)[number]

/** Attempts to reach somebody, listed as contacts that failed, before contact counts as lost. */
export const LOST_CONTACT_ATTEMPTS = 3
/** Days of silence before contact counts as lost. */
export const LOST_CONTACT_DAYS = 90

/** What a planned move into the stage asks, in the order in which people fill it. */
export const GATES = {
  contact: ['contact-recorded'],
  'safe-house': [
    'basis-keep',
    'screening-not-failed',
    'placement',
    'house-not-compromised',
    'reception-if-unscreened',
  ],
  'unhcr-registration': [
    'basis-keep',
    'basis-share-unhcr',
    'screening-not-failed',
    'unhcr-appointment',
    'risk-within-30-days',
  ],
  transit: ['journey-plan', 'risk-within-7-days', 'second-person-approval', 'warnings-acknowledged'],
  hanawon: ['arrival-confirmed'],
  closed: [],
} as const satisfies Record<Stage, readonly Requirement[]>

/** What closing asks beyond the outcome itself. */
const CLOSING = {
  settled: [],
  'resettled-elsewhere': [],
  withdrew: [],
  transferred: [],
  'not-protected': [],
  'lost-contact': ['contact-attempts', 'silent-for-90-days'],
  'forcibly-returned': [],
  deceased: [],
} as const satisfies Record<Outcome, readonly Requirement[]>

const CHECKS = {
  'contact-recorded': (facts) => facts.contactRecorded,
  'basis-keep': (facts) => facts.bases.keep,
  'basis-share-unhcr': (facts) => facts.bases['share-unhcr'],
  placement: (facts) => facts.placement !== null,
  'house-not-compromised': (facts) => facts.placement !== null && !facts.placement.compromised,
  'screening-not-failed': (facts) => facts.screening !== 'failed',
  'reception-if-unscreened': (facts) =>
    facts.placement !== null && (facts.screening === 'clear' || facts.placement.houseKind === 'reception'),
  'unhcr-appointment': (facts) => facts.protection.unhcrSecured,
  'risk-within-30-days': (facts) => assessedWithin(facts, 30),
  'risk-within-7-days': (facts) => assessedWithin(facts, 7),
  'journey-plan': (facts) =>
    facts.journeyPlan !== null && facts.journeyPlan.hasTravelDocument && facts.journeyPlan.fallbacks > 0,
  'second-person-approval': hasApproval,
  'warnings-acknowledged': (facts) =>
    hasApproval(facts) && warnings(facts).every((warning) => facts.approval?.acknowledged.includes(warning)),
  'arrival-confirmed': (facts) => facts.arrivalConfirmed,
  'contact-attempts': (facts) => facts.contactAttempts.failedSinceReached >= LOST_CONTACT_ATTEMPTS,
  'silent-for-90-days': (facts) =>
    facts.contactAttempts.lastReachedOn !== null &&
    daysBetween(facts.contactAttempts.lastReachedOn, facts.today) >= LOST_CONTACT_DAYS,
} as const satisfies Record<Requirement, (facts: CaseFacts) => boolean>

/** The verdict of a gate: every requirement stands in exactly one list, in the gate's order. */
export type GateVerdict = { readonly met: readonly Requirement[]; readonly unmet: readonly Requirement[] }

type Entered = { readonly stage: Stage; readonly outcome?: Outcome | null }

/** All that the gate of a stage asks, in the order in which people fill it. */
export function asked({ stage, outcome }: Entered): readonly Requirement[] {
  return stage === 'closed' && outcome != null ? CLOSING[outcome] : GATES[stage]
}

/**
 * Judges a planned move into a stage.
 *
 * @param facts what the case holds today
 * @param to the stage to enter, with the outcome when it is `closed`
 */
export function gate(facts: CaseFacts, to: Entered): GateVerdict {
  return {
    met: asked(to).filter((requirement) => CHECKS[requirement](facts)),
    unmet: asked(to).filter((requirement) => !CHECKS[requirement](facts)),
  }
}

/** True when the case meets one requirement today. */
export function isMet(facts: CaseFacts, requirement: Requirement): boolean {
  return CHECKS[requirement](facts)
}

/** What the approver of a journey must see and acknowledge before saying yes. */
export function warnings(facts: CaseFacts): readonly Warning[] {
  const raised = {
    'certificate-expired':
      facts.protection.certificateExpiresOn !== null && facts.protection.certificateExpiresOn < facts.today,
    'exit-permission-missing': !facts.protection.exitGranted,
    'critical-incident-open': facts.openCriticalIncident,
  } satisfies Record<Warning, boolean>
  return WARNINGS.filter((warning) => raised[warning])
}

/** The last day on which the newest risk assessment still opens a gate that asks for `days`. */
function riskValidUntil(assessedOn: Day, days: number): Day {
  return addDays(assessedOn, days)
}

function assessedWithin(facts: CaseFacts, days: number): boolean {
  return facts.riskAssessedOn !== null && facts.today <= riskValidUntil(facts.riskAssessedOn, days)
}

function hasApproval(facts: CaseFacts): boolean {
  const { approval, journeyPlan } = facts
  return (
    approval !== null &&
    journeyPlan !== null &&
    approval.planId === journeyPlan.id &&
    approval.decidedBy !== journeyPlan.writtenBy
  )
}
