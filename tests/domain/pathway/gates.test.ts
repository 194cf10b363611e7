import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseFacts } from '../../../lib/domain/pathway/case-facts.ts'
import { gate, GATES, warnings, type Requirement } from '../../../lib/domain/pathway/gates.ts'
import { judgeClosing, judgePlanned, leftBehind } from '../../../lib/domain/pathway/judge-move.ts'
import { OPEN_STAGES, STAGES, type OpenStage, type Stage } from '../../../lib/domain/pathway/stages.ts'
import { anyFacts } from '../../support/any-facts.ts'

/** A case for which every gate stands open. */
const READY: CaseFacts = {
  today: '2026-11-22',
  contactRecorded: true,
  bases: { keep: true, 'share-unhcr': true, 'share-korea': true, statistics: true },
  screening: 'clear',
  riskAssessedOn: '2026-11-20',
  placement: { houseKind: 'inner', compromised: false },
  protection: { unhcrSecured: true, certificateExpiresOn: '2027-01-01', exitGranted: true },
  journeyPlan: { id: 'plan', hasTravelDocument: true, fallbacks: 1, writtenBy: 'mina' },
  approval: { planId: 'plan', decidedBy: 'suji', acknowledged: [] },
  openCriticalIncident: false,
  arrivalConfirmed: true,
  contactAttempts: { lastReachedOn: '2026-08-01', failedSinceReached: 3 },
}

type Twin = { requirement: Requirement; stage: Stage; without: Partial<CaseFacts>; why: string }

const TWINS: readonly Twin[] = [
  {
    requirement: 'contact-recorded',
    stage: 'contact',
    without: { contactRecorded: false },
    why: 'no contact is recorded',
  },
  {
    requirement: 'basis-keep',
    stage: 'safe-house',
    without: { bases: { ...READY.bases, keep: false } },
    why: 'there is no basis to keep data',
  },
  { requirement: 'placement', stage: 'safe-house', without: { placement: null }, why: 'no bed is found' },
  {
    requirement: 'house-not-compromised',
    stage: 'safe-house',
    without: { placement: { houseKind: 'inner', compromised: true } },
    why: 'the house is compromised',
  },
  {
    requirement: 'screening-not-failed',
    stage: 'safe-house',
    without: { screening: 'failed' },
    why: 'screening failed',
  },
  {
    requirement: 'reception-if-unscreened',
    stage: 'safe-house',
    without: { screening: null },
    why: 'somebody unscreened would enter an inner house',
  },
  {
    requirement: 'reception-if-unscreened',
    stage: 'safe-house',
    without: { screening: 'concern' },
    why: 'a concern is open and the house is an inner one',
  },
  {
    requirement: 'basis-share-unhcr',
    stage: 'unhcr-registration',
    without: { bases: { ...READY.bases, 'share-unhcr': false } },
    why: 'sharing with UNHCR was not agreed',
  },
  {
    requirement: 'screening-not-failed',
    stage: 'unhcr-registration',
    without: { screening: 'failed' },
    why: 'screening failed',
  },
  {
    requirement: 'unhcr-appointment',
    stage: 'unhcr-registration',
    without: { protection: { ...READY.protection, unhcrSecured: false } },
    why: 'there is no appointment',
  },
  {
    requirement: 'risk-within-30-days',
    stage: 'unhcr-registration',
    without: { riskAssessedOn: '2026-10-22' },
    why: 'the risk assessment is 31 days old',
  },
  {
    requirement: 'journey-plan',
    stage: 'transit',
    without: { journeyPlan: null, approval: null },
    why: 'there is no plan',
  },
  {
    requirement: 'journey-plan',
    stage: 'transit',
    without: { journeyPlan: { id: 'plan', hasTravelDocument: false, fallbacks: 1, writtenBy: 'mina' } },
    why: 'the plan has no travel document',
  },
  {
    requirement: 'journey-plan',
    stage: 'transit',
    without: { journeyPlan: { id: 'plan', hasTravelDocument: true, fallbacks: 0, writtenBy: 'mina' } },
    why: 'the plan has no fallback',
  },
  {
    requirement: 'risk-within-7-days',
    stage: 'transit',
    without: { riskAssessedOn: '2026-11-14' },
    why: 'the risk assessment is 8 days old',
  },
  {
    requirement: 'second-person-approval',
    stage: 'transit',
    without: { approval: null },
    why: 'nobody approved',
  },
  {
    requirement: 'second-person-approval',
    stage: 'transit',
    without: { approval: { planId: 'older', decidedBy: 'suji', acknowledged: [] } },
    why: 'an older plan was approved',
  },
  {
    requirement: 'second-person-approval',
    stage: 'transit',
    without: { approval: { planId: 'plan', decidedBy: 'mina', acknowledged: [] } },
    why: 'the writer approved their own plan',
  },
  {
    requirement: 'warnings-acknowledged',
    stage: 'transit',
    without: { openCriticalIncident: true },
    why: 'the approver has not seen a critical incident',
  },
  {
    requirement: 'arrival-confirmed',
    stage: 'hanawon',
    without: { arrivalConfirmed: false },
    why: 'the arrival is not confirmed',
  },
]

