/** The life of a release, forward only, and the closed words in which it ends. The database says the same. */
import type { DefinitionId, Period, Tier } from './definitions.ts'
import type { TableReport, Rung } from './prepared.ts'

export const RELEASE_STATES = [
  'preparing',
  'ready',
  'refused',
  'failed',
  'cancelled',
  'requested',
  'approved',
  'declined',
  'withdrawn',
] as const
export type ReleaseState = (typeof RELEASE_STATES)[number]

/** Where each state may lead; a state that leads nowhere is an end. */
export const RELEASE_MOVES = {
  preparing: ['ready', 'refused', 'failed', 'cancelled'],
  ready: ['requested', 'cancelled'],
  requested: ['approved', 'declined', 'cancelled'],
  approved: ['withdrawn'],
  refused: [],
  failed: [],
  cancelled: [],
  declined: [],
  withdrawn: [],
} as const satisfies Record<ReleaseState, readonly ReleaseState[]>

/** True when a release in a state may come to another. */
export function mayBecome(from: ReleaseState, to: ReleaseState): boolean {
  const next: readonly ReleaseState[] = RELEASE_MOVES[from]
  return next.includes(to)
}

/** States in which a release holds its period: no other of its definition and tier takes it. What has left stays left. */
export const HOLDING: readonly ReleaseState[] = ['preparing', 'ready', 'requested', 'approved', 'withdrawn']

/**
 * Why nothing came of preparing. `overlap`: it could be protected only as part of a longer period that has left already.
 * `broken-off`: its server was killed again and again.
 */
export const UNPREPARED = ['empty', 'unprotectable', 'overlap', 'failed', 'broken-off'] as const
export type Unprepared = (typeof UNPREPARED)[number]

/** The first three say that there is nothing to let go; the other two that something broke, and it may be tried again. */
export function endOf(why: Unprepared): 'refused' | 'failed' {
  return why === 'failed' || why === 'broken-off' ? 'failed' : 'refused'
}

/** How often a preparation is begun before it is given up. */
export const PREPARATION_TRIES = 3

export const DECLINE_REASONS = ['tells-too-much', 'not-now', 'wrong-content', 'wrong-recipient'] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

export const WITHDRAW_REASONS = ['wrong-figures', 'agreement-ended', 'risk'] as const
export type WithdrawReason = (typeof WITHDRAW_REASONS)[number]

/** What the house keeps of a preparation beside its content: no count. */
export type ReleaseReport = { readonly tables: readonly TableReport[]; readonly rungs: readonly Rung[] }

/** A release that waits for whoever looks: they may decide, and neither began nor asked for it. */
export type ReleaseWaiting = {
  readonly code: string
  readonly definition: DefinitionId
  readonly tier: Tier
  readonly period: Period
  /** A name, as colleagues see it. */
  readonly requestedBy: string
  /** ISO instant. */
  readonly requestedAt: string
}
