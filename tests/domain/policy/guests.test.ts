import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../lib/domain/calendar/partial-date.ts'
import { mayOn } from '../../../lib/domain/policy/decide.ts'
import { ACTIONS } from '../../../lib/domain/policy/actions.ts'
import {
  GUEST_DAYS_AT_MOST,
  GUEST_SECTIONS,
  judgeGuestDays,
  SECTION_ACTION,
} from '../../../lib/domain/policy/guests.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'

const guest: PersonActor = {
  kind: 'person',
  personId: 'g',
  roles: ['guest'],
  teamId: 't',
  onCall: true,
  provedAt: new Date(),
}
const STRANGER = { own: false, team: false, critical: false, opened: false }

describe('a guest', () => {
  it('reads exactly the sections that were chosen, and does nothing else to the case', () => {
    fc.assert(
      fc.property(fc.subarray([...GUEST_SECTIONS]), (shared) => {
        const may = ACTIONS.filter((action) => mayOn(guest, action, { ...STRANGER, shared }))
        expect(may.toSorted()).toEqual(['guest.read', ...shared.map((one) => SECTION_ACTION[one])].toSorted())
      }),
    )
  })

  it('reads nothing of a case that is not open to them, however they stand to it otherwise', () => {
    const may = ACTIONS.filter((action) =>
      mayOn(guest, action, { own: true, team: true, critical: true, opened: true }),
    )
    expect(may).toEqual(['draft.keep', 'session.close', 'session.prove'])
  })

  it('is the only one whom an opened section helps', () => {
    const worker: PersonActor = { ...guest, roles: ['caseworker', 'supervisor', 'director'], onCall: false }
    const shared = GUEST_SECTIONS
    const helped = ACTIONS.filter((action) => mayOn(worker, action, { ...STRANGER, shared }))
    // What a director may do to anybody, they may without it.
    expect(helped.filter((action) => !mayOn(worker, action, STRANGER))).toEqual([])
  })
})

describe('the days of a guest', () => {
  const TODAY = '2026-11-22'

  it.each([
    ['2026-11-22', '2026-11-22', 'granted'],
    ['2026-11-20', '2026-11-22', 'granted'],
    ['2026-11-23', '2026-11-22', 'untilOn end-before-start'],
    ['2026-11-20', '2026-11-21', 'untilOn in-past'],
    ['2026-11-22', '2027-02-19', 'granted'],
    ['2026-11-22', '2027-02-20', 'untilOn too-far-ahead'],
    ['2027-02-20', '2027-02-20', 'granted'],
    ['2027-02-21', '2027-02-21', 'fromOn too-far-ahead'],
  ])('from %s until %s: %s', (from, until, verdict) => {
    const judged = judgeGuestDays(from, until, TODAY)
    expect(judged.ok ? 'granted' : Object.entries(judged.fields ?? {})[0]?.join(' ')).toBe(verdict)
  })

  it('are never more than ninety, whatever is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 400 }), (start, length) => {
        const from = addDays(TODAY, start)
        const judged = judgeGuestDays(from, addDays(from, length), TODAY)
        expect(judged.ok && length >= GUEST_DAYS_AT_MOST).toBe(false)
      }),
    )
  })
})
