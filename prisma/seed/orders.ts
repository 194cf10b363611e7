/** What is to be told: which worker gets how many open and closed cases, in which stages. */
import type { OpenStage } from '../../lib/domain/pathway/stages.ts'
import type { Clock } from './almanac.ts'
import { dayOf, numberOf } from './almanac.ts'
import { drawAge, drawOpenPath, drawPath, type Step } from './paths.ts'
import type { Staff, Team } from './people.ts'
import { lengthOf } from './plan.ts'
import type { Random } from './random.ts'

/** Open cases that one worker carries at most, and workers that one team has at most. */
export const CASES_PER_WORKER = 40
export const WORKERS_PER_TEAM = 8
/** Closed cases that stand behind each open one. */
const CLOSED_PER_OPEN = 2.05

/** First contacts by year: the borders closed in 2020; more people have asked since 2022. */
const CONTACTS: Readonly<Record<string, number>> = {
  '2019': 30,
  '2020': 12,
  '2021': 9,
  '2022': 17,
  '2023': 26,
  '2024': 34,
  '2025': 38,
  '2026': 30,
}
const FIRST_DAY = numberOf('2019-01-07')

const OPEN_STAGE_SHARES: Readonly<Record<OpenStage, number>> = {
  contact: 20,
  'safe-house': 29,
  'unhcr-registration': 27,
  transit: 9,
  hanawon: 15,
}

export type Order = {
  readonly team: Team
  readonly staff: Staff
  /** The stage in which the case stands open, or null for a closed one. */
  readonly stage: OpenStage | null
}

/** Orders that fill one worker up with open cases, and the closed ones behind them. */
export function ordersFor(random: Random, team: Team, staff: Staff, open: number): Order[] {
  const closed = Math.round(open * CLOSED_PER_OPEN)
  staff.open += open
  const orders: Order[] = [
    ...Array.from({ length: open }, () => ({ team, staff, stage: random.weighed(OPEN_STAGE_SHARES) })),
    ...Array.from({ length: closed }, () => ({ team, staff, stage: null })),
  ]
  return shuffle(random, orders)
}

/** Fisher and Yates. */
export function shuffle<T>(random: Random, list: readonly T[]): T[] {
  const mixed = [...list]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = random.whole(0, at)
    const [one, two] = [mixed[at], mixed[other]]
    if (one === undefined || two === undefined) continue
    mixed[at] = two
    mixed[other] = one
  }
  return mixed
}

/** A way and its first day, for an order; none lies before the house was opened. */
export function drawWay(
  random: Random,
  clock: Clock,
  stage: OpenStage | null,
): { path: readonly Step[]; start: number } {
  for (;;) {
    const path = stage === null ? drawPath(random) : drawOpenPath(random, stage, drawAge(random, stage))
    const start =
      stage === null ? drawStart(random, clock) : clock.today - lengthOf(path) - (path.at(-1)?.days ?? 1)
    const ended = stage !== null || start + lengthOf(path) < clock.today - 1
    if (start >= FIRST_DAY && ended) return { path, start }
  }
}

function drawStart(random: Random, clock: Clock): number {
  const thisYear = dayOf(clock.today).slice(0, 4)
  for (;;) {
    const year = random.weighed({ ...CONTACTS, [thisYear]: 30 })
    const day = numberOf(`${year}-01-01`) + random.whole(0, 364)
    if (day >= FIRST_DAY && day < clock.today - 2) return day
  }
}
