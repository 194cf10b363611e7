/** Puts a way through the pathway into the calendar, and gives beds to those who will need them. */
import type { Precision } from '../../lib/domain/calendar/partial-date.ts'
import type { Stage } from '../../lib/domain/pathway/stages.ts'
import type { Clock } from './almanac.ts'
import type { Bed, HouseBook } from './houses.ts'
import type { Step } from './paths.ts'
import type { Random } from './random.ts'

export type PlannedStep = Step & {
  /** The day on which it happened. */
  readonly day: number
  /** How exactly it is remembered. */
  readonly precision: Precision
  /** The day on which it was written down. */
  readonly recordedOn: number
}

/** Puts steps into the calendar from a first day on. */
export function putInCalendar(
  random: Random,
  clock: Clock,
  path: readonly Step[],
  start: number,
): PlannedStep[] {
  let day = start
  return path.map((step, at) => {
    const next = day + step.days
    const latest = Math.min(next - 1, clock.today - 1)
    const late = random.chance(0.72) ? 0 : random.chance(0.6) ? 1 : random.whole(2, 5)
    const planned: PlannedStep = {
      ...step,
      day,
      precision: precisionOf(random, step, at === path.length - 1),
      recordedOn: Math.max(day, Math.min(day + late, latest)),
    }
    day = next
    return planned
  })
}

function precisionOf(random: Random, step: Step, last: boolean): Precision {
  if (step.kind === 'emergency' || last) return 'day'
  if (step.kind === 'opening' && random.chance(0.02)) return 'year'
  return random.chance(step.kind === 'opening' ? 0.1 : 0.05) ? 'month' : 'day'
}

/** Days that a way takes until its last step. */
export function lengthOf(path: readonly Step[]): number {
  return path.slice(0, -1).reduce((sum, step) => sum + step.days, 0)
}

/** One uninterrupted time in our houses. */
export type Stay = {
  /** Place of the step with which it begins. */
  readonly step: number
  readonly since: number
  /** Day on which the bed is free again; null while somebody sleeps there. */
  readonly until: number | null
  readonly emergency: boolean
  /** Day of the move from the reception house to an inner one, after the screening. */
  readonly movesOn: number | null
  /** One bed each, in the order of the household. */
  readonly first: readonly Bed[]
  readonly second: readonly Bed[]
}

const LEAVES: readonly Stage[] = ['contact', 'transit', 'hanawon', 'closed']

/** Finds beds for a household. */
export function giveBeds(
  random: Random,
  houses: HouseBook,
  steps: readonly PlannedStep[],
  size: number,
  today: number,
): readonly Stay[] {
  return steps.flatMap((step, at) => {
    if (step.stage !== 'safe-house' || sleepsAlready(steps, at)) return []
    const leaving = steps.slice(at + 1).find((later) => LEAVES.includes(later.stage))
    const until = leaving?.day ?? null
    const emergency = step.kind === 'emergency' && size === 1 && random.chance(0.3)
    const quiet = quietDay(steps, step.recordedOn + random.whole(8, 25))
    const movesOn = random.chance(0.55) && quiet < (until ?? today) ? quiet : null
    const first = emergency
      ? [houses.squeeze(step.day)]
      : houses.take('reception', size, step.day, movesOn ?? until)
    const second = movesOn === null ? [] : houses.take('inner', size, movesOn, until)
    return [{ step: at, since: step.day, until, emergency, movesOn, first, second }]
  })
}

/** The first day from `day` on that has no other entry: nobody moves house on the day on which they move on. */
function quietDay(steps: readonly PlannedStep[], day: number): number {
  return steps.some((step) => step.recordedOn === day) ? quietDay(steps, day + 1) : day
}

function sleepsAlready(steps: readonly PlannedStep[], at: number): boolean {
  const before = steps.slice(0, at)
  const came = before.findLastIndex((step) => step.stage === 'safe-house')
  return came >= 0 && !before.slice(came).some((step) => LEAVES.includes(step.stage))
}
