/** What statistics know of one person: closed words and days, no code and no id. */
import type { Outcome, Stage } from '../pathway/stages.ts'
import type { Group, IncidentKind, Severity, Sex, Track, TrackStatus } from '../pathway/vocabulary.ts'

/** Days as `2025-12-31`. */
export type CountedPerson = {
  readonly group: Group
  readonly sex: Sex
  /** In order; `until` is the first day after, null for the stage in which the person is now. `outcome`: of a closed one. */
  readonly spells: readonly {
    readonly stage: Stage
    readonly since: string
    readonly until: string | null
    readonly outcome: Outcome | null
  }[]
  readonly protection: readonly {
    readonly track: Track
    readonly status: TrackStatus
    readonly on: string
    readonly expiresOn: string | null
  }[]
  readonly incidents: readonly {
    readonly kind: IncidentKind
    readonly severity: Severity
    readonly on: string
  }[]
  readonly placements: readonly { readonly since: string; readonly until: string | null }[]
}

/** Everybody who is counted, and how many there are who are not: they gave no basis for statistics. */
export type Caseload = { readonly people: readonly CountedPerson[]; readonly withoutBasis: number }
