/**
 * What a failed check of a form says about its field. The browser and the action both read a schema's issues through
 * these functions, so that the same mistake has the same words wherever it is found.
 *
 * The shapes are those of zod 4's issues, named here by structure: the law imports no package.
 */
import { FIELD_PROBLEMS, type FieldProblem, type FieldProblems } from './refusal.ts'

export type CheckIssue = {
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly input?: unknown
  readonly origin?: unknown
  readonly expected?: unknown
  readonly minimum?: unknown
  readonly format?: unknown
}

/** A check's issue with the place where it stands. */
export type PlacedIssue = CheckIssue & { readonly path: readonly PropertyKey[] }

/** Narrows any text to a field problem. */
export function isFieldProblem(text: unknown): text is FieldProblem {
  return FIELD_PROBLEMS.some((problem) => problem === text)
}

const NUMBERS: readonly unknown[] = ['number', 'int', 'bigint', 'nan']
const DATES: readonly unknown[] = ['date', 'datetime', 'time', 'duration']

/** A box that must be ticked and is not counts as empty too. */
function isEmpty(issue: CheckIssue): boolean {
  if (!('input' in issue)) return false
  const { input } = issue
  return (
    input === undefined ||
    input === null ||
    input === '' ||
    (input === false && issue.code === 'invalid_value')
  )
}

function isCount(origin: unknown): boolean {
  return origin === 'string' || origin === 'array' || origin === 'set'
}

/**
 * The problem that an issue stands for. It fits as the `error` of a zod parse, where the issue still knows its input;
 * read afterwards, the message that it put there wins.
 */
export function problemOf(issue: CheckIssue): FieldProblem {
  if (isFieldProblem(issue.message)) return issue.message
  if (isEmpty(issue)) return 'required'
  switch (issue.code) {
    case 'too_small':
      if (!isCount(issue.origin)) return 'too-small'
      return Number(issue.minimum) <= 1 ? 'required' : 'too-short'
    case 'too_big':
      return isCount(issue.origin) ? 'too-long' : 'too-large'
    case 'invalid_value':
    case 'invalid_union':
      return 'not-a-choice'
    case 'invalid_type':
      if (NUMBERS.includes(issue.expected)) return 'not-a-number'
      return DATES.includes(issue.expected) ? 'not-a-date' : 'not-valid'
    case 'invalid_format':
      return DATES.includes(issue.format) ? 'not-a-date' : 'not-valid'
    default:
      return 'not-valid'
  }
}

/** The first problem of each field, by dotted path (`identity.latin`, `legs.0.from`); one of the whole form stands under ``. */
export function problemsOf(issues: readonly PlacedIssue[]): FieldProblems {
  const problems: Record<string, FieldProblem> = {}
  for (const issue of issues) problems[issue.path.map(String).join('.')] ??= problemOf(issue)
  return problems
}

/**
 * When a rule across fields runs: also when some field is wrong by itself, so that whoever fills a form learns all of it
 * at once. Fits as the `when` of a zod check; such a rule must bear fields that are missing.
 */
export function hasFields({ value }: { readonly value: unknown }): boolean {
  return typeof value === 'object' && value !== null
}
