/** The next planned stage, and how far a case is from it. */
import { expect, test } from 'vitest'
import type { CaseFacts } from '../../lib/domain/pathway/case-facts.ts'
import { ASKING_STAGES, nextStage, readiness } from '../../lib/domain/pathway/next-stage.ts'
import { findMove } from '../../lib/domain/pathway/moves.ts'
import { STAGES } from '../../lib/domain/pathway/stages.ts'

const nothing: CaseFacts = {
  today: '2026-11-22',
  contactRecorded: false,
  bases: { keep: false, 'share-unhcr': false, 'share-korea': false, statistics: false },
  screening: null,
  riskAssessedOn: null,
  placement: null,
  protection: { unhcrSecured: false, certificateExpiresOn: null, exitGranted: false },
  journeyPlan: null,
  approval: null,
  openCriticalIncident: false,
  arrivalConfirmed: false,
  contactAttempts: { lastReachedOn: null, failedSinceReached: 0 },
}

test('the pathway leads forward one stage at a time and ends settled', () => {
  expect(STAGES.map(nextStage)).toEqual([
    { stage: 'safe-house', outcome: null },
    { stage: 'unhcr-registration', outcome: null },
    { stage: 'transit', outcome: null },
    { stage: 'hanawon', outcome: null },
    { stage: 'closed', outcome: 'settled' },
    null,
  ])
})

test('only who has arrived is asked nothing more', () => {
  expect(ASKING_STAGES).toEqual(['contact', 'safe-house', 'unhcr-registration', 'transit'])
})

test('every next stage is a planned move that needs no reason', () => {
  for (const from of STAGES) {
    const next = nextStage(from)
    if (next !== null) expect(findMove(from, next.stage, 'planned')).toMatchObject({ needsReason: false })
  }
})

test('a case says how many requirements of the next gate are missing', () => {
  expect(readiness('contact', nothing)).toEqual({ kind: 'missing', missing: 4, of: 5 })
  expect(readiness('safe-house', nothing)).toEqual({ kind: 'missing', missing: 4, of: 5 })
  expect(readiness('safe-house', { ...nothing, riskAssessedOn: '2026-11-01' })).toEqual({
    kind: 'missing',
    missing: 3,
    of: 5,
  })
})

test('a case whose gate is filled is ready', () => {
  const placed = {
    ...nothing,
    bases: { ...nothing.bases, keep: true },
    placement: { houseKind: 'reception', compromised: false },
  } as const
  expect(readiness('contact', placed)).toEqual({ kind: 'ready' })
})

test('somebody who travels is under way until the arrival is confirmed', () => {
  expect(readiness('transit', nothing)).toEqual({ kind: 'under-way' })
  expect(readiness('transit', { ...nothing, arrivalConfirmed: true })).toEqual({ kind: 'ready' })
})

test('nothing is asked of aftercare and of closed cases', () => {
  expect(readiness('hanawon', nothing)).toEqual({ kind: 'none' })
  expect(readiness('closed', nothing)).toEqual({ kind: 'none' })
})
