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

/**
 * Weights of the years in which closed cases began: the borders closed in 2020, and more people have asked since 2022.
 * Ways that have not ended yet are drawn again, so recent years weigh more here than they count in the end.
 */
const CONTACTS: Readonly<Record<string, number>> = {
  '2019': 30,
  '2020': 10,
  '2021': 7,
  '2022': 15,
  '2023': 28,
  '2024': 44,
  '2025': 66,
  '2026': 60,
}
const FIRST_DAY = numberOf('2019-01-07')

/** Where twenty open cases stand; a worker with fewer has the first of them. */
const OPEN_STAGES_OF_TWENTY: readonly OpenStage[] = [
  ...(['contact', 'safe-house', 'hanawon', 'contact', 'safe-house'] as const),
  ...(['unhcr-registration', 'contact', 'safe-house', 'hanawon', 'safe-house'] as const),
  ...(['unhcr-registration', 'transit', 'unhcr-registration', 'contact', 'safe-house'] as const),
  ...(['unhcr-registration', 'hanawon', 'transit', 'unhcr-registration', 'safe-house'] as const),
]

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
    ...Array.from({ length: open }, (_, at) => ({
      team,
      staff,
      stage: OPEN_STAGES_OF_TWENTY[at % OPEN_STAGES_OF_TWENTY.length] ?? null,
    })),
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
    const year = random.weighed({ ...CONTACTS, [thisYear]: 60 })
    const day = numberOf(`${year}-01-01`) + random.whole(0, 364)
    if (day >= FIRST_DAY && day < clock.today - 2) return day
  }
}
