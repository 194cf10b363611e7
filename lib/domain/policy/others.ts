/** What may be done by whoever is no person of the house: a visitor, the operator's shell, and the house by itself. */
import type { Purpose } from './roles.ts'

/** What somebody without a session may attempt: to sign in, to use a one-time link, or to unlock the house as a key holder. */
export const VISITOR_ACTIONS = ['session.open', 'person.enrol', 'keys.unlock'] as const
export type VisitorAction = (typeof VISITOR_ACTIONS)[number]

/** What the operator's shell may do through the `causeway` command; recorded like the rest. */
export const OPERATOR_ACTIONS = [
  'keys.add-holder',
  'keys.lock',
  'keys.remove-holder',
  'keys.renew',
  'keys.rotate',
  'limit.set',
  'person.add',
  'person.invite-first',
  'person.new-link',
  'person.set-roles',
  'retention.set',
] as const
export type OperatorAction = (typeof OPERATOR_ACTIONS)[number]

/** The closed list of what the system does by itself, by purpose. A purpose without an action may do nothing yet. */
export const SYSTEM_GRID = {
  cascade: [],
  duplicates: [],
  escalation: ['alert.escalate', 'alert.watch'],
  renewal: ['key.reseal'],
  retention: [
    'document.sweep',
    'draft.sweep',
    'submission.sweep',
    'invitation.sweep',
    'journey.forget',
    'deletion.propose',
    'forgetting.finish',
    'forgetting.repeat',
  ],
  statistics: ['release.take', 'release.count', 'release.tell', 'release.keep'],
  upkeep: ['key.sweep'],
} as const satisfies Record<Purpose, readonly string[]>
export type SystemAction = (typeof SYSTEM_GRID)[Purpose][number]
export const SYSTEM_ACTIONS: readonly SystemAction[] = Object.values(SYSTEM_GRID).flat()
