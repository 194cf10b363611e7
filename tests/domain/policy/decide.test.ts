import { describe, expect, it } from 'vitest'
import { decide, mayOn, reachOf, type Standing } from '../../../lib/domain/policy/decide.ts'
import { ACTIONS, type Action } from '../../../lib/domain/policy/actions.ts'
import { GRID, type Reach } from '../../../lib/domain/policy/grid.ts'
import {
  OPERATOR_ACTIONS,
  SYSTEM_ACTIONS,
  SYSTEM_GRID,
  VISITOR_ACTIONS,
} from '../../../lib/domain/policy/others.ts'
import type { Given } from '../../../lib/domain/policy/proofs.ts'
import {
  mayHoldTogether,
  PURPOSES,
  ROLES,
  type PersonActor,
  type Role,
} from '../../../lib/domain/policy/roles.ts'

const NOW = new Date('2026-03-01T03:00:00Z')

/** All that any action asks for: a fresh proof is the actor's, a reason comes with the form. */
const GIVEN: Given = { now: NOW, reason: 'The minders are at the door.' }

function person(...roles: readonly Role[]): PersonActor {
  return { kind: 'person', personId: 'p', roles, teamId: 't', onCall: false, provedAt: NOW }
}

const OWN: Standing = { own: true, team: true, critical: false, opened: false }
const TEAM: Standing = { own: false, team: true, critical: false, opened: false }
const CRITICAL: Standing = { own: false, team: true, critical: true, opened: false }
const FOREIGN: Standing = { own: false, team: false, critical: true, opened: false }

/** What each reach opens: nothing, what is mine, what my team has, everything. */
const OPENS = {
  none: { own: 'not-allowed', team: 'not-allowed', foreign: 'not-allowed', absent: 'not-allowed' },
  shared: { own: 'absent', team: 'absent', foreign: 'absent', absent: 'absent' },
  opened: { own: 'absent', team: 'absent', foreign: 'absent', absent: 'absent' },
  own: { own: 'yes', team: 'absent', foreign: 'absent', absent: 'absent' },
  critical: { own: 'absent', team: 'absent', foreign: 'absent', absent: 'absent' },
  team: { own: 'yes', team: 'yes', foreign: 'absent', absent: 'absent' },
  all: { own: 'yes', team: 'yes', foreign: 'yes', absent: 'absent' },
} as const satisfies Record<Reach, Record<'own' | 'team' | 'foreign' | 'absent', string>>

function verdict(actor: PersonActor, action: Action, standing: Standing | null): string {
  const decision = decide(actor, action, standing, GIVEN)
  return decision.ok ? 'yes' : decision.refusal
}

