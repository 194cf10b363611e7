/**
 * The closed list of reasons to say no, and the one shape in which every use-case answers.
 *
 * A refusal is a value and never an exception: an exception is a bug, and its message never reaches the browser.
 * The words for each refusal stand in one place per language, under `refusals` in `messages/*.json`.
 */
export const REFUSALS = [
  /** No live session: the person must sign in again. */
  'signed-out',
  /** The person's roles give no right to this action, on any row. */
  'not-allowed',
  /** No such row, or one that is out of reach: the two must look the same. */
  'absent',
  /** Some fields are wrong; `fields` says which. */
  'invalid',
  /** The right is there, but the last proof of who asks is too old: they confirm that it is them, and go on. */
  'step-up',
  /** The record changed since the form was opened. */
  'stale',
  /** The same idempotency key came with other content. */
  'key-reused',
  /** The move is not on the pathway. */
  'illegal-move',
  /** The gate of the stage asks for something that is missing. */
  'gate-unmet',
  /** Only a supervisor or the person on call may do this. */
  'needs-supervisor',
  /** A second person has to have approved exactly this, not long ago, and it was not used yet. */
  'needs-approval',
  /** Nobody approves or reviews what they asked for or wrote themselves. */
  'same-person',
  /** What was asked has been decided, used or withdrawn already. */
  'already-decided',
  /** The link or the request is too old. */
  'expired',
  /** Whoever asked for the approval may not work here any more. */
  'asker-inactive',
  /** Where the journey leads is masked for whoever asks: they cannot put before others what they may not see. */
  'masked',
  /** Somebody holds another case open by break-glass. */
  'one-at-a-time',
  /** A break-glass of theirs has waited too long for its review. */
  'review-overdue',
  /** The last bed was just taken. */
  'no-free-bed',
  /** The house is marked compromised. */
  'house-compromised',
  /** Somebody who has not been screened may stay in a reception house only. */
  'reception-house-only',
  /** So many identities within an hour that somebody else must say that it is well. */
  'too-many-looks',
  /** Two roles that one person must never hold together. */
  'forbidden-roles',
  /** The name is in use already. */
  'name-taken',
  /** The period has left the house already in this tier, or somebody prepares it just now. */
  'already-released',
  /** Another release of the same table has left since this one was prepared: the two were never attacked together. */
  'outrun',
  /** It was deleted for good, or its time was over: nothing can be written to it any more. */
  'forgotten',
  /** Something about the case must be settled before it can be deleted. */
  'not-deletable',
  /** Nobody would carry the case any more. */
  'without-carrier',
  /** Roles are decided by an administrator who neither asked nor is meant, and there is none. */
  'needs-second-administrator',
  /** The last active administrator cannot be disabled or demoted. */
  'last-administrator',
  /** The login or the password is wrong; which of them is not said. */
  'wrong-credentials',
  /** The keys are locked: nobody does anything until a key holder has unlocked them. */
  'locked',
  /** A lock with fewer key holders than two: one who is lost would lock everybody out. */
  'too-few-holders',
  /** The body is larger than any form needs. */
  'too-large',
  /** A file came in part only: the line broke, or whoever sent it stopped. */
  'upload-stopped',
  /** The disk or the store of documents is full. */
  'storage-full',
  /** The disk or the store of documents does not answer. */
  'storage-unreachable',
  /** Something broke; it was logged under a reference, and nothing was saved. */
  'failed',
] as const

export type Refusal = (typeof REFUSALS)[number]

/** What is wrong with one field; the words stand under `problems` in `messages/*.json`. */
export const FIELD_PROBLEMS = [
  'required',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'not-a-choice',
  'not-a-date',
  'not-a-number',
  'not-valid',
  'in-future',
  'in-past',
  'before-previous-stage',
  'password-common',
  'password-short',
  'passwords-differ',
  'taken',
  'time-zone-unknown',
  'incident-required',
  'outcome-required',
  'end-before-start',
  'no-such-case',
  'too-far-ahead',
  'has-another-case',
  'file-too-large',
  'file-empty',
  'file-damaged',
  'file-heic',
  'file-picture',
  'file-office',
  'file-script',
  'file-program',
  'file-recording',
  'file-unknown',
] as const

export type FieldProblem = (typeof FIELD_PROBLEMS)[number]

/** Field path, dotted as react-hook-form writes it (`identity.latin`), to its problem. */
export type FieldProblems = Readonly<Record<string, FieldProblem>>

export type Refused = {
  readonly ok: false
  readonly refusal: Refusal
  readonly fields?: FieldProblems
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refused

/** The allowing answer. */
export function granted<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** The refusing answer, with the fields at fault when there are any. */
export function refused(refusal: Refusal, fields?: FieldProblems): Refused {
  return fields === undefined ? { ok: false, refusal } : { ok: false, refusal, fields }
}

/** The refusal of one field. */
export function refusedField(field: string, problem: FieldProblem): Refused {
  return refused('invalid', { [field]: problem })
}
