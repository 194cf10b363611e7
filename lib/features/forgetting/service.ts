/**
 * Forgetting. A person asks for the deletion of a closed case and a second one approves it; what the house does of it by
 * itself, it does as the system and for the purpose of retention.
 *
 * The order keeps it whole through a kill at any point: the rows go in one transaction with the promise to destroy the keys;
 * the keys go after it; and whatever was broken off is found in the promise and done again.
 */
import 'server-only'
import { DELETION_CAUSES, obstaclesTo, type DeletionCause, type Obstacle } from '../../domain/deletion.ts'
import { OUTCOMES } from '../../domain/pathway/stages.ts'
import type { SystemAction } from '../../domain/policy/others.ts'
import type { Actor, SystemActor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { deletionDueOn, ruleOn } from '../../domain/retention.ts'
import { APPROVAL_TASK_HOURS } from '../../domain/work/tasks.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { logBug } from '../../server/log.ts'
import { forgetOwners, forgottenCases, unforgotten } from '../../server/vault/vault.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { ask } from '../four-eyes/effects.ts'
import { completeTasksOf, openForSupervisors } from '../tasks/effects.ts'
import type { DeletionInput, DeletionOpened, DeletionsListed } from './schema.ts'
import {
  findBroughtBack,
  finishPromise,
  forgetAgain,
  forgetArrived,
  listClosed,
  listDeleted,
  listPromises,
  listRules,
  listWaiting,
  proposeDue,
  readDeletion,
  readEnd,
  type Promised,
} from './store.ts'

const HOUR_MS = 3_600_000
const SYSTEM: SystemActor = { kind: 'system', purpose: 'retention' }

/** Asks a second person to delete a closed case for good; what cannot be deleted is not asked for. */
export async function askDeletion(
  actor: Actor,
  input: DeletionInput,
  form: SubmittedForm,
): Promise<Outcome<{ id: string }>> {
  const { caseId, id, cause, reason } = input
  const fact = {
    action: 'case.delete',
    subject: { kind: 'case', id: caseId },
    detail: { approval: id, cause },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const { code, version, stage, stageSince, outcome, spellId } = await readEnd(tx, caseId)
      const fresh = unlessStale(door, version)
      if (!fresh.ok) return fresh
      const found = await readDeletion(tx, caseId)
      if (found === null) return refused('absent')
      const { facts, contents } = found
      const obstacles = obstaclesTo(facts, cause)
      if (outcome === null || obstacles.length > 0) {
        const sole = obstacles.length === 1 ? obstacles[0] : undefined
        return sole === 'not-due' ? refusedField('cause', 'not-a-choice') : refused('not-deletable')
      }
      const asked = { kind: 'deletion', code, stage, stageSince, outcome, cause, reason, contents } as const
      await ask(tx, door, { id, caseId, subjectId: spellId, asked })
      await completeTasksOf(tx, { caseId, kind: 'deletion' }, door.personId)
      // Of all who may decide, the team's supervisors know the case: it is their task, and everybody's to take.
      const dueAt = new Date(door.now.getTime() + APPROVAL_TASK_HOURS * HOUR_MS)
      const task = { caseId, kind: 'approval', subjectId: id, recordedBy: door.personId } as const
      await openForSupervisors(tx, { ...task, dueAt }, [door.personId])
      return granted({ id })
    },
    { ...form, reason },
  )
}

/** What would go with a case, what stands in the way, and what is asked already. No name, no text of it. */
export async function openDeletion(actor: Actor, code: string): Promise<Outcome<DeletionOpened>> {
  return act(actor, { action: 'case.read', subject: { kind: 'case-code', code } }, async (tx, door) => {
    const { subjectId: caseId, personId } = door
    const found = await readDeletion(tx, caseId)
    // Whoever reads the case for their duty alone does not ask.
    if (found === null) return refused('absent')
    const { spellId: _, stage: _stage, ...end } = await readEnd(tx, caseId)
    const [waiting = null] = await listWaiting(tx, personId, caseId)
    return granted({
      ...end,
      caseId,
      today: door.today,
      dueOn: found.facts.dueOn,
      contents: found.contents,
      obstacles: Object.fromEntries(
        DELETION_CAUSES.map((cause) => [cause, obstaclesTo(found.facts, cause)]),
      ) as Record<DeletionCause, readonly Obstacle[]>,
      waiting,
      draft: await readDraftIn(tx, personId, 'deletion', caseId),
    })
  })
}

