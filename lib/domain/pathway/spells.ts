/**
 * The history of one case as spells: each says which stage, since when, and how it was entered. What this file accepts
 * the database accepts, and nothing else (`stage_spell` and its triggers); a property test walks both.
 */
import { lastDay, type Day, type PartialDate } from '../calendar/partial-date.ts'
import { granted, refused, refusedField, type Outcome as Answer } from '../refusal.ts'
import { findMove, type MoveKind } from './moves.ts'
import { ADVERSE, type Outcome, type Stage } from './stages.ts'

export type Spell = {
  /** 1 for the opening, without gaps. */
  readonly sequence: number
  readonly from: Stage | null
  readonly stage: Stage
  readonly kind: MoveKind
  /** What was said of the date. */
  readonly occurred: PartialDate
  /** First day of the stored range `[since, until)`: never before the spell before it began. */
  readonly since: Day
  /** Null while this is where the case stands. */
  readonly until: Day | null
  readonly reason: string | null
  readonly outcome: Outcome | null
  /** An adverse outcome names its incident. */
  readonly incidentId: string | null
}

export type Attempt = Pick<Spell, 'stage' | 'kind' | 'occurred' | 'reason' | 'outcome' | 'incidentId'>

/** Shortest reason that is a reason; the database, which keeps it sealed, asks that there is one. */
export const MIN_REASON_LENGTH = 3

/**
 * Adds one spell to a history, or says why not. Knows nothing of gates: those guard decisions, this is the record.
 *
 * @param history spells in order, the last one open; empty for a new case
 * @param today the day it is for the team, which no move may lie after
 */
export function appendSpell(
  history: readonly Spell[],
  attempt: Attempt,
  today: Day,
): Answer<readonly Spell[]> {
  const last = history.at(-1)
  const from = last?.stage ?? null
  const move = findMove(from, attempt.stage, attempt.kind)
  if (move === null) return refused('illegal-move')
  if (attempt.kind === 'reopen' && last?.from !== attempt.stage) return refused('illegal-move')
  if (move.needsReason && (attempt.reason ?? '').trim().length < MIN_REASON_LENGTH) {
    return refusedField('reason', attempt.reason === null ? 'required' : 'too-short')
  }
  const closing = judgeClosing(attempt)
  if (!closing.ok) return closing
  if (attempt.occurred.on > today) return refusedField('occurredOn', 'in-future')
  if (last !== undefined && lastDay(attempt.occurred) < last.since) {
    return refusedField('occurredOn', 'before-previous-stage')
  }
  const since = last !== undefined && attempt.occurred.on < last.since ? last.since : attempt.occurred.on
  const opened: Spell = { ...attempt, sequence: history.length + 1, from, since, until: null }
  if (last === undefined) return granted([opened])
  return granted([...history.slice(0, -1), { ...last, until: since }, opened])
}

function judgeClosing(attempt: Attempt): Answer<null> {
  if (attempt.stage !== 'closed') {
    return attempt.outcome === null && attempt.incidentId === null ? granted(null) : refused('illegal-move')
  }
  if (attempt.outcome === null) return refusedField('outcome', 'outcome-required')
  if (ADVERSE[attempt.outcome] && attempt.incidentId === null)
    return refusedField('incidentId', 'incident-required')
  return granted(null)
}

/**
 * Says again when the newest move happened: the day lies between the stage before and today.
 *
 * @returns the whole corrected history; the caller supersedes the rows that differ and keeps them.
 */
export function correctLastDate(
  history: readonly Spell[],
  occurred: PartialDate,
  today: Day,
): Answer<readonly Spell[]> {
  const last = history.at(-1)
  if (last === undefined) return refused('absent')
  const before = history
    .slice(0, -1)
    .map((spell, at, all) => (at === all.length - 1 ? { ...spell, until: null } : spell))
  return appendSpell(before, { ...last, occurred }, today)
}
