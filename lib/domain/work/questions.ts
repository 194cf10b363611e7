/**
 * Questions about the quality of records. An analyst sees how many records have a gap and asks; the worker of each case is told
 * which, and puts it right or says that it is as it is. The database repeats the rules (`law.record_check`, `law.question_plan`).
 */

/** `missing`: never asked or not known. `late`: written down more than a week later. `implausible`: a day that cannot be. */
export const QUALITY_PROBLEMS = ['missing', 'late', 'implausible'] as const
export type QualityProblem = (typeof QUALITY_PROBLEMS)[number]

export const QUALITY_FIELDS = {
  missing: ['birth-year', 'sex', 'enlisted', 'passport', 'wages', 'statistics-basis'],
  late: ['stage', 'incident', 'protection', 'placement'],
  implausible: ['stage', 'incident', 'protection', 'placement'],
} as const satisfies Record<QualityProblem, readonly string[]>
export type QualityField = (typeof QUALITY_FIELDS)[QualityProblem][number]

/** A problem and a field of it, as one closed word: all that a question says. */
export type Question = {
  [P in QualityProblem]: `${P}-${(typeof QUALITY_FIELDS)[P][number]}`
}[QualityProblem]

/**
 * Where questions are answered: three forms of the case, the page that corrects the day of its last move, and two parts of its
 * history, for days that nothing corrects yet: there one looks, and says so.
 */
const PLACES = {
  identity: '?do=identity#form',
  basis: '?do=basis#form',
  placement: '?do=placement#form',
  correct: '/correct',
  safety: '?show=safety#timeline',
  protection: '?show=protection#timeline',
} as const
export type AnswerPlace = keyof typeof PLACES

const ANSWERED_AT = {
  'missing-birth-year': 'identity',
  'missing-sex': 'identity',
  'missing-enlisted': 'identity',
  'missing-passport': 'identity',
  'missing-wages': 'identity',
  'missing-statistics-basis': 'basis',
  'late-stage': 'correct',
  'late-incident': 'safety',
  'late-protection': 'protection',
  'late-placement': 'placement',
  'implausible-stage': 'correct',
  'implausible-incident': 'safety',
  'implausible-protection': 'protection',
  'implausible-placement': 'placement',
} as const satisfies Record<Question, AnswerPlace>

/** Every question there is. */
export const QUESTIONS = Object.keys(ANSWERED_AT) as readonly Question[]

/** The question about a field of a problem, or null where that problem is not looked for in that field. */
export function questionOf(problem: QualityProblem, field: QualityField): Question | null {
  return QUESTIONS.find((question) => question === `${problem}-${field}`) ?? null
}

/** Where a question is answered. */
export function answeredAt(question: Question): AnswerPlace {
  return ANSWERED_AT[question]
}

/** The address at which a question is answered, of a case by its code. */
export function answerPath(code: string, question: Question): string {
  return `/cases/${code}${PLACES[answeredAt(question)]}`
}

/** Days until a question should be answered. */
export const QUESTION_DAYS = 14
/** Days after an answer in which the same is not asked again of the same case. */
export const NOT_AGAIN_DAYS = 90
/** Open questions a worker has at most: a pile is ticked off unread. */
export const MOST_QUESTIONS = 5

/** Below this, a count is told as "few": whoever sees no case learns of groups, and not of one or two people. */
export const LEAST_TOLD = 5

export type Told = number | 'few'

/** A count as it is told to whoever sees no case: 0, `few` for 1 to 4, and every other number as it is. */
export function told(count: number): Told {
  return count > 0 && count < LEAST_TOLD ? 'few' : count
}
