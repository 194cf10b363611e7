/**
 * Four eyes: what one person asks and another decides. One line a kind; pages, services and the guards of the database
 * read the same table, and a test compares them.
 */
import type { Warning } from '../pathway/case-facts.ts'
import { granted, refused, refusedField, type Outcome } from '../refusal.ts'
import type { Role } from './roles.ts'

export const APPROVAL_KINDS = [
  'journey-plan',
  'adverse-closing',
  'move-review',
  'break-glass',
  'role-change',
  'invitation',
  'new-link',
  'deletion',
] as const
export type ApprovalKind = (typeof APPROVAL_KINDS)[number]

export const APPROVAL_DECISIONS = ['approved', 'returned'] as const
export type ApprovalDecision = (typeof APPROVAL_DECISIONS)[number]

/** Hours until a request that nobody decided is over. */
export const APPROVAL_HOURS = 72
/** Hours for which an approval that is used once waits to be used. */
export const APPROVED_HOURS = 72

type Kind = {
  /** Whoever holds one of these may decide, of whatever team. */
  readonly approvers: readonly Role[]
  /** What the row that is asked about belongs to. */
  readonly about: 'case' | 'person'
  /** The approval lets its asker do one thing once; the others hold as long as what was approved. */
  readonly usedOnce: boolean
  /** It looks back at what was done: it stays due when its hours are over, and whoever did it may be gone. */
  readonly looksBack: boolean
}

const SECOND_PEOPLE = ['supervisor', 'director', 'trustee'] as const satisfies readonly Role[]

export const FOUR_EYES = {
  /** One version of a journey plan. */
  'journey-plan': { approvers: SECOND_PEOPLE, about: 'case', usedOnce: false, looksBack: false },
  /** Closing a case with one adverse outcome, by one incident. */
  'adverse-closing': { approvers: SECOND_PEOPLE, about: 'case', usedOnce: true, looksBack: false },
  /** The second look at an override or an emergency move. Returned: it was not right. */
  'move-review': { approvers: SECOND_PEOPLE, about: 'case', usedOnce: false, looksBack: true },
  /** Opening the identity of a further case. */
  'break-glass': { approvers: SECOND_PEOPLE, about: 'case', usedOnce: true, looksBack: false },
  /** Roles and team of somebody, as they stood at one version. The approval applies them. */
  'role-change': { approvers: ['administrator'], about: 'person', usedOnce: false, looksBack: false },
  /** Somebody new, with login, roles and team. The approval adds them; whoever asked makes their first link. */
  invitation: { approvers: ['administrator'], about: 'person', usedOnce: false, looksBack: false },
  /** A new one-time link for somebody, as they stood at one version. Whoever asked makes it. */
  'new-link': { approvers: ['administrator'], about: 'person', usedOnce: true, looksBack: false },
  /** Deleting a closed case for good. The approval carries it out, and goes with the case. */
  deletion: { approvers: SECOND_PEOPLE, about: 'case', usedOnce: false, looksBack: false },
} as const satisfies Record<ApprovalKind, Kind>

/** The kinds that somebody with these roles may decide. */
export function kindsDecidedBy(roles: readonly Role[]): readonly ApprovalKind[] {
  return APPROVAL_KINDS.filter((kind) => FOUR_EYES[kind].approvers.some((role) => roles.includes(role)))
}

/** What the judge knows of a request. */
export type RequestToJudge = {
  readonly kind: ApprovalKind
  readonly askedBy: string
  /** They wrote what is asked about, or it is about them. */
  readonly alsoNot: readonly string[]
  /** Whoever asked may still work here. */
  readonly askerActive: boolean
  readonly decided: boolean
  readonly expired: boolean
  /** What was asked about is not any more as it was: a newer plan, another version, a case that is closed. */
  readonly overtaken: boolean
}

export type Decider = { readonly personId: string; readonly roles: readonly Role[] }

/** Nobody decides what they asked for, what they wrote, or what is about themselves; and only an approver's role does. */
export function judgeDecider(request: RequestToJudge, decider: Decider): Outcome<null> {
  if (!kindsDecidedBy(decider.roles).includes(request.kind)) return refused('not-allowed')
  const involved = [request.askedBy, ...request.alsoNot].includes(decider.personId)
  return involved ? refused('same-person') : granted(null)
}

/**
 * Judges a decision. Who decides comes first, so that whoever may not decide learns nothing of how it went.
 *
 * @param toSee the warnings of what is asked; to approve, each must have been seen
 * @param seen the warnings that the approver acknowledged
 */
export function judgeDecision(
  request: RequestToJudge,
  decider: Decider,
  decision: ApprovalDecision,
  toSee: readonly Warning[],
  seen: readonly Warning[],
): Outcome<null> {
  const who = judgeDecider(request, decider)
  if (!who.ok) return who
  if (request.decided) return refused('already-decided')
  if (request.overtaken) return refused('stale')
  const { looksBack } = FOUR_EYES[request.kind]
  if (request.expired && !looksBack) return refused('expired')
  if (!request.askerActive && !looksBack) return refused('asker-inactive')
  const unseen = toSee.some((warning) => !seen.includes(warning))
  return decision === 'approved' && unseen ? refusedField('acknowledged', 'required') : granted(null)
}
