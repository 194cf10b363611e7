/**
 * The one decision function: the grid, the actor's roles, how the actor stands to the row, and the proofs that were given.
 * Doubt means no.
 */
import { granted, refused, type Outcome } from '../refusal.ts'
import type { Action } from './actions.ts'
import { GRID, type Reach } from './grid.ts'
import {
  OPERATOR_ACTIONS,
  SYSTEM_GRID,
  VISITOR_ACTIONS,
  type OperatorAction,
  type SystemAction,
  type VisitorAction,
} from './others.ts'
import { isShared, type GuestSection } from './guests.ts'
import { judgeProofs, reasonLengthOf, type Given } from './proofs.ts'
import type { Actor, PersonActor, Role } from './roles.ts'

export type AnyAction = Action | VisitorAction | OperatorAction | SystemAction

/** How the actor stands to a row, read from that row and never from the request. */
export type Standing = {
  /** The case is assigned to the actor today; for staff and drafts: the row is the actor's. */
  readonly own: boolean
  /** The row belongs to the actor's team. */
  readonly team: boolean
  /** The case has a critical incident that is still open. */
  readonly critical: boolean
  /** The sections of the case that are open to the actor as a guest today; left out when none is. */
  readonly shared?: readonly GuestSection[]
  /** The actor holds the case open by break-glass at this moment. */
  readonly opened: boolean
}

/** How far the actor may see; stores narrow their queries by it. */
export type Scope = {
  readonly reach: Exclude<Reach, 'none'>
  readonly personId: string | null
  readonly teamId: string | null
}

const WIDTH = {
  none: 0,
  shared: 1,
  opened: 2,
  own: 3,
  critical: 4,
  team: 5,
  all: 6,
} as const satisfies Record<Reach, number>

/** Roles to which the duty adds reach. Whoever sees no case by their role sees none because a rota names them. */
const DUTY_ROLES: readonly Role[] = ['caseworker', 'supervisor', 'director']

/** Every reach that the actor has for an action: one a role, and the duty's. */
function reachesOf(actor: PersonActor, action: Action): readonly Reach[] {
  const row = GRID[action]
  const reaches = actor.roles.map((role) => row.reach[role])
  const onDuty = actor.onCall && actor.roles.some((role) => DUTY_ROLES.includes(role))
  return onDuty ? [...reaches, row.onCall] : reaches
}

/** The widest reach that any of the roles, or the duty, gives. */
export function reachOf(actor: PersonActor, action: Action): Reach {
  return reachesOf(actor, action).reduce<Reach>(
    (widest, reach) => (WIDTH[reach] > WIDTH[widest] ? reach : widest),
    'none',
  )
}

/** True when some row may exist on which the actor may do this: what menus and buttons ask. */
export function mayEver(actor: PersonActor, action: Action): boolean {
  return reachOf(actor, action) !== 'none'
}

/** True when the actor may do this to the row, proofs aside: what buttons ask. */
export function mayOn(actor: Actor, action: Action, standing: Standing): boolean {
  return actor.kind === 'person' && reach(actor, action, standing).ok
}

/**
 * Decides one action: first the role, then the reach, and only then the proofs, so that nobody learns of a row by being
 * asked for one.
 *
 * @param standing how the actor stands to the row; `null` when the row does not exist, `'list'` when the action is
 *   about no single row and the store narrows by the returned scope
 * @param given what came with the attempt; asked of people only
 * @returns the scope, or `not-allowed` when no role gives the action, or `absent` when the row is out of reach: the
 *   same answer as for a row that does not exist; or what `judgeProofs` refuses
 */
export function decide(
  actor: Actor,
  action: AnyAction,
  standing: Standing | 'list' | null,
  given: Given,
): Outcome<Scope> {
  const everything: Scope = { reach: 'all', personId: null, teamId: null }
  switch (actor.kind) {
    case 'visitor':
      return includes(VISITOR_ACTIONS, action) ? granted(everything) : refused('signed-out')
    case 'operator':
      return includes(OPERATOR_ACTIONS, action) ? granted(everything) : refused('not-allowed')
    case 'system':
      return includes(SYSTEM_GRID[actor.purpose], action) ? granted(everything) : refused('not-allowed')
    case 'person':
      return isGridAction(action) ? decidePerson(actor, action, standing, given) : refused('not-allowed')
  }
}

function decidePerson(
  actor: PersonActor,
  action: Action,
  standing: Standing | 'list' | null,
  given: Given,
): Outcome<Scope> {
  const reached = reach(actor, action, standing)
  if (!reached.ok) return reached
  const proved = judgeProofs(GRID[action].proof, actor, given, reasonLengthOf(action))
  return proved.ok ? reached : proved
}

function reach(actor: PersonActor, action: Action, standing: Standing | 'list' | null): Outcome<Scope> {
  const widest = reachOf(actor, action)
  if (widest === 'none') return refused('not-allowed')
  const scope: Scope = { reach: widest, personId: actor.personId, teamId: actor.teamId }
  if (standing === 'list') return granted(scope)
  if (standing === null) return refused('absent')
  // Each role reaches by itself: a supervisor who still carries a case of another team is no supervisor there.
  const within = reachesOf(actor, action).some(
    (each) =>
      each === 'all' ||
      (each === 'shared' && standing.shared !== undefined && isShared(action, standing.shared)) ||
      (each === 'own' && standing.own) ||
      (each === 'opened' && standing.team && standing.opened) ||
      (each === 'critical' && standing.team && standing.critical) ||
      (each === 'team' && standing.team),
  )
  return within ? granted(scope) : refused('absent')
}

function isGridAction(action: AnyAction): action is Action {
  return Object.hasOwn(GRID, action)
}

function includes(list: readonly string[], action: AnyAction): boolean {
  return list.includes(action)
}
