/**
 * Which move leads from which stage to which. This table and `stage_move` in the database hold the same rows, and a
 * test compares them: the database refuses every other move whatever code path tries it.
 */
import { OPEN_STAGES, POSITION, STAGES, isOpen, type OpenStage, type Stage } from './stages.ts'

export const MOVE_KINDS = ['opening', 'planned', 'override', 'emergency', 'reopen'] as const

/**
 * - `opening`: the first spell of a case.
 * - `planned`: through the gate.
 * - `override`: a planned move past an unmet gate; a second person reviews it within 72 h.
 * - `emergency`: recorded at any hour with a time and a reason; no gate, reviewed afterwards.
 * - `reopen`: back to the stage that the case was closed from.
 */
export type MoveKind = (typeof MOVE_KINDS)[number]

/** Where planned moves lead. */
const PLANNED = {
  contact: ['safe-house', 'unhcr-registration', 'closed'],
  'safe-house': ['contact', 'unhcr-registration', 'transit', 'closed'],
  'unhcr-registration': ['contact', 'safe-house', 'transit', 'closed'],
  transit: ['safe-house', 'unhcr-registration', 'hanawon', 'closed'],
  hanawon: ['transit', 'closed'],
} as const satisfies Record<OpenStage, readonly Stage[]>

/** Where an emergency can take somebody, from any other open stage. */
export const EMERGENCY_TARGETS = ['safe-house', 'transit'] as const
export type EmergencyTarget = (typeof EMERGENCY_TARGETS)[number]

/** Hours until the tasks that an emergency move leaves behind are due. */
export const EMERGENCY_TASK_HOURS = 24
/** Hours until an override or an emergency move must have been reviewed by a second person. */
export const REVIEW_HOURS = 72

/** One row of the law: `from` is null for the opening of a case. */
export type AllowedMove = {
  readonly from: Stage | null
  readonly to: Stage
  readonly kind: MoveKind
  readonly needsReason: boolean
}

/** True when the move leads back along the pathway. */
export function isBackward(from: Stage, to: Stage): boolean {
  const here = POSITION[from]
  const there = POSITION[to]
  return here !== null && there !== null && there < here
}

function plannedTargets(from: OpenStage): readonly Stage[] {
  return PLANNED[from]
}

/** An override may not close a case: what closing asks for is the outcome itself. */
function overrideTargets(from: OpenStage): readonly Stage[] {
  return plannedTargets(from).filter(isOpen)
}

function emergencyTargets(from: OpenStage): readonly EmergencyTarget[] {
  return EMERGENCY_TARGETS.filter((to) => to !== from)
}

/** Every move from a stage, of every kind; from null, the opening. */
export function moves(from: Stage | null): readonly AllowedMove[] {
  if (from === null) return [{ from, to: 'contact', kind: 'opening', needsReason: false }]
  if (from === 'closed') return OPEN_STAGES.map((to) => ({ from, to, kind: 'reopen', needsReason: true }))
  return [
    ...plannedTargets(from).map((to) => ({
      from,
      to,
      kind: 'planned' as const,
      needsReason: isBackward(from, to),
    })),
    ...overrideTargets(from).map((to) => ({ from, to, kind: 'override' as const, needsReason: true })),
    ...emergencyTargets(from).map((to) => ({ from, to, kind: 'emergency' as const, needsReason: true })),
  ]
}

/** The whole table, in a stable order. */
export function allowedMoves(): readonly AllowedMove[] {
  return [null, ...STAGES].flatMap(moves)
}

/** The row for a move, or null when there is none. */
export function findMove(from: Stage | null, to: Stage, kind: MoveKind): AllowedMove | null {
  return moves(from).find((move) => move.to === to && move.kind === kind) ?? null
}
