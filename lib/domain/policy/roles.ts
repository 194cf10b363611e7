/** Who people are to the house. One person may hold several roles, but for the pairs that must never meet. */
export const ROLES = [
  'caseworker',
  'supervisor',
  'director',
  'analyst',
  'auditor',
  'administrator',
  'guest',
  'trustee',
] as const
export type Role = (typeof ROLES)[number]

/** Whoever checks, looks at one case for a while, or only approves, is nothing else. */
const ALONE: readonly Role[] = ['auditor', 'guest', 'trustee']

/** Roles that one person never holds together. */
export const FORBIDDEN_PAIRS: readonly (readonly [Role, Role])[] = [
  ...ALONE.flatMap((alone, at) =>
    ROLES.filter((role) => !ALONE.slice(0, at + 1).includes(role)).map((role) => [alone, role] as const),
  ),
  ['administrator', 'analyst'],
]

/** True when no two of the roles are a forbidden pair, and there is at least one. */
export function mayHoldTogether(roles: readonly Role[]): boolean {
  return (
    roles.length > 0 && !FORBIDDEN_PAIRS.some(([one, other]) => roles.includes(one) && roles.includes(other))
  )
}

/** True when one of the roles is about the cases of a team; a guest is one team's, and what is open to them is of it. */
export function needsTeam(roles: readonly Role[]): boolean {
  return roles.includes('caseworker') || roles.includes('supervisor') || roles.includes('guest')
}

/** Whom a supervisor may suspend: who works cases and neither leads nor runs the house. The others an administrator disables. */
export function isSuspendable(roles: readonly Role[]): boolean {
  const above: readonly Role[] = ['supervisor', 'director', 'administrator']
  return roles.includes('caseworker') && !roles.some((role) => above.includes(role))
}

/** What the house does by itself, each with a row in the grid. The list is closed: a job serves one of these or is none. */
export const PURPOSES = [
  'cascade',
  'duplicates',
  'escalation',
  'renewal',
  'retention',
  'statistics',
  'upkeep',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Who asks. A visitor has no live session: somebody who signs in or uses a one-time link. */
export type Actor = PersonActor | VisitorActor | OperatorActor | SystemActor

export type PersonActor = {
  readonly kind: 'person'
  readonly personId: string
  readonly roles: readonly Role[]
  readonly teamId: string | null
  /** The duty, not a role: on call for the team at this moment. */
  readonly onCall: boolean
  /** When they last proved who they are, in the session that asks: at sign-in, and by step-up. */
  readonly provedAt: Date
}
export type VisitorActor = {
  readonly kind: 'visitor'
  /** Whose they say they are, while they sign in. Never for the log: people type their password where the login goes. */
  readonly login?: string
  /** Hash of the one-time link that they hold, in hex, while they enrol. */
  readonly link?: string
}
/** Somebody at the server's shell, through the `causeway` command. */
export type OperatorActor = { readonly kind: 'operator' }
export type SystemActor = {
  readonly kind: 'system'
  readonly purpose: Purpose
  /** Id of the person because of whom the house does it; left out for what only the clock asks for. For the log alone. */
  readonly causer?: string
}
