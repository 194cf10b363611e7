/** What the page of one case shows. No real name, no phone, no address and no route is ever in here. */
import type { Day, PartialDate } from '../../domain/calendar/partial-date.ts'
import type { Warning } from '../../domain/pathway/case-facts.ts'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { NextStage } from '../../domain/pathway/next-stage.ts'
import type { Outcome, Stage } from '../../domain/pathway/stages.ts'
import type { Step } from '../../domain/pathway/steps.ts'
import type {
  Answer,
  BasisGround,
  BasisPurpose,
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
  VisaPurpose,
} from '../../domain/pathway/vocabulary.ts'
import type { Action } from '../../domain/policy/actions.ts'
import type { Question } from '../../domain/work/questions.ts'
import type { TaskKind } from '../../domain/work/tasks.ts'

/** The forms that open in place by `?do=`. */
export const FORMS = [
  'contact',
  'basis',
  'screening',
  'risk',
  'placement',
  'protection',
  'journey-plan',
  'approval',
  'arrival',
  'incident',
  'document',
  'note',
  'task',
  'identity',
  'assign',
  'guest',
  'hand-over',
  'cover',
  'break-glass',
] as const
export type CaseForm = (typeof FORMS)[number]

export function isCaseForm(text: unknown): text is CaseForm {
  return FORMS.some((form) => form === text)
}

/** The action behind each form: who may not do it is not offered the form. */
export const ACTION_OF = {
  contact: 'contact.record',
  basis: 'basis.record',
  screening: 'screening.record',
  risk: 'risk.record',
  placement: 'placement.record',
  protection: 'protection.record',
  'journey-plan': 'journey.plan',
  approval: 'approval.request',
  arrival: 'arrival.record',
  incident: 'incident.report',
  document: 'document.add',
  note: 'note.write',
  task: 'task.create',
  identity: 'case.edit',
  assign: 'case.assign',
  guest: 'case.share',
  'hand-over': 'case.hand-over',
  cover: 'case.hand-over',
  'break-glass': 'case.break-glass',
} as const satisfies Record<CaseForm, Action>

/** What the person who looks may do on this case. */
export type May = Readonly<Record<CaseForm, boolean>> & {
  readonly readIdentity: boolean
  readonly readAddress: boolean
  readonly move: boolean
  readonly emergency: boolean
  readonly close: boolean
  readonly reopen: boolean
  readonly delete: boolean
  readonly correct: boolean
  readonly completeTasks: boolean
  readonly closeIncidents: boolean
  readonly endSharing: boolean
  readonly readDocuments: boolean
  readonly removeDocuments: boolean
}

/** The newest standing record of each kind: the evidence beside a requirement. */
export type Newest = {
  readonly contact:
    ({ readonly civicGroup: string; readonly safeHours: string; readonly safeWay: string } & Dated) | null
  readonly bases: readonly ({
    readonly purpose: BasisPurpose
    readonly ground: BasisGround
    readonly reviewOn: Day | null
  } & Dated)[]
  readonly screening: ({ readonly result: ScreeningResult } & Dated) | null
  readonly risk: { readonly on: Day; readonly high: boolean; readonly reviewOn: Day } | null
  readonly placement: {
    readonly house: string
    readonly houseKind: HouseKind
    readonly compromised: boolean
    readonly since: Day
  } | null
  readonly protection: readonly ({
    readonly track: Track
    readonly status: TrackStatus
    readonly expiresOn: Day | null
  } & Dated)[]
  readonly plan: {
    readonly id: string
    readonly version: number
    readonly recordedAt: string
    readonly fallbacks: number
    readonly hasDocument: boolean
    /** Where it led was forgotten for good. */
    readonly forgottenAt: string | null
  } | null
  readonly request: {
    readonly id: string
    readonly planId: string
    readonly askedAt: string
    readonly askedBy: string
    readonly decision: 'approved' | 'returned' | 'withdrawn' | null
    readonly comment: string | null
    readonly expired: boolean
    /** The one who looks neither asked nor wrote the plan. */
    readonly byOthers: boolean
  } | null
  readonly arrival: Dated | null
}
type Dated = PartialDate

export type Gate = {
  readonly next: NextStage
  readonly met: readonly Requirement[]
  readonly unmet: readonly Requirement[]
  readonly warnings: readonly Warning[]
}

export type OpenTask = {
  readonly id: string
  readonly kind: TaskKind
  readonly title: string
  readonly requirement: Requirement | null
  readonly question: Question | null
  readonly subjectId: string | null
  readonly dueAt: string
  readonly assignee: string
  /** The one who looks is the assignee. */
  readonly mine: boolean
  readonly version: number
}

export type OpenIncident = {
  readonly id: string
  readonly code: string
  readonly kind: IncidentKind
  readonly severity: Severity
  readonly version: number
} & PartialDate

export type PendingReview = { readonly id: string; readonly dueAt: string; readonly byOthers: boolean }

/** The closed words about the person. */
export type Background = {
  readonly group: Group
  readonly sector: Sector
  readonly sex: Sex
  readonly birthYearBand: string | null
  readonly federalDistrict: District
  readonly enlisted: Answer
  readonly visaPurpose: VisaPurpose
  readonly passportWithheld: Answer
  readonly wagesWithheld: Answer
}

export type Head = Background & {
  readonly id: string
  readonly code: string
  readonly teamId: string
  readonly version: number
  readonly stage: Stage
  readonly since: Day
  readonly outcome: Outcome | null
  readonly workers: readonly { readonly id: string; readonly name: string }[]
  readonly householdSize: number
  /** Codes of the others of the household that the person who looks may open. */
  readonly household: readonly string[]
}

/** An adverse closing that waits for a second person, or was approved and waits for whoever asked. */
export type PendingClosing = {
  readonly id: string
  readonly askedBy: string
  readonly mine: boolean
  readonly approved: boolean
}

/** A deletion that waits for a second person. */
export type PendingDeletion = { readonly id: string; readonly askedBy: string; readonly mine: boolean }

export type CaseFile = {
  readonly head: Head
  readonly days: number
  readonly late: boolean
  readonly closedFrom: Stage | null
  readonly lastMoveReason: string | null
  readonly steps: readonly Step[]
  readonly gate: Gate | null
  readonly newest: Newest
  readonly tasks: readonly OpenTask[]
  readonly incidents: readonly OpenIncident[]
  readonly reviews: readonly PendingReview[]
  readonly closing: PendingClosing | null
  readonly deletion: PendingDeletion | null
  readonly may: May
  readonly today: Day
  readonly now: string
  readonly timeZone: string
}
