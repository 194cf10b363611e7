/** Who has a case: giving it, handing it over with an overlap, covering for an absence, ending either early. */
import 'server-only'
import { addDays, daysBetween } from '../../domain/calendar/partial-date.ts'
import { instantAt } from '../../domain/calendar/local-time.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import type { Fact } from '../../domain/audit/facts.ts'
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
  return change(actor, fact, form, async (tx, door) => {
    return giveCase(tx, { caseId: door.subjectId, to: input.workerId, now: door.now, overlapHours: 0 })
  })
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
  return change(actor, fact, form, async (tx, door) => {
    const arranges = await arranging(tx, door)
    if (!arranges.ok) return arranges
    const { workerId: to, overlapHours } = input
    return giveCase(tx, { caseId: door.subjectId, to, now: door.now, overlapHours })
  })
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
  return change(actor, fact, form, async (tx, door) => {
    const arranges = await arranging(tx, door)
    if (!arranges.ok) return arranges
    return lend(tx, door, input, arranges.value, cover)
  })
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
  return change(actor, fact, form, async (tx, door) => {
    const all =
      input.workerId === door.personId
        ? granted(await listAssigned(tx, door.subjectId))
        : await arranging(tx, door)
    if (!all.ok) return all
    const ended = endEarly(all.value, input.workerId, door.now.getTime())
    if (!ended.ok) return ended
    const heir = all.value.find(
      ({ personId }) => personId !== input.workerId && carries(all.value, personId, door.now.getTime()),
    )
    if (heir !== undefined) await handOverTasks(tx, door.subjectId, [input.workerId], heir.personId)
    await announce(tx, fact, door.subjectId)
    await end(tx, ended.value.ends)
    return granted(null)
  })
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
  return change(actor, fact, form, async (tx, door) => {
    return lend(tx, door, input, await listAssigned(tx, door.subjectId), prolong)
  })
}

/** Works on a case as its page showed who has it. Of two forms that were opened on the same page the first counts. */
async function change(
  actor: Actor,
  fact: Fact,
  form: SubmittedForm,
  work: (tx: Tx, door: Door) => Promise<Outcome<null>>,
): Promise<Outcome<null>> {
  return act(
    actor,
    fact,
    async (tx, door) => {
      const fresh = unlessStale(door, await turnVersion(tx, door.subjectId))
      return fresh.ok ? work(tx, door) : fresh
    },
    form,
  )
}

/** Lets a colleague of the team have the case until the end of a day. */
async function lend(
  tx: Tx,
  door: Door,
  input: CoverInput | ProlongInput,
  all: readonly Assigned[],
  judge: typeof cover | typeof prolong,
): Promise<Outcome<null>> {
  const until = endOfDay(door, input.untilOn)
  if (!until.ok) return until
  if (!(await mayReceive(tx, door.subjectId, input.workerId))) {
    return refusedField('workerId', 'not-a-choice')
  }
  const lent = judge(all, input.workerId, door.now.getTime(), until.value)
  if (!lent.ok) return lent
  await begin(tx, door.subjectId, lent.value.begins)
  return granted(null)
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
