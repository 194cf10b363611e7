/**
 * Who has a case, and until when: giving it on, covering for an absence, ending either early. Pure arithmetic on what is
 * assigned; whoever may do it is decided elsewhere. No change leaves a case without somebody who carries it.
 */
import { granted, refused, refusedField, type Outcome } from '../refusal.ts'

/** `carry`: the case is theirs, or was and still overlaps. `cover`: they stand in for a time. */
export const ASSIGNMENT_KINDS = ['carry', 'cover'] as const
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number]

/** Hours for which the one before still has the case, unless somebody says otherwise. */
export const OVERLAP_HOURS = 72
export const LONGEST_OVERLAP_HOURS = 336
/** Days that a cover lasts at most, from today on. */
export const LONGEST_COVER_DAYS = 30

const HOUR_MS = 3_600_000

/** One person's time with a case, `[from, until)` in milliseconds since 1970; null: open-ended. */
export type Assigned = {
  readonly id: string
  readonly personId: string
  readonly kind: AssignmentKind
  readonly from: number
  readonly until: number | null
}

/** What is to be written: ends are only ever set earlier, whatever lasts longer is a row of its own. */
export type Change = {
  readonly ends: readonly { readonly id: string; readonly at: number }[]
  readonly begins: readonly Omit<Assigned, 'id'>[]
}

/** True while the time has not run out; one that has not begun is not over either. */
export function isOver({ until }: Assigned, now: number): boolean {
  return until !== null && until <= now
}

/** True for what holds at a moment. */
export function holdsAt(assigned: Assigned, now: number): boolean {
  return assigned.from <= now && !isOver(assigned, now)
}

/** True when the case is a person's own: carried, and with no end in sight. Who overlaps or covers arranges nothing. */
export function carries(all: readonly Assigned[], personId: string, now: number): boolean {
  return all.some((one) => one.personId === personId && isOwn(one) && holdsAt(one, now))
}

function isOwn({ kind, until }: Assigned): boolean {
  return kind === 'carry' && until === null
}

/**
 * Gives a case to somebody from now on. Whoever else has it keeps it for the overlap, and no longer than they had it.
 *
 * @param overlapHours 0: from now on only the new one has it
 * @returns already-decided when they carry it already and nothing would change
 */
export function handOver(
  all: readonly Assigned[],
  to: string,
  now: number,
  overlapHours: number,
): Outcome<Change> {
  const until = now + overlapHours * HOUR_MS
  const present = all.filter((one) => !isOver(one, now))
  const has = carries(all, to, now)
  const ends = present.flatMap((one) => {
    if (one.personId === to) return has ? [] : [{ id: one.id, at: Math.max(one.from, now) }]
    const at = Math.max(one.from, until)
    return one.until !== null && one.until <= at ? [] : [{ id: one.id, at }]
  })
  if (has && ends.length === 0) return refused('already-decided')
  const begins = has ? [] : [{ personId: to, kind: 'carry', from: now, until: null } as const]
  return granted({ ends, begins })
}

/**
 * Passes on what somebody has of a case when they leave. Others who have it keep it.
 *
 * @param to null when nobody takes it
 * @returns without-carrier when the case was theirs and somebody must take it, same-person when that is they themselves
 */
export function takeOver(
  all: readonly Assigned[],
  from: string,
  to: string | null,
  now: number,
): Outcome<Change> {
  const present = all.filter((one) => !isOver(one, now))
  const theirs = present.filter(({ personId }) => personId === from)
  const ends = theirs.map((one) => ({ id: one.id, at: Math.max(one.from, now) }))
  if (!theirs.some(isOwn)) return granted({ ends, begins: [] })
  if (to === null) return refused('without-carrier')
  if (to === from) return refused('same-person')
  if (carries(all, to, now)) return granted({ ends, begins: [] })
  const older = present.filter(({ personId }) => personId === to)
  return granted({
    ends: [...ends, ...older.map((one) => ({ id: one.id, at: Math.max(one.from, now) }))],
    begins: [{ personId: to, kind: 'carry', from: now, until: null }],
  })
}

/**
 * Lets somebody stand in from now until a moment.
 *
 * @returns already-decided for somebody who has the case anyway
 */
export function cover(all: readonly Assigned[], by: string, now: number, until: number): Outcome<Change> {
  if (all.some((one) => one.personId === by && !isOver(one, now))) return refused('already-decided')
  return granted({ ends: [], begins: [{ personId: by, kind: 'cover', from: now, until }] })
}

/** Lets somebody go now. Not the last who carries the case: it is given to somebody instead. */
export function endEarly(all: readonly Assigned[], personId: string, now: number): Outcome<Change> {
  const theirs = all.filter((one) => one.personId === personId && !isOver(one, now))
  if (theirs.length === 0) return refused('already-decided')
  const others = all.filter((one) => one.personId !== personId)
  if (theirs.some(isOwn) && !others.some(isOwn)) return refused('without-carrier')
  return granted({ ends: theirs.map(({ id, from }) => ({ id, at: Math.max(from, now) })), begins: [] })
}

/**
 * Lets an overlap or a cover last longer, as a second stretch behind the first.
 *
 * @param until when it is over then; an overlap is counted in hours from now, a cover in days by who asks
 */
export function prolong(
  all: readonly Assigned[],
  personId: string,
  now: number,
  until: number,
): Outcome<Change> {
  const theirs = all.filter((one) => one.personId === personId && !isOver(one, now))
  const last = theirs.toSorted((one, other) => one.from - other.from).at(-1)
  if (last?.until == null) return refused('already-decided')
  if (until <= last.until) return refusedField('untilOn', 'end-before-start')
  if (last.kind === 'carry' && until > now + LONGEST_OVERLAP_HOURS * HOUR_MS) {
    return refusedField('untilOn', 'too-far-ahead')
  }
  return granted({ ends: [], begins: [{ personId, kind: last.kind, from: last.until, until }] })
}

/** What is assigned once a change is made; for those who look ahead, and for tests. */
export function changed(all: readonly Assigned[], { ends, begins }: Change): readonly Omit<Assigned, 'id'>[] {
  const kept = all.map((one) => ({ ...one, until: ends.find(({ id }) => id === one.id)?.at ?? one.until }))
  return [...kept, ...begins]
}
