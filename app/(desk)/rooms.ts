/** Which rooms the menu offers to whom. It only draws: each page asks its service, which decides. */
import type { Action } from '../../lib/domain/policy/actions.ts'
import { mayEver } from '../../lib/domain/policy/decide.ts'
import type { PersonActor } from '../../lib/domain/policy/roles.ts'
import type { NavItem, Place } from '../../lib/ui/shell/places.ts'

/** `null`: everybody who is signed in. */
const ROOMS: readonly { key: Place; href: string; action: Action | null }[] = [
  { key: 'today', href: '/', action: null },
  { key: 'guest', href: '/guest', action: 'guest.read' },
  { key: 'cases', href: '/cases', action: 'case.list' },
  { key: 'pipeline', href: '/pipeline', action: 'pipeline.read' },
  { key: 'houses', href: '/houses', action: 'house.list' },
  { key: 'approvals', href: '/approvals', action: 'approval.list' },
  { key: 'releases', href: '/releases', action: 'release.read' },
  { key: 'people', href: '/people', action: 'person.list' },
  { key: 'teams', href: '/teams', action: 'team.list' },
]

export function roomsOf(person: PersonActor): readonly NavItem[] {
  return ROOMS.filter(({ action }) => action === null || mayEver(person, action)).map(({ key, href }) => ({
    key,
    href,
  }))
}
