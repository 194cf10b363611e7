/** The tables that may leave the house: six, fixed and versioned. A free filter would be a way to ask about one person. */

export const DEFINITION_IDS = [
  'pathway',
  'protection',
  'durations',
  'incidents',
  'outcomes',
  'shelter',
] as const
export type DefinitionId = (typeof DEFINITION_IDS)[number]

export const TIERS = ['public', 'restricted'] as const
export type Tier = (typeof TIERS)[number]

/** Counts below the threshold of a tier do not leave in it. */
export const THRESHOLDS = { public: 11, restricted: 5 } as const satisfies Record<Tier, number>

/** First and last day of a period, such as `2025-01-01` and `2025-12-31`. */
export type Period = { readonly first: string; readonly last: string }

/** How long a period that is over stays open for late records, in days. */
export const LATE_DAYS = 30

/** Days for which the files of a release may be fetched. */
export const DOWNLOAD_DAYS = 7

export type Definition = {
  readonly id: DefinitionId
  /** Rises with every change of what is counted; releases of different versions are not compared. */
  readonly version: number
  /** Months of one period. */
  readonly months: 6 | 12
}

export const DEFINITIONS = {
  /** People whose case was open in the year, by the furthest stage reached by its end, group and sex. */
  pathway: { id: 'pathway', version: 1, months: 12 },
  /** People whose case was open on 31 December, by the protection that they had; comparable with UNHCR's stocks. */
  protection: { id: 'protection', version: 1, months: 12 },
  /** People who reached protection or Korea in the year, by the days since first contact; a table each. */
  durations: { id: 'durations', version: 1, months: 12 },
  /** People with an incident in the half-year, each by the gravest one. */
  incidents: { id: 'incidents', version: 1, months: 6 },
  /** People first contacted in the year, by how their case stood a year after its end. */
  outcomes: { id: 'outcomes', version: 1, months: 12 },
  /** People who slept in a safe house in the year, by how many nights. */
  shelter: { id: 'shelter', version: 1, months: 12 },
} as const satisfies Record<DefinitionId, Definition>
