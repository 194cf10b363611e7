/** Whether a move that somebody decides on may go ahead: the gate, and what passes it when it is not met. */
import { granted, refused, type Outcome as Answer } from '../refusal.ts'
import type { CaseFacts } from './case-facts.ts'
import { gate, type Requirement } from './gates.ts'
import type { MoveKind } from './moves.ts'
import type { OpenStage, Outcome } from './stages.ts'

export type JudgedMove = {
  readonly kind: Extract<MoveKind, 'planned' | 'override'>
  /** What an override went past. */
  readonly unmet: readonly Requirement[]
}

/**
 * Judges a decision to move on.
 *
 * @param override somebody who may override insists; where the gate is met it is an ordinary planned move all the same
 */
export function judgePlanned(facts: CaseFacts, to: OpenStage, override: boolean): Answer<JudgedMove> {
  const { unmet } = gate(facts, { stage: to })
  if (unmet.length === 0) return granted({ kind: 'planned', unmet })
  return override ? granted({ kind: 'override', unmet }) : refused('gate-unmet')
}

/** Judges closing: what an outcome asks cannot be overridden, because another outcome would be the true one. */
export function judgeClosing(facts: CaseFacts, outcome: Outcome): Answer<null> {
  return gate(facts, { stage: 'closed', outcome }).unmet.length === 0 ? granted(null) : refused('gate-unmet')
}

/** What an emergency move leaves behind as tasks: all that the gate would have asked and nobody has filled. */
export function leftBehind(facts: CaseFacts, to: OpenStage): readonly Requirement[] {
  return gate(facts, { stage: to }).unmet
}
