/** The pathway of one case as five steps: when each was entered, and how many days it took in all. */
import { daysBetween, type Day, type PartialDate } from '../calendar/partial-date.ts'
import type { Spell } from './spells.ts'
import { OPEN_STAGES, POSITION, type OpenStage } from './stages.ts'

/**
 * - `done`: the person has been here and gone on
 * - `now`: the case stands here
 * - `skipped`: the case has gone past without stopping
 * - `not-yet`: it lies ahead
 */
export type StepState = 'done' | 'now' | 'skipped' | 'not-yet'

export type Step = {
  readonly stage: OpenStage
  readonly state: StepState
  /** What was said of the newest entry into the stage; null when there was none. */
  readonly entered: PartialDate | null
  /** Days of all spells here, setbacks included. */
  readonly days: number
}

/**
 * @param history standing spells in order; for a closed case the last one is `closed`
 * @param today the day it is for the team
 */
export function stepsOf(history: readonly Spell[], today: Day): readonly Step[] {
  const current = history.at(-1)?.stage ?? null
  const reached = Math.max(0, ...history.map((spell) => POSITION[spell.stage] ?? 0))
  return OPEN_STAGES.map((stage) => {
    const here = history.filter((spell) => spell.stage === stage)
    const days = here.reduce((sum, spell) => sum + daysBetween(spell.since, spell.until ?? today), 0)
    const state = stateOf(stage, here.length > 0, current === stage, reached)
    return { stage, state, entered: here.at(-1)?.occurred ?? null, days }
  })
}

function stateOf(stage: OpenStage, visited: boolean, current: boolean, reached: number): StepState {
  if (current) return 'now'
  if (visited) return 'done'
  return POSITION[stage] < reached ? 'skipped' : 'not-yet'
}