describe('the policy', () => {
  it.each(ACTIONS)('decides %s for every role by the reach in the grid', (action) => {
    for (const role of ROLES) {
      const opens = OPENS[GRID[action].reach[role]]
      const found = {
        own: verdict(person(role), action, OWN),
        team: verdict(person(role), action, TEAM),
        foreign: verdict(person(role), action, FOREIGN),
        absent: verdict(person(role), action, null),
      }
      expect(found, `${role} ${action}`).toEqual(opens)
      const shown = [OWN, TEAM, FOREIGN].map((standing) => mayOn(person(role), action, standing))
      expect(shown, `buttons of ${role} for ${action}`).toEqual(
        [opens.own, opens.team, opens.foreign].map((answer) => answer === 'yes'),
      )
    }
  })

  it('lets a caseworker open their own case and hides every other as if it were absent', () => {
    expect(verdict(person('caseworker'), 'case.read', OWN)).toBe('yes')
    expect(verdict(person('caseworker'), 'case.read', TEAM)).toBe('absent')
    expect(verdict(person('caseworker'), 'case.read', null)).toBe('absent')
  })

  it('shows a supervisor the working file of the team and no real name', () => {
    expect(verdict(person('supervisor'), 'case.read', TEAM)).toBe('yes')
    expect(verdict(person('supervisor'), 'case.read-identity', TEAM)).toBe('absent')
  })

  it('opens names and addresses to who broke the glass: of this case, while it is open, of the team only', () => {
    const onCall = { ...person('caseworker'), onCall: true }
    for (const action of ['case.read-identity', 'case.read-address'] as const) {
      for (const actor of [person('supervisor'), onCall]) {
        expect(verdict(actor, action, { ...TEAM, opened: true })).toBe('yes')
        expect(verdict(actor, action, TEAM)).toBe('absent')
        expect(verdict(actor, action, { ...FOREIGN, opened: true })).toBe('absent')
      }
      expect(verdict(person('caseworker'), action, { ...TEAM, opened: true })).toBe('absent')
      expect(verdict(person('director'), action, { ...TEAM, opened: true })).toBe('not-allowed')
    }
  })

  it.each(['director', 'analyst', 'auditor', 'administrator', 'guest'] as const)(
    'shows a %s no case at all',
    (role) => {
      const reached = ACTIONS.filter((action) =>
        /^(case|note|journey|placement|risk|screening|basis|contact|arrival|incident|protection|pipeline)\./.test(
          action,
        ),
      ).filter((action) => reachOf(person(role), action) !== 'none')
      expect(reached).toEqual([])
    },
  )

  it('gives the widest of several roles', () => {
    expect(reachOf(person('caseworker', 'supervisor'), 'case.list')).toBe('team')
  })

  it('lets the person on call record an emergency move on a critical case of the team, and no other', () => {
    const onCall = { ...person('director'), onCall: true }
    expect(verdict(onCall, 'case.move-emergency', CRITICAL)).toBe('yes')
    expect(verdict(onCall, 'case.move-emergency', TEAM)).toBe('absent')
    expect(verdict(onCall, 'case.move-emergency', FOREIGN)).toBe('absent')
    expect(verdict(person('director'), 'case.move-emergency', TEAM)).toBe('not-allowed')
  })

  it('gives the duty to nobody whose role sees no case', () => {
    for (const role of ['analyst', 'auditor', 'administrator', 'guest'] as const) {
      const onCall = { ...person(role), onCall: true }
      expect(
        ACTIONS.filter((action) => reachOf(onCall, action) !== reachOf(person(role), action)),
        role,
      ).toEqual([])
    }
    expect(reachOf({ ...person('caseworker'), onCall: true }, 'case.read')).toBe('critical')
  })

  it('makes a supervisor who still carries a case of another team no supervisor there', () => {
    const carried: Standing = { own: true, team: false, critical: false, opened: false }
    expect(verdict(person('supervisor'), 'case.assign', carried)).toBe('absent')
    expect(verdict(person('supervisor'), 'case.read', carried)).toBe('absent')
    expect(verdict(person('supervisor', 'caseworker'), 'case.read', carried)).toBe('yes')
    expect(verdict(person('supervisor'), 'case.assign', TEAM)).toBe('yes')
  })

  it('lets a visitor sign in or use a link, and do nothing else', () => {
    expect(decide({ kind: 'visitor' }, 'session.open', 'list', GIVEN).ok).toBe(true)
    for (const action of ACTIONS)
      expect(decide({ kind: 'visitor' }, action, OWN, GIVEN).ok, action).toBe(false)
  })

  it('lets the house do by itself what each purpose names, and nothing else at all', () => {
    const everything = [...ACTIONS, ...VISITOR_ACTIONS, ...OPERATOR_ACTIONS, ...SYSTEM_ACTIONS]
    const done = PURPOSES.map((purpose) => [
      purpose,
      everything.filter((action) => decide({ kind: 'system', purpose }, action, 'list', GIVEN).ok),
    ])
    expect(Object.fromEntries(done)).toEqual({
      cascade: [],
      duplicates: [],
      escalation: ['alert.escalate', 'alert.watch'],
      renewal: ['key.reseal'],
      retention: [
        ...['document.sweep', 'draft.sweep', 'submission.sweep', 'invitation.sweep', 'journey.forget'],
        ...['deletion.propose', 'forgetting.finish', 'forgetting.repeat'],
      ],
      statistics: ['release.take', 'release.count', 'release.tell', 'release.keep'],
      upkeep: ['key.sweep'],
    })
  })

  it('asks each thing that the house does for one purpose, and of the house alone', () => {
    expect(Object.values(SYSTEM_GRID).flat().sort()).toEqual([...SYSTEM_ACTIONS].sort())
    const others = [
      ...ROLES.map((role) => person(role)),
      { kind: 'visitor' as const },
      { kind: 'operator' as const },
    ]
    for (const action of SYSTEM_ACTIONS)
      for (const actor of others)
        expect(decide(actor, action, 'list', GIVEN).ok, `${actor.kind} ${action}`).toBe(false)
  })
})

describe('roles', () => {
  it('keeps the auditor apart from every other role, and the administrator from the analyst', () => {
    for (const role of ROLES.filter((other) => other !== 'auditor')) {
      expect(mayHoldTogether(['auditor', role]), role).toBe(false)
    }
    expect(mayHoldTogether(['auditor'])).toBe(true)
    expect(mayHoldTogether(['administrator', 'analyst'])).toBe(false)
    expect(mayHoldTogether(['administrator', 'director'])).toBe(true)
  })

  it('asks for at least one', () => {
    expect(mayHoldTogether([])).toBe(false)
  })
})
