/** Who has a case: giving it, handing it over with an overlap, covering for an absence, ending either early. */
import 'server-only'
import { addDays, daysBetween } from '../../domain/calendar/partial-date.ts'
import { instantAt } from '../../domain/calendar/local-time.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import {
  carries,
  cover,
  endEarly,
  LONGEST_COVER_DAYS,
  prolong,
  type Assigned,
} from '../../domain/work/assignments.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { announce } from '../../server/live/announce.ts'
import { handOverTasks } from '../tasks/effects.ts'
import { giveCase, mayArrange } from './effects.ts'
import type {
  AssignCaseInput,
  CoverInput,
  EndAssignmentInput,
  HandOverInput,
  ProlongInput,
} from './schema.ts'
import { begin, end, listAssigned, mayReceive, turnVersion } from './store.ts'

/** Gives a case to a worker of its team from now on, with its open tasks; nobody else has it any more. */
export async function assignCase(
  actor: Actor,
  input: AssignCaseInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.assign',
    subject: { kind: 'case', id: input.caseId },
    detail: { worker: input.workerId },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = await asShown(tx, door)
      if (!fresh.ok) return fresh
      return giveCase(tx, { caseId: door.subjectId, to: input.workerId, now: door.now, overlapHours: 0 })
    },
    form,
  )
}

/** Hands a case over to a colleague: theirs from now on, while the one before keeps it for the overlap. */
export async function handOverCase(
  actor: Actor,
  input: HandOverInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.hand-over',
    subject: { kind: 'case', id: input.caseId },
    detail: { worker: input.workerId, overlapHours: input.overlapHours },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = await asShown(tx, door)
      if (!fresh.ok) return fresh
      const arranges = await arranging(tx, door)
      if (!arranges.ok) return arranges
      const { workerId: to, overlapHours } = input
      return giveCase(tx, { caseId: door.subjectId, to, now: door.now, overlapHours })
    },
    form,
  )
}

/** Lets a colleague stand in until the end of a day. It ends by itself. */
export async function coverCase(
  actor: Actor,
  input: CoverInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.hand-over',
    subject: { kind: 'case', id: input.caseId },
    detail: { worker: input.workerId, coverUntil: input.untilOn },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = await asShown(tx, door)
      if (!fresh.ok) return fresh
      const arranges = await arranging(tx, door)
      if (!arranges.ok) return arranges
      const until = endOfDay(door, input.untilOn)
      if (!until.ok) return until
      if (!(await mayReceive(tx, door.subjectId, input.workerId))) {
        return refusedField('workerId', 'not-a-choice')
      }
      const change = cover(arranges.value, input.workerId, door.now.getTime(), until.value)
      if (!change.ok) return change
      await begin(tx, door.subjectId, change.value.begins)
      return granted(null)
    },
    form,
  )
}

/** Ends an overlap or a cover now: by who arranges, or by the one who had it. Their open tasks go to whose case it is. */
export async function endAssignment(
  actor: Actor,
  input: EndAssignmentInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.hand-over',
    subject: { kind: 'case', id: input.caseId },
    detail: { worker: input.workerId, ended: true },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = await asShown(tx, door)
      if (!fresh.ok) return fresh
      const all =
        input.workerId === door.personId
          ? granted(await listAssigned(tx, door.subjectId))
          : await arranging(tx, door)
      if (!all.ok) return all
      const change = endEarly(all.value, input.workerId, door.now.getTime())
      if (!change.ok) return change
      const heir = all.value.find(
        ({ personId }) => personId !== input.workerId && carries(all.value, personId, door.now.getTime()),
      )
      if (heir !== undefined) await handOverTasks(tx, door.subjectId, [input.workerId], heir.personId)
      await announce(tx, fact, door.subjectId)
      await end(tx, change.value.ends)
      return granted(null)
    },
    form,
  )
}

/** Lets an overlap or a cover last until the end of a later day. */
export async function prolongAssignment(
  actor: Actor,
  input: ProlongInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'case.assign',
    subject: { kind: 'case', id: input.caseId },
    detail: { worker: input.workerId, until: input.untilOn },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = await asShown(tx, door)
      if (!fresh.ok) return fresh
      const until = endOfDay(door, input.untilOn)
      if (!until.ok) return until
      if (!(await mayReceive(tx, door.subjectId, input.workerId))) {
        return refusedField('workerId', 'not-a-choice')
      }
      const all = await listAssigned(tx, door.subjectId)
      const change = prolong(all, input.workerId, door.now.getTime(), until.value)
      if (!change.ok) return change
      await begin(tx, door.subjectId, change.value.begins)
      return granted(null)
    },
    form,
  )
}

/** Refuses what was decided on a page that shows who had the case once. Of two such forms the first counts. */
async function asShown(tx: Tx, door: Door): Promise<Outcome<null>> {
  return unlessStale(door, await turnVersion(tx, door.subjectId))
}

/** What is assigned, for who may arrange it: whoever only overlaps or covers gives nothing away. */
async function arranging(tx: Tx, door: Door): Promise<Outcome<readonly Assigned[]>> {
  const all = await listAssigned(tx, door.subjectId)
  const may = mayArrange(door.actor, door.standing, all, door.now)
  return may ? granted(all) : refused('needs-supervisor')
}

/** The instant at which a day of the team ends, for a day from today on and within the longest cover. */
function endOfDay(door: Door, day: string): Outcome<number> {
  if (day < door.today) return refusedField('untilOn', 'in-past')
  if (daysBetween(door.today, day) > LONGEST_COVER_DAYS) return refusedField('untilOn', 'too-far-ahead')
  return granted(instantAt(addDays(day, 1), '00:00', door.timeZone))
}
