/** Arbitrary case facts, for properties of the gates. */
import fc from 'fast-check'
import { WARNINGS, type CaseFacts } from '../../lib/domain/pathway/case-facts.ts'
import { HOUSE_KINDS, SCREENING_RESULTS } from '../../lib/domain/pathway/vocabulary.ts'

const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-01-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const who = fc.constantFrom('mina', 'suji')
const plan = fc.constantFrom('plan', 'older')

export const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  today: day,
  contactRecorded: fc.boolean(),
  bases: fc.record({
    keep: fc.boolean(),
    'share-unhcr': fc.boolean(),
    'share-korea': fc.boolean(),
    statistics: fc.boolean(),
  }),
  screening: fc.option(fc.constantFrom(...SCREENING_RESULTS)),
  riskAssessedOn: fc.option(day),
  placement: fc.option(fc.record({ houseKind: fc.constantFrom(...HOUSE_KINDS), compromised: fc.boolean() })),
  protection: fc.record({
    unhcrSecured: fc.boolean(),
    certificateExpiresOn: fc.option(day),
    exitGranted: fc.boolean(),
  }),
  journeyPlan: fc.option(
    fc.record({ id: plan, hasTravelDocument: fc.boolean(), fallbacks: fc.nat(2), writtenBy: who }),
  ),
  approval: fc.option(fc.record({ planId: plan, decidedBy: who, acknowledged: fc.subarray([...WARNINGS]) })),
  openCriticalIncident: fc.boolean(),
  arrivalConfirmed: fc.boolean(),
  contactAttempts: fc.record({ lastReachedOn: fc.option(day), failedSinceReached: fc.nat(5) }),
})
