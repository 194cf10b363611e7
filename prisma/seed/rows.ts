/** The rows of the caseload, in the shape of the tables. All rows of a table have the same columns. */
import type { Day, Precision } from '../../lib/domain/calendar/partial-date.ts'
import type { Warning } from '../../lib/domain/pathway/case-facts.ts'
import type { Requirement } from '../../lib/domain/pathway/gates.ts'
import type { MoveKind } from '../../lib/domain/pathway/moves.ts'
import type { Outcome, Stage } from '../../lib/domain/pathway/stages.ts'
import type {
  Answer,
  BasisGround,
  BasisPurpose,
  Channel,
  District,
  Group,
  HouseKind,
  IncidentKind,
  ScreeningResult,
  Sector,
  Severity,
  Sex,
  Track,
  TrackStatus,
  TravelDocument,
  VisaPurpose,
} from '../../lib/domain/pathway/vocabulary.ts'
import type { Revealed } from '../../lib/domain/policy/break-glass.ts'
import type { GuestSection } from '../../lib/domain/policy/guests.ts'
import type { Role } from '../../lib/domain/policy/roles.ts'
import type { TaskKind } from '../../lib/domain/work/tasks.ts'

/** ISO 8601, in UTC. */
type Instant = string
type OnCase = { readonly id: string; readonly case_id: string }
type Recorded = { readonly recorded_at: Instant; readonly recorded_by: string }
type Happened = { readonly occurred_on: Day; readonly occurred_precision: Precision }
type Score = '1' | '2' | '3' | '4' | '5'

export type Tables = {
  guest_access: OnCase & {
    person_id: string
    sections: readonly GuestSection[]
    from_on: Day
    until_on: Day
    given_by: string
  }
  team: { id: string; name: string; time_zone: string; created_at: Instant }
  person: {
    id: string
    login: string
    display_name: string
    roles: readonly Role[]
    team_id: string | null
    created_at: Instant
  }
  credential: { person_id: string; password_hash: string }
  on_call_shift: { id: string; team_id: string; person_id: string; from_at: Instant; until_at: Instant }
  house: {
    id: string
    code: string
    team_id: string
    kind: HouseKind
    federal_district: District
    capacity: number
    created_at: Instant
  }
  house_address: { house_id: string; address: string }
  household: { id: string; created_at: Instant }
  case_file: {
    id: string
    code: string
    team_id: string
    household_id: string
    stage: Stage
    stage_since: Day
    outcome: Outcome | null
    group_code: Group
    sector: Sector
    sex: Sex
    birth_year_band: string | null
    federal_district: District
    enlisted: Answer
    visa_purpose: VisaPurpose
    passport_withheld: Answer
    wages_withheld: Answer
    version: number
    created_at: Instant
  }
  identity: {
    case_id: string
    hangul: string
    latin: string
    cyrillic: string
    aliases: string
    birth_year: string
    phone: string
    guardian: string
    recorded_at: Instant
  }
  assignment: OnCase & { person_id: string; from_at: Instant; until_at: Instant | null }
  incident: OnCase &
    Recorded &
    Happened & {
      code: string
      kind: IncidentKind
      severity: Severity
      account: string
      closed_at: Instant | null
      closed_by: string | null
    }
  stage_spell: OnCase &
    Recorded &
    Happened & {
      sequence: number
      from_stage: Stage | 'start'
      stage: Stage
      kind: MoveKind
      needs_reason: boolean
      since: Day
      until: Day | null
      reason: string | null
      outcome: Outcome | null
      incident_id: string | null
    }
  contact: OnCase &
    Recorded &
    Happened & {
      channel: Channel
      civic_group: string
      reached: boolean
      safe_hours: string
      safe_way: string
    }
  data_basis: OnCase &
    Recorded &
    Happened & { purpose: BasisPurpose; ground: BasisGround; review_on: Day | null; explanation: string }
  screening: OnCase &
    Recorded &
    Happened & {
      infiltration: ScreeningResult
      coercion: ScreeningResult
      result: ScreeningResult
      explanation: string
    }
  risk_assessment: OnCase &
    Recorded & {
      refoulement: Score
      health: Score
      exposure: Score
      dependants: Score
      high: boolean
      occurred_on: Day
      review_on: Day
      explanation: string
    }
  placement: OnCase &
    Recorded & {
      house_id: string
      bed: number
      since: Day
      until: Day | null
      emergency: boolean
      reason: string | null
    }
  protection_step: OnCase &
    Recorded &
    Happened & { track: Track; status: TrackStatus; expires_on: Day | null }
  protection_number: { step_id: string; case_id: string; reference: string }
  journey_plan: OnCase &
    Recorded & {
      plan_version: number
      travel_document: TravelDocument
      departs_on: Day | null
      fallback_count: number
    }
  journey_route: {
    plan_id: string
    case_id: string
    route: string
    fallbacks: string
    escort: string
    recorded_by: string
  }
  arrival: OnCase & Recorded & Happened & { confirmed_by: string }
  approval_request: OnCase & {
    kind: 'journey-plan' | 'adverse-closing' | 'move-review'
    subject_id: string
    /** JSON of what is asked; sealed where it is written. */
    snapshot: string
    outcome: Outcome | null
    asked_by: string
    asked_at: Instant
    expires_at: Instant
    decision: 'approved' | 'returned' | 'withdrawn' | null
    decided_by: string | null
    decided_at: Instant | null
    comment: string | null
    acknowledged: readonly Warning[]
    consumed_at: Instant | null
    version: number
  }
  note: OnCase & Recorded & { body: string }
  task: OnCase &
    Recorded & {
      assignee_id: string
      kind: TaskKind
      requirement: Requirement | null
      subject_id: string | null
      title: string | null
      due_at: Instant
      done_at: Instant | null
      done_by: string | null
      version: number
    }
  alert: OnCase & {
    raising_id: string
    kind: 'emergency-move' | 'critical-incident'
    person_id: string
    raised_at: Instant
    raised_by: string
    acknowledged_at: Instant | null
  }
  break_glass: OnCase & {
    person_id: string
    reason: string
    opened_at: Instant
    until_at: Instant
    due_at: Instant
  }
  reveal: OnCase & { person_id: string; what: Revealed; at: Instant }
}

export type Table = keyof Tables

/** In the order in which they are inserted: what is referred to comes first. */
export const TABLES = [
  'team',
  'person',
  'credential',
  'on_call_shift',
  'house',
  'house_address',
  'household',
  'case_file',
  'identity',
  'assignment',
  'guest_access',
  'incident',
  'stage_spell',
  'contact',
  'data_basis',
  'screening',
  'risk_assessment',
  'placement',
  'protection_step',
  'protection_number',
  'journey_plan',
  'journey_route',
  'arrival',
  'approval_request',
  'note',
  'task',
  'alert',
  'break_glass',
  'reveal',
] as const satisfies readonly Table[]

export type Rows = { readonly [T in Table]: Tables[T][] }

/** Nothing yet. */
export function noRows(): Rows {
  return {
    team: [],
    person: [],
    credential: [],
    on_call_shift: [],
    house: [],
    house_address: [],
    household: [],
    case_file: [],
    identity: [],
    assignment: [],
    guest_access: [],
    incident: [],
    stage_spell: [],
    contact: [],
    data_basis: [],
    screening: [],
    risk_assessment: [],
    placement: [],
    protection_step: [],
    protection_number: [],
    journey_plan: [],
    journey_route: [],
    arrival: [],
    approval_request: [],
    note: [],
    task: [],
    alert: [],
    break_glass: [],
    reveal: [],
  }
}
