/** What kinds of tasks and alerts there are, and how long a decision may wait. */

/**
 * - `custom`: somebody wrote it.
 * - `requirement`: what a gate would have asked, left behind by an emergency move.
 * - `review`: a second look at an override or an emergency move.
 * - `approval`: a journey plan that waits for a second person.
 * - `returned`: a journey plan came back with a comment.
 * - `question`: an analyst asks about the quality of the records; `questions.ts` says what.
 * - `deletion`: the term of a closed case is over; its supervisor asks for the deletion, or ticks it off to keep the case.
 */
export const TASK_KINDS = [
  'custom',
  'requirement',
  'review',
  'approval',
  'returned',
  'deletion',
  'question',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/**
 * True for a second person's task, and for what is proposed to a supervisor. Only they tick it off: whoever is looked at must
 * not end the look.
 */
export function waitsForSecondPerson(kind: TaskKind): boolean {
  return kind === 'review' || kind === 'approval' || kind === 'deletion'
}

/** Hours until the task of deciding it is due: a third of what the request itself has. */
export const APPROVAL_TASK_HOURS = 24
/** Hours until a plan that was returned should have been written again. */
export const RETURNED_TASK_HOURS = 24

/** What an alert can ring for. */
export const ALERT_KINDS = [
  'emergency-move',
  'critical-incident',
  'unjustified-break-glass',
  'phone-seized',
  'too-many-looks',
  'suspended',
  'carrier-suspended',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]
/** Those about a colleague, rung by whoever acts. */
export type PersonAlertKind = 'phone-seized' | 'too-many-looks'
/** Of a suspension the database itself tells: about the colleague, and about what they carry elsewhere. */
export type SuspensionAlertKind = 'suspended' | 'carrier-suspended'
/** The others are about a case. */
export type CaseAlertKind = Exclude<AlertKind, PersonAlertKind | SuspensionAlertKind>
