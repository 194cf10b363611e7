import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  APPROVAL_KINDS,
  FOUR_EYES,
  judgeDecision,
  kindsDecidedBy,
  type RequestToJudge,
} from '../../../lib/domain/policy/four-eyes.ts'
import { mayEver } from '../../../lib/domain/policy/decide.ts'
import { mayHoldTogether, ROLES, type Role } from '../../../lib/domain/policy/roles.ts'
import { refusedField } from '../../../lib/domain/refusal.ts'

const waiting: RequestToJudge = {
  kind: 'journey-plan',
  askedBy: 'mina',
  alsoNot: ['oleg'],
  askerActive: true,
  decided: false,
  expired: false,
  overtaken: false,
}
const approve = (
  changes: Partial<RequestToJudge> = {},
  personId = 'suji',
  roles: readonly Role[] = ['supervisor'],
) => judgeDecision({ ...waiting, ...changes }, { personId, roles }, 'approved', [], [])

describe('a request', () => {
  it('is approved by a second person', () => {
    expect(approve()).toEqual({ ok: true, value: null })
  })

  it('is decided neither by whoever asked nor by whoever wrote it or is meant, whatever state it is in', () => {
    expect(approve({}, 'mina')).toEqual({ ok: false, refusal: 'same-person' })
    expect(approve({}, 'oleg')).toEqual({ ok: false, refusal: 'same-person' })
    expect(approve({ decided: true, expired: true }, 'oleg')).toEqual({ ok: false, refusal: 'same-person' })
  })

  it('is not decided once it was decided, overtaken, expired, or its asker is gone', () => {
    expect(approve({ decided: true })).toEqual({ ok: false, refusal: 'already-decided' })
    expect(approve({ overtaken: true })).toEqual({ ok: false, refusal: 'stale' })
    expect(approve({ expired: true })).toEqual({ ok: false, refusal: 'expired' })
    expect(approve({ askerActive: false })).toEqual({ ok: false, refusal: 'asker-inactive' })
  })

  it('that looks back stays due when its hours are over, and when whoever moved is gone', () => {
    const look = { kind: 'move-review', expired: true, askerActive: false } as const
    expect(approve(look)).toEqual({ ok: true, value: null })
    expect(approve({ ...look, decided: true })).toEqual({ ok: false, refusal: 'already-decided' })
  })

  it('is approved only when every warning was seen; a return needs none', () => {
    const current = ['exit-permission-missing', 'critical-incident-open'] as const
    const suji = { personId: 'suji', roles: ['supervisor'] } as const
    const judge = (decision: 'approved' | 'returned', seen: readonly (typeof current)[number][]) =>
      judgeDecision(waiting, suji, decision, current, seen)
    expect(judge('approved', ['exit-permission-missing'])).toEqual(refusedField('acknowledged', 'required'))
    expect(judge('approved', [...current])).toEqual({ ok: true, value: null })
    expect(judge('returned', [])).toEqual({ ok: true, value: null })
  })
})

describe('the kinds', () => {
  it('are decided by these roles and no other', () => {
    const decided = Object.fromEntries(ROLES.map((role) => [role, kindsDecidedBy([role])]))
    const second = ['journey-plan', 'adverse-closing', 'move-review', 'break-glass', 'deletion']
    expect(decided).toEqual({
      caseworker: [],
      supervisor: second,
      director: second,
      analyst: [],
      auditor: [],
      administrator: ['role-change', 'invitation', 'new-link'],
      guest: [],
      trustee: second,
    })
  })

  it('are listed for exactly those who decide one of them', () => {
    for (const role of ROLES) {
      const actor = { kind: 'person', personId: 'p', roles: [role], teamId: null, onCall: true } as const
      const decides = kindsDecidedBy([role]).length > 0
      expect(mayEver({ ...actor, provedAt: new Date() }, 'approval.decide'), role).toBe(decides)
      expect(mayEver({ ...actor, provedAt: new Date() }, 'approval.list'), role).toBe(decides)
    }
  })

  it('are never decided by somebody involved, nor without an approver’s role, in whatever state', () => {
    const request = fc.record({
      kind: fc.constantFrom(...APPROVAL_KINDS),
      askedBy: fc.constantFrom('a', 'b', 'c'),
      alsoNot: fc.subarray(['a', 'b', 'c']),
      askerActive: fc.boolean(),
      decided: fc.boolean(),
      expired: fc.boolean(),
      overtaken: fc.boolean(),
    })
    const decider = fc.record({
      personId: fc.constantFrom('a', 'b', 'c'),
      roles: fc.subarray([...ROLES], { minLength: 1, maxLength: 2 }),
    })
    fc.assert(
      fc.property(request, decider, fc.constantFrom('approved', 'returned'), (asked, who, decision) => {
        if (!judgeDecision(asked, who, decision, [], []).ok) return
        expect([asked.askedBy, ...asked.alsoNot]).not.toContain(who.personId)
        expect(who.roles.some((role) => FOUR_EYES[asked.kind].approvers.some((one) => one === role))).toBe(
          true,
        )
        expect(asked).toMatchObject({ decided: false, overtaken: false })
        if (!FOUR_EYES[asked.kind].looksBack) {
          expect(asked).toMatchObject({ askerActive: true, expired: false })
        }
      }),
    )
  })
})

it('a trustee is nothing else', () => {
  expect(mayHoldTogether(['trustee'])).toBe(true)
  for (const role of ROLES.filter((one) => one !== 'trustee')) {
    expect(mayHoldTogether(['trustee', role]), role).toBe(false)
  }
})