/** What the house proposes to delete, what waits for a second person, and what was deleted, of a supervisor's team. */
export async function listDeletions(actor: Actor): Promise<Outcome<DeletionsListed>> {
  return act(actor, { action: 'deletion.list', subject: { kind: 'list' } }, async (tx, door) => {
    const { today, scope } = door
    const rules = await listRules(tx)
    const waiting = await listWaiting(tx, door.personId, null)
    const asked = new Set(waiting.map(({ code }) => code))
    const closed = await listClosed(tx, scope.teamId)
    const proposed = closed.flatMap((one) => {
      const dueOn = deletionDueOn(rules, { outcome: one.outcome, on: one.closedOn }, today)
      return dueOn === null || dueOn > today || asked.has(one.code) ? [] : [{ ...one, dueOn }]
    })
    return granted({
      proposed,
      waiting,
      deleted: await listDeleted(tx),
      terms: OUTCOMES.flatMap((outcome) => {
        const rule = ruleOn(rules, outcome, today)
        return rule === null ? [] : [{ outcome, days: rule.days }]
      }),
      today,
    })
  })
}

async function bySystem<T>(
  action: SystemAction,
  work: (tx: Tx, door: Door) => Promise<T>,
  detail: Readonly<Record<string, string>> = {},
): Promise<T> {
  const outcome: Outcome<T> = await act(
    SYSTEM,
    { action, subject: { kind: 'list' }, detail },
    async (tx, door) => granted(await work(tx, door)),
  )
  if (!outcome.ok) throw new Error(`${action} was ${outcome.refusal}`)
  return outcome.value
}

/**
 * Keeps what was promised: destroys the keys that are still there, also those that an older copy of the key store brought
 * back, and deletes again what an older copy of the database brought back. Before a server answers, and every ten minutes.
 *
 * @returns how many promises were kept, and how many cases were deleted again
 * @throws when one of them failed; whoever comes next tries it again
 */
export async function finishForgetting(): Promise<{ readonly finished: number; readonly repeated: number }> {
  const gone = await forgottenCases()
  const { promises, back } = await bySystem('forgetting.finish', async (tx) => ({
    promises: await listPromises(tx),
    back: await findBroughtBack(tx, gone),
  }))
  let repeated = 0
  let failed = 0
  for (const caseId of back) {
    try {
      await bySystem('forgetting.repeat', async (tx, door) => {
        door.concerns(caseId)
        await forgetAgain(tx, caseId)
      })
      repeated++
    } catch (error) {
      // The promises of everybody else are kept all the same.
      logBug('forgetting', error)
      failed++
    }
  }
  const all = repeated === 0 ? promises : await bySystem('forgetting.finish', (tx) => listPromises(tx))
  const alive = new Set(await unforgotten(all.flatMap(({ owners }) => owners)))
  let finished = 0
  for (const promise of all) {
    if (promise.done && !promise.owners.some((owner) => alive.has(owner))) continue
    try {
      await keep(promise)
      finished++
    } catch (error) {
      logBug('forgetting', error)
      failed++
    }
  }
  if (failed > 0) throw new Error(`${String(failed)} promises to forget could not be kept`)
  return { finished, repeated }
}

async function keep({ id, kind, subjectId, owners }: Promised): Promise<void> {
  await forgetOwners(owners)
  await bySystem(
    'forgetting.finish',
    async (tx, door) => {
      door.concerns(subjectId)
      await finishPromise(tx, id)
    },
    { kind },
  )
}

/**
 * What retention does about cases, every hour: forgets where journeys led that arrived long ago, and proposes cases whose term
 * is over to their supervisors. It deletes no case: that takes two people.
 */
export async function retain(): Promise<{ readonly journeys: number; readonly proposed: number }> {
  const journeys = await bySystem('journey.forget', forgetArrived)
  const proposed = await bySystem('deletion.propose', proposeDue)
  if (journeys > 0) await finishForgetting()
  return { journeys, proposed }
}
