/**
 * Which way a case takes through the pathway, and how long it stays where. Shares and medians are invented; their shape
 * is what supervisors report: most people wait weeks, a few wait most of a year.
 */
import type { MoveKind } from '../../lib/domain/pathway/moves.ts'
import { isOpen, type OpenStage, type Outcome, type Stage } from '../../lib/domain/pathway/stages.ts'
import type { Random } from './random.ts'

export type Step = {
  readonly stage: Stage
  readonly kind: MoveKind
  readonly outcome: Outcome | null
  /** Days until the next step; for the last one nothing comes after. */
  readonly days: number
}

type Turn = readonly [stage: Stage, kind: MoveKind]
type Way = readonly [share: number, stage: Stage, kind: MoveKind]

const WAYS: Readonly<Record<OpenStage, readonly Way[]>> = {
  contact: [
    [60, 'safe-house', 'planned'],
    [15, 'unhcr-registration', 'planned'],
    [16, 'closed', 'planned'],
    [6, 'safe-house', 'emergency'],
    [1, 'transit', 'emergency'],
    [2, 'safe-house', 'override'],
  ],
  'safe-house': [
    [64, 'unhcr-registration', 'planned'],
    [12, 'transit', 'planned'],
    [5, 'contact', 'planned'],
    [9, 'closed', 'planned'],
    [4, 'transit', 'emergency'],
    [6, 'unhcr-registration', 'override'],
  ],
  'unhcr-registration': [
    [66, 'transit', 'planned'],
    [8, 'safe-house', 'planned'],
    [3, 'contact', 'planned'],
    [13, 'closed', 'planned'],
    [3, 'safe-house', 'emergency'],
    [2, 'transit', 'emergency'],
    [5, 'transit', 'override'],
  ],
  transit: [
    [82, 'hanawon', 'planned'],
    [5, 'safe-house', 'planned'],
    [4, 'unhcr-registration', 'planned'],
    [2, 'hanawon', 'override'],
    [4, 'closed', 'planned'],
    [3, 'safe-house', 'emergency'],
  ],
  hanawon: [
    [98, 'closed', 'planned'],
    [2, 'transit', 'planned'],
  ],
}

const ENDINGS: Readonly<Record<OpenStage, Readonly<Partial<Record<Outcome, number>>>>> = {
  contact: { withdrew: 45, 'lost-contact': 38, transferred: 12, 'forcibly-returned': 5 },
  'safe-house': {
    withdrew: 40,
    'lost-contact': 25,
    transferred: 18,
    'forcibly-returned': 12,
    deceased: 5,
  },
  'unhcr-registration': {
    'resettled-elsewhere': 38,
    withdrew: 24,
    'lost-contact': 18,
    transferred: 12,
    'forcibly-returned': 6,
    deceased: 2,
  },
  transit: { 'forcibly-returned': 45, transferred: 40, deceased: 15 },
  hanawon: { settled: 92, 'not-protected': 5, withdrew: 3 },
}

/** Median days and the weight of the tail, by stage. */
const STAYS: Readonly<Record<OpenStage, readonly [median: number, spread: number]>> = {
  contact: [10, 1],
  'safe-house': [40, 0.9],
  'unhcr-registration': [62, 0.8],
  transit: [5, 0.7],
  hanawon: [330, 0.3],
}
const LONGEST_STAY = 540
const MOST_STEPS = 9
/** Reached last at least so long ago, or contact does not count as lost. */
const SILENT_DAYS = 104
const RARELY_REOPENED: readonly Outcome[] = ['withdrew', 'lost-contact', 'transferred']

/** Days spent in a stage: heavy-tailed, at least one. */
export function drawStay(random: Random, stage: OpenStage): number {
  const [median, spread] = STAYS[stage]
  return Math.min(LONGEST_STAY, Math.max(1, Math.round(random.heavyTailed(median, spread))))
}

/** Days for which somebody has been waiting in a stage until today. */
export function drawAge(random: Random, stage: OpenStage): number {
  if (stage === 'hanawon') return random.whole(3, 300)
  const [median, spread] = STAYS[stage]
  const longest = stage === 'transit' ? 19 : 300
  return Math.min(longest, Math.max(1, Math.round(random.heavyTailed(median * 0.7, spread))))
}

/** A whole way, from first contact to an ending; some cases are reopened and end again. */
export function drawPath(random: Random): readonly Step[] {
  const steps: Step[] = []
  let stage: OpenStage = 'contact'
  let kind: MoveKind = 'opening'
  for (;;) {
    const [to, by]: Turn = steps.length < MOST_STEPS ? drawWay(random, stage) : ['closed', 'planned']
    const stay = drawStay(random, stage)
    if (isOpen(to)) {
      steps.push({ stage, kind, outcome: null, days: stay })
      stage = to
      kind = by
      continue
    }
    const outcome = random.weighed(ENDINGS[stage])
    steps.push({
      stage,
      kind,
      outcome: null,
      days: outcome === 'lost-contact' ? stay + SILENT_DAYS : stay + 2,
    })
    const reopens = steps.length < MOST_STEPS && RARELY_REOPENED.includes(outcome) && random.chance(0.16)
    steps.push({ stage: to, kind: by, outcome, days: reopens ? random.whole(12, 160) : 1 })
    if (!reopens) return steps
    kind = 'reopen'
  }
}

function drawWay(random: Random, stage: OpenStage): Turn {
  let left = random.unit() * 100
  for (const [share, to, kind] of WAYS[stage]) {
    left -= share
    if (left < 0) return [to, kind]
  }
  return ['closed', 'planned']
}

/** The beginning of a way, up to where the case stands in a stage and has stood for `age` days. */
export function drawOpenPath(random: Random, stage: OpenStage, age: number): readonly Step[] {
  for (;;) {
    const whole = drawPath(random)
    const places = whole.flatMap((step, at) => (step.stage === stage ? [at] : []))
    if (places.length === 0) continue
    const end = random.pick(places)
    return whole.slice(0, end + 1).map((step, at) => (at === end ? { ...step, days: age } : step))
  }
}
