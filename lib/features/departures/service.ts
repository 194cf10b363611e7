/** A colleague leaves, or must be kept out: what they have is seen, passed on, and they are suspended, in one act. */
import 'server-only'
import type { Actor } from '../../domain/policy/roles.ts'
import { isSuspendable } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import { appendFact } from '../../server/act/audit.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { announce } from '../../server/live/announce.ts'
import { isUuid, NOBODY } from '../../domain/uuid.ts'
import { readWorkers, takeOver } from '../assignments/effects.ts'
import { endSessionsOf } from '../sign-in/effects.ts'
import { VIEWED_DAYS, type Departure, type DepartureInput, type Left, type SuspendInput } from './schema.ts'
import { listCarried, listViewed, readLeaving, suspend, type Leaving } from './store.ts'

const DAY_MS = 86_400_000

/** What a colleague of the team carries and looked at; the look at it is recorded too. */
export async function readDeparture(actor: Actor, personId: string): Promise<Outcome<Departure>> {
  // An address that holds no id at all leads to nobody.
  const id = isUuid(personId) ? personId : NOBODY
  const fact = { action: 'colleague.review', subject: { kind: 'person', id } } as const
  return act(actor, fact, async (tx, door) => {
    if (door.subjectId === door.personId) return refused('absent')
    const { roles, teamId, ...person } = await readLeaving(tx, door.subjectId, false)
    const since = new Date(door.now.getTime() - VIEWED_DAYS * DAY_MS)
    const workers = await readWorkers(tx, teamId)
    return granted({
      person,
      suspendable: isSuspendable(roles),
      carried: await listCarried(tx, person.id, false),
      viewed: await listViewed(tx, person.id, since),
      receivers: workers.filter((worker) => worker.id !== person.id),
    })
  })
}

/** Shuts a caseworker out at once and leaves their cases where they are: at night the rest can wait. */
export async function suspendPerson(
  actor: Actor,
  input: SuspendInput,
  form: SubmittedForm,
): Promise<Outcome<Left>> {
  const fact = { action: 'person.suspend', subject: { kind: 'person', id: input.personId } } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const leaving = await held(tx, door)
      if (!leaving.ok) return leaving
      if (leaving.value.shutOut) return refused('already-decided')
      return shutOut(tx, door, leaving.value, input)
    },
    { ...form, reason: input.reason },
  )
}

/** Passes on every case of a colleague and suspends them: all of it, or nothing. */
export async function letGo(
  actor: Actor,
  input: DepartureInput,
  form: SubmittedForm,
): Promise<Outcome<Left>> {
  const fact = {
    action: 'person.suspend',
    subject: { kind: 'person', id: input.personId },
    // Each case that is passed on has an entry of its own.
    detail: { cases: Object.keys(input.byCase).length, suspends: !input.shutOut },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const leaving = await held(tx, door)
      if (!leaving.ok) return leaving
      // Suspended, or let back in, since the form was opened.
      if (leaving.value.shutOut !== input.shutOut) return refused('stale')
      const passed = await passOn(tx, door, input)
      if (!passed.ok) return passed
      // Whoever was suspended at night may leave their cases behind later.
      const { shutOut: out, elsewhere } = leaving.value
      return out ? granted({ elsewhere }) : shutOut(tx, door, leaving.value, input)
    },
    { ...form, reason: input.reason },
  )
}

async function held(tx: Tx, door: Door): Promise<Outcome<Leaving>> {
  if (door.subjectId === door.personId) return refused('same-person')
  const leaving = await readLeaving(tx, door.subjectId, true)
  const current = unlessStale(door, leaving.version)
  return current.ok ? granted(leaving) : current
}

/** Never waits for other teams: what is carried for them stays behind, and the database tells who leads there. */
async function shutOut(
  tx: Tx,
  door: Door,
  leaving: Leaving,
  { reason, onCallToo }: SuspendInput,
): Promise<Outcome<Left>> {
  if (!isSuspendable(leaving.roles)) return refused('not-allowed')
  if (leaving.onCall && !onCallToo) return refusedField('onCallToo', 'required')
  await suspend(tx, leaving.id, reason, door.now)
  await endSessionsOf(tx, leaving.id)
  return granted({ elsewhere: leaving.elsewhere })
}

/** Each case goes to whoever is named for it, else to the one for all; each has its own entry in the log. */
async function passOn(tx: Tx, door: Door, input: DepartureInput): Promise<Outcome<null>> {
  const carried = await listCarried(tx, door.subjectId, true)
  const shown = Object.keys(input.byCase)
  // A case that came or went since the form was opened is decided by nobody.
  if (carried.length !== shown.length || carried.some(({ id }) => !shown.includes(id)))
    return refused('stale')
  for (const { id: caseId } of carried) {
    const named = input.byCase[caseId] ?? null
    const field = named === null ? 'receiverId' : `byCase.${caseId}`
    const taken = await takeOver(tx, {
      ...{ caseId, from: door.subjectId, now: door.now },
      to: named ?? input.receiverId,
    })
    if (!taken.ok)
      return taken.refusal === 'without-carrier'
        ? refusedField(field, 'required')
        : refusedField(field, 'not-a-choice')
    const fact = {
      action: 'case.hand-over',
      subject: { kind: 'case', id: caseId },
      detail: { worker: named ?? input.receiverId, from: door.subjectId },
    } as const
    await appendFact(tx, door.actor, fact, 'done', caseId)
    await announce(tx, fact, caseId)
  }
  return granted(null)
}
