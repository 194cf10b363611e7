/** What a timeline tells of a case: one closed list of kinds, each with the few words that it needs. */
import type { Day, Precision } from '../../domain/calendar/partial-date.ts'
import type { MoveKind } from '../../domain/pathway/moves.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import type {
  BasisGround,
  BasisPurpose,
  Channel,
  IncidentKind,
  ScreeningResult,
  Severity,
  Track,
  TrackStatus,
  TravelDocument,
} from '../../domain/pathway/vocabulary.ts'

export const ENTRIES = 50

/** What the filter offers, with the kinds behind each word. */
export const SHOWS = {
  moves: ['move', 'review'],
  notes: ['note'],
  contacts: ['contact', 'basis'],
  safety: ['screening', 'risk', 'incident'],
  protection: ['protection'],
  journeys: ['placement', 'plan', 'approval', 'arrival'],
} as const satisfies Record<string, readonly What['kind'][]>
export type Show = keyof typeof SHOWS

export const SHOW_NAMES = [
  'moves',
  'notes',
  'contacts',
  'safety',
  'protection',
  'journeys',
] as const satisfies Show[]

export function isShow(text: unknown): text is Show {
  return SHOW_NAMES.some((name) => name === text)
}

/** What happened. No route, no address, no number and no name of the person is ever in here. */
export type What =
  | {
      readonly kind: 'move'
      readonly from: Stage | 'start'
      readonly to: Stage
      readonly how: MoveKind
      readonly reason: string | null
      readonly outcome: Outcome | null
    }
  | { readonly kind: 'review'; readonly decision: 'approved' | 'returned'; readonly comment: string | null }
  | { readonly kind: 'note'; readonly body: string }
  | {
      readonly kind: 'contact'
      readonly channel: Channel
      readonly civicGroup: string
      readonly reached: boolean
    }
  | {
      readonly kind: 'basis'
      readonly purpose: BasisPurpose
      readonly ground: BasisGround
      readonly reviewOn: Day | null
      readonly explanation: string
    }
  | {
      readonly kind: 'screening'
      readonly result: ScreeningResult
      readonly infiltration: ScreeningResult
      readonly coercion: ScreeningResult
      readonly explanation: string
    }
  | {
      readonly kind: 'risk'
      readonly high: boolean
      readonly refoulement: string
      readonly health: string
      readonly exposure: string
      readonly dependants: string
      readonly reviewOn: Day
      readonly explanation: string
    }
  | {
      readonly kind: 'incident'
      readonly code: string
      readonly type: IncidentKind
      readonly severity: Severity
      readonly account: string
      readonly closed: boolean
    }
  | {
      readonly kind: 'protection'
      readonly track: Track
      readonly status: TrackStatus
      readonly expiresOn: Day | null
    }
  | {
      readonly kind: 'placement'
      readonly house: string
      readonly emergency: boolean
      readonly reason: string | null
      readonly until: Day | null
    }
  | {
      readonly kind: 'plan'
      readonly version: number
      readonly document: TravelDocument
      readonly fallbacks: number
      readonly departsOn: Day | null
      readonly forgottenOn: Day | null
    }
  | {
      readonly kind: 'approval'
      readonly decision: 'asked' | 'approved' | 'returned' | 'withdrawn'
      readonly comment: string | null
    }
  | { readonly kind: 'arrival'; readonly confirmedBy: string }

export type TimelineEntry = {
  readonly id: string
  readonly what: What
  /** A date as it was remembered; or, for what the house itself recorded, the day of the moment. */
  readonly on: Day
  readonly precision: Precision
  /** ISO instant. */
  readonly recordedAt: string
  /** The day of `recordedAt` for the team; shown when it is not the day on which it happened. */
  readonly recordedOn: Day
  readonly who: string
  /** A correction took its place. */
  readonly corrected: boolean
}

export type TimelinePage = {
  readonly show: Show | null
  readonly page: number
  readonly entries: readonly TimelineEntry[]
  readonly more: boolean
}
