/** How good the records are, as counts a field. No case, and no code of one. */

/** `missing`: never asked or not known. `late`: written down more than a week later. `implausible`: a day that cannot be. */
export const QUALITY_PROBLEMS = ['missing', 'late', 'implausible'] as const
export type QualityProblem = (typeof QUALITY_PROBLEMS)[number]

export const QUALITY_FIELDS = {
  missing: ['birth-year', 'sex', 'enlisted', 'passport', 'wages', 'statistics-basis'],
  late: ['stage', 'incident', 'protection', 'placement'],
  implausible: ['stage', 'incident', 'protection', 'placement'],
} as const satisfies Record<QualityProblem, readonly string[]>
export type QualityField = (typeof QUALITY_FIELDS)[QualityProblem][number]

export type QualityRow = {
  readonly problem: QualityProblem
  readonly field: QualityField
  readonly found: number
  /** Records that were looked at. */
  readonly of: number
}
