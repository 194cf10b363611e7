/** What the grid asks beyond the role is never waived, never asked of who has no right, and never tells of a row. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, mayOn, type Standing } from '../../../lib/domain/policy/decide.ts'
import { ACTIONS, type Action } from '../../../lib/domain/policy/actions.ts'
import { GRID } from '../../../lib/domain/policy/grid.ts'
import { ROLES, type PersonActor, type Role } from '../../../lib/domain/policy/roles.ts'

const NOW = new Date('2026-03-01T03:00:00Z')
const MINUTE_MS = 60_000
const WITHIN: Standing = { own: true, team: true, critical: true, opened: true }
const REASON = 'The minders are at the door.'

function person(role: Role, provedAgoMs = 0, onCall = false): PersonActor {
  const provedAt = new Date(NOW.getTime() - provedAgoMs)
  return { kind: 'person', personId: 'p', roles: [role], teamId: 't', onCall, provedAt }
}

type Attempt = {
  readonly action: Action
  readonly actor: PersonActor
  readonly standing: Standing | 'list' | null
  readonly reason: string | null
}

/** What the decision says, and at which fields. */
function verdict({ action, actor, standing, reason }: Attempt): string {
  const decision = decide(actor, action, standing, { now: NOW, reason })
  if (decision.ok) return 'yes'
  return [decision.refusal, ...Object.values(decision.fields ?? {})].join(' ')
}

const standings = fc.oneof(
  fc.record({ own: fc.boolean(), team: fc.boolean(), critical: fc.boolean(), opened: fc.boolean() }),
  fc.constantFrom('list' as const, null),
)
const attempts: fc.Arbitrary<Attempt> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  actor: fc
    .tuple(fc.constantFrom(...ROLES), fc.integer({ min: -20, max: 20 }), fc.boolean())
    .map(([role, minutes, onCall]) => person(role, minutes * MINUTE_MS, onCall)),
  standing: standings,
  reason: fc.constantFrom(REASON, 'minders at door', 'so.', 'ab', '   ', '', null),
})

function isFresh({ provedAt }: PersonActor): boolean {
  return Math.abs(NOW.getTime() - provedAt.getTime()) <= 5 * MINUTE_MS
}

function isReason(action: Action, reason: string | null): boolean {
  return (reason ?? '').trim().length >= (action === 'case.break-glass' ? 20 : 3)
}

/** The same attempt with all that any action asks for. */
function proved({ action, actor, standing }: Attempt): Attempt {
  return { action, actor: { ...actor, provedAt: NOW }, standing, reason: REASON }
}

describe('a decision', () => {
  it('never grants with a proof missing, and grants the same attempt as soon as all are given', () => {
    fc.assert(
      fc.property(attempts, (attempt) => {
        const asked = GRID[attempt.action].proof
        const found = verdict(attempt)
        const complete = verdict(proved(attempt))
        const lacks =
          (asked.includes('stepUp') && !isFresh(attempt.actor)) ||
          (asked.includes('reason') && !isReason(attempt.action, attempt.reason))
        if (lacks) expect(found).not.toBe('yes')
        else expect(found).toBe(complete)
        if (/^(?:step-up|invalid)/.test(found)) expect(complete).toBe('yes')
      }),
      { numRuns: 5_000 },
    )
  })

  it('asks for a proof only of who may and only on a row within reach: no row is learnt of through one', () => {
    fc.assert(
      fc.property(attempts, (attempt) => {
        const complete = verdict(proved(attempt))
        if (complete !== 'yes') expect(verdict(attempt)).toBe(complete)
      }),
      { numRuns: 5_000 },
    )
  })

  it('shows a button whether or not the proof is fresh', () => {
    for (const action of ACTIONS) {
      for (const role of ROLES) {
        const [fresh, old] = [person(role), person(role, 60 * MINUTE_MS)]
        expect(mayOn(old, action, WITHIN), `${role} ${action}`).toBe(mayOn(fresh, action, WITHIN))
      }
    }
  })
})

describe('the grid', () => {
  it('asks these acts for a fresh proof of who acts', () => {
    expect(ACTIONS.filter((action) => GRID[action].proof.includes('stepUp'))).toEqual([
      'approval.decide',
      'break-glass.review',
      'case.break-glass',
      'case.close-adverse',
      'case.delete',
      'case.read-address',
      'case.share',
      'document.read',
      'document.remove',
      'person.disable',
      'person.edit',
      'person.invite',
      'person.link',
      'person.suspend',
      'release.approve',
    ])
  })

  it('asks these for a reason', () => {
    expect(ACTIONS.filter((action) => GRID[action].proof.includes('reason'))).toEqual([
      'case.break-glass',
      'case.delete',
      'case.move-emergency',
      'case.move-override',
      'case.reopen',
      'case.reopen-adverse',
      'document.remove',
      'person.suspend',
    ])
  })
})

describe('a proof of who acts', () => {
  const approving = (provedAgoMs: number): string =>
    verdict({
      action: 'approval.decide',
      actor: person('supervisor', provedAgoMs),
      standing: WITHIN,
      reason: null,
    })

  it('counts for five minutes, and not a moment longer', () => {
    expect(approving(0)).toBe('yes')
    expect(approving(5 * MINUTE_MS)).toBe('yes')
    expect(approving(5 * MINUTE_MS + 1)).toBe('step-up')
  })

  it('from a clock that was set back counts no longer than another', () => {
    expect(approving(-MINUTE_MS)).toBe('yes')
    expect(approving(-5 * MINUTE_MS - 1)).toBe('step-up')
  })
})

describe('a reason', () => {
  const fleeing = (reason: string | null, provedAgoMs = 0): string =>
    verdict({
      action: 'case.move-emergency',
      actor: person('caseworker', provedAgoMs),
      standing: WITHIN,
      reason,
    })

  it('is asked for at its field', () => {
    expect(fleeing(null)).toBe('invalid required')
    expect(fleeing('  ')).toBe('invalid required')
    expect(fleeing('ab')).toBe('invalid too-short')
    expect(fleeing('abc')).toBe('yes')
  })

  it('that opens somebody’s identity says more: whoever reviews it has nothing else to go by', () => {
    const opening = (reason: string): string =>
      verdict({ action: 'case.break-glass', actor: person('supervisor'), standing: WITHIN, reason })
    expect(opening('x'.repeat(19))).toBe('invalid too-short')
    expect(opening(`  ${'x'.repeat(19)}  `)).toBe('invalid too-short')
    expect(opening('x'.repeat(20))).toBe('yes')
  })

  it('is enough in an emergency: nobody types a password at the door', () => {
    expect(fleeing(REASON, 60 * MINUTE_MS)).toBe('yes')
  })
})
