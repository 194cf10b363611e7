/** What a supervisor should see first: the one sentence that the pipeline's heading states. */
import type { OpenStage } from '../pathway/stages.ts'
import { count, median, type Wait } from './dwell.ts'

/** Who waits in a stage now, and how long nine of ten waited there before. */
export type StageWaits = {
  readonly stage: OpenStage
  readonly waits: readonly Wait[]
  readonly ninetieth: number | null
}

/**
 * - `empty`: the team has no open case
 * - `flowing`: no stage holds enough people for its median to be a finding
 * - `stuck`: in this stage half of the people wait longer than `days`
 */
export type Finding =
  | { readonly kind: 'empty' }
  | { readonly kind: 'flowing'; readonly people: number }
  | { readonly kind: 'stuck'; readonly stage: OpenStage; readonly days: number; readonly people: number }

/** Fewer people in a stage say nothing about it. */
const FEWEST_FOR_FINDING = 3

/** Aftercare lasts a year by design: it is no place where people are stuck. */
const NO_BOTTLENECK: ReadonlySet<OpenStage> = new Set<OpenStage>(['hanawon'])

/** The stage in which the median wait is longest, among those that hold enough people to tell. */
export function finding(stages: readonly StageWaits[]): Finding {
  const people = stages.reduce((sum, stage) => sum + count(stage.waits), 0)
  if (people === 0) return { kind: 'empty' }
  const candidates = stages
    .filter((stage) => !NO_BOTTLENECK.has(stage.stage) && count(stage.waits) >= FEWEST_FOR_FINDING)
    .map((stage) => ({ stage: stage.stage, days: median(stage.waits) ?? 0, people: count(stage.waits) }))
    .toSorted((one, other) => other.days - one.days || other.people - one.people)
  const [worst] = candidates
  return worst === undefined || worst.days === 0 ? { kind: 'flowing', people } : { kind: 'stuck', ...worst }
}