describe('each gate', () => {
  it.each(TWINS)('of $stage refuses when $why', ({ requirement, stage, without }) => {
    expect(gate({ ...READY, ...without }, { stage }).unmet).toContain(requirement)
  })

  it.each(STAGES)('of %s allows when all is there', (stage) => {
    expect(gate(READY, { stage })).toEqual({ met: [...GATES[stage]], unmet: [] })
  })

  it('of a safe house lets somebody unscreened into a reception house', () => {
    const facts = {
      ...READY,
      screening: null,
      placement: { houseKind: 'reception', compromised: false },
    } as const
    expect(gate(facts, { stage: 'safe-house' }).unmet).toEqual([])
  })

  it('counts an assessment of exactly 30 and of exactly 7 days as young enough', () => {
    expect(gate({ ...READY, riskAssessedOn: '2026-10-23' }, { stage: 'unhcr-registration' }).unmet).toEqual(
      [],
    )
    expect(gate({ ...READY, riskAssessedOn: '2026-11-15' }, { stage: 'transit' }).unmet).toEqual([])
  })

  it('of transit opens once the approver has acknowledged what warns', () => {
    const warned = {
      ...READY,
      openCriticalIncident: true,
      protection: { ...READY.protection, certificateExpiresOn: '2026-11-21', exitGranted: false },
    }
    expect(warnings(warned)).toEqual([
      'certificate-expired',
      'exit-permission-missing',
      'critical-incident-open',
    ])
    const acknowledged = { planId: 'plan', decidedBy: 'suji', acknowledged: warnings(warned) }
    expect(gate({ ...warned, approval: acknowledged }, { stage: 'transit' }).unmet).toEqual([])
  })

  it('puts every requirement into exactly one list, whatever the case holds', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...STAGES), (facts, stage) => {
        const { met, unmet } = gate(facts, { stage })
        expect([...met, ...unmet].sort()).toEqual([...GATES[stage]].sort())
      }),
      { seed: 2, numRuns: 1_000 },
    )
  })
})

describe('closing', () => {
  it('as lost contact asks for three failed attempts and 90 days of silence', () => {
    expect(judgeClosing(READY, 'lost-contact').ok).toBe(true)
    const twice = { ...READY, contactAttempts: { lastReachedOn: '2026-08-01', failedSinceReached: 2 } }
    expect(judgeClosing(twice, 'lost-contact')).toEqual({ ok: false, refusal: 'gate-unmet' })
    const soon = { ...READY, contactAttempts: { lastReachedOn: '2026-08-25', failedSinceReached: 3 } }
    expect(judgeClosing(soon, 'lost-contact')).toEqual({ ok: false, refusal: 'gate-unmet' })
  })

  it('with any other outcome asks for nothing more', () => {
    const never = { ...READY, contactAttempts: { lastReachedOn: null, failedSinceReached: 0 } }
    expect(judgeClosing(never, 'settled').ok).toBe(true)
    expect(judgeClosing(never, 'withdrew').ok).toBe(true)
  })
})

describe('a decision to move on', () => {
  it('is planned where the gate is met, also when somebody insists', () => {
    expect(judgePlanned(READY, 'transit', true)).toEqual({ ok: true, value: { kind: 'planned', unmet: [] } })
  })

  it('is refused past an unmet gate, and an override when somebody who may insists', () => {
    const facts = { ...READY, arrivalConfirmed: false }
    expect(judgePlanned(facts, 'hanawon', false)).toEqual({ ok: false, refusal: 'gate-unmet' })
    const override = { kind: 'override', unmet: ['arrival-confirmed'] }
    expect(judgePlanned(facts, 'hanawon', true)).toEqual({ ok: true, value: override })
  })

  it('past an unmet gate never comes out as planned', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom(...OPEN_STAGES),
        fc.boolean(),
        (facts, to: OpenStage, insists) => {
          const judged = judgePlanned(facts, to, insists)
          const open = gate(facts, { stage: to }).unmet.length === 0
          expect(judged.ok ? judged.value.kind : 'refused').toBe(
            open ? 'planned' : insists ? 'override' : 'refused',
          )
        },
      ),
      { seed: 3, numRuns: 1_000 },
    )
  })

  it('in an emergency leaves behind what the gate would have asked', () => {
    const facts = { ...READY, riskAssessedOn: null, approval: null }
    expect(leftBehind(facts, 'transit')).toEqual([
      'risk-within-7-days',
      'second-person-approval',
      'warnings-acknowledged',
    ])
    expect(leftBehind(READY, 'transit')).toEqual([])
  })
})
