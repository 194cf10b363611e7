/** Every way on from where a case stands, with what its gate says today. */
import type { CaseFacts } from './case-facts.ts'
import { gate, type Requirement } from './gates.ts'
import { moves } from './moves.ts'
import { isOpen, OUTCOMES, type OpenStage, type Outcome, type Stage } from './stages.ts'

export type WayOn = {
  readonly to: OpenStage
  readonly needsReason: boolean
  readonly met: readonly Requirement[]
  readonly unmet: readonly Requirement[]
}

/** The planned moves into open stages. */
export function waysOn(facts: CaseFacts, from: Stage): readonly WayOn[] {
  return moves(from)
    .filter((move) => move.kind === 'planned')
    .flatMap(({ to, needsReason }) =>
      isOpen(to) ? [{ to, needsReason, ...gate(facts, { stage: to }) }] : [],
    )
}

/** Where an emergency can take the case from here. */
export function emergencyWays(from: Stage): readonly OpenStage[] {
  return moves(from)
    .filter((move) => move.kind === 'emergency')
    .map((move) => move.to)
    .filter(isOpen)
}

/** What each outcome still asks; outcomes that ask nothing are missing. */
export function unmetByOutcome(facts: CaseFacts): Readonly<Partial<Record<Outcome, readonly Requirement[]>>> {
  const asked = OUTCOMES.map((outcome) => [outcome, gate(facts, { stage: 'closed', outcome }).unmet] as const)
  return Object.fromEntries(asked.filter(([, unmet]) => unmet.length > 0))
}
