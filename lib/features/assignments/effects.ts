/** What other slices may ask of assignments inside their own transaction. */
import 'server-only'
import { mayOn, type Standing } from '../../domain/policy/decide.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refusedField, type Outcome } from '../../domain/refusal.ts'
import { carries, handOver, takeOver as passOn, type Assigned } from '../../domain/work/assignments.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { announceCase } from '../../server/live/announce.ts'
import { handOverTasks } from '../tasks/effects.ts'
import type { CaseWorkers, Present, Worker } from './schema.ts'
import {
  begin,
  end,
  holdWorker,
  listAssigned,
  listHistory,
  listWorkers,
  mayReceive,
  turnVersion,
} from './store.ts'

/** Active caseworkers of a team, by name. */
export async function readWorkers(tx: Tx, teamId: string | null): Promise<readonly Worker[]> {
  return listWorkers(tx, teamId)
}

/** True for whoever may be given a case that is being opened; whoever suspends them in this moment waits, and sees it. */
export async function mayBeGivenFirst(tx: Tx, teamId: string | null, personId: string): Promise<boolean> {
  return holdWorker(tx, teamId, personId)
}

/** Gives a case that is being opened to its first worker. */
export async function giveFirst(tx: Tx, caseId: string, personId: string, now: Date): Promise<void> {
  await begin(tx, caseId, [{ personId, kind: 'carry', from: now.getTime(), until: null }])
}

/** True for whoever says who has the case: its team's supervisor, and whose own it is. */
export function mayArrange(actor: Actor, standing: Standing, all: readonly Assigned[], now: Date): boolean {
  if (actor.kind !== 'person') return false
  return mayOn(actor, 'case.assign', standing) || carries(all, actor.personId, now.getTime())
}

/** The same inside a transaction about the case. */
export async function arranges(tx: Tx, door: Door): Promise<boolean> {
  return mayArrange(door.actor, door.standing, await listAssigned(tx, door.subjectId), door.now)
}

/** Who has a case and who had it, for the page of the case. */
export async function readCaseWorkers(
  tx: Tx,
  actor: Actor,
  about: { readonly caseId: string; readonly standing: Standing; readonly now: Date },
): Promise<CaseWorkers> {
  const { caseId, standing, now } = about
  const history = await listHistory(tx, caseId)
  const all = await listAssigned(tx, caseId)
  const holding = all.filter(({ from }) => from <= now.getTime())
  const present = holding.map(({ personId, kind }): Present => {
    const stretches = all.filter((one) => one.personId === personId)
    const open = stretches.some(({ until }) => until === null)
    const until = Math.max(...stretches.map((one) => one.until ?? 0))
    const name = history.find(({ workerId }) => workerId === personId)?.name ?? ''
    return { workerId: personId, name, kind, until: open ? null : new Date(until).toISOString() }
  })
  return {
    present,
    history: history.map(({ workerId: _workerId, ...stretch }) => stretch),
    mayArrange: mayOn(actor, 'case.hand-over', standing) && mayArrange(actor, standing, all, now),
    mayProlong: mayOn(actor, 'case.assign', standing),
  }
}

/** Gives a case to a colleague with its open tasks; whoever has it keeps it for the overlap, and all of them are told. */
export async function giveCase(
  tx: Tx,
  given: { readonly caseId: string; readonly to: string; readonly now: Date; readonly overlapHours: number },
): Promise<Outcome<null>> {
  const { caseId, to, now, overlapHours } = given
  if (!(await mayReceive(tx, caseId, to))) return refusedField('workerId', 'not-a-choice')
  const all = await listAssigned(tx, caseId)
  const change = handOver(all, to, now.getTime(), overlapHours)
  if (!change.ok) return change
  const others = all.filter(({ personId }) => personId !== to)
  const { ends, begins } = change.value
  const endsOthers = ends.filter(({ id }) => others.some((one) => one.id === id))
  // The receiver's own older time ends first, because nobody has a case twice; everybody else's last.
  await end(
    tx,
    ends.filter((one) => !endsOthers.includes(one)),
  )
  await begin(tx, caseId, begins)
  await handOverTasks(
    tx,
    caseId,
    others.map(({ personId }) => personId),
    to,
  )
  // While they have it: whoever loses it, or gives it without an overlap, sees it no more at the next statement.
  await announceCase(tx, caseId)
  await end(tx, endsOthers)
  return granted(null)
}

/** Passes what somebody has of a case to a colleague, with their open tasks on it; others who have the case keep it. All are told. */
export async function takeOver(
  tx: Tx,
  taken: { readonly caseId: string; readonly from: string; readonly to: string | null; readonly now: Date },
): Promise<Outcome<null>> {
  const { caseId, from, to, now } = taken
  const all = await listAssigned(tx, caseId)
  const change = passOn(all, from, to, now.getTime())
  if (!change.ok) return change
  const at = now.getTime()
  const own = carries(all, from, at)
  if (own && to !== null && !(await mayReceive(tx, caseId, to))) {
    return refusedField('workerId', 'not-a-choice')
  }
  await turnVersion(tx, caseId)
  await announceCase(tx, caseId)
  await end(tx, change.value.ends)
  await begin(tx, caseId, change.value.begins)
  // Tasks of somebody who only stood in go back to whose case it is.
  const others = all.map(({ personId }) => personId).filter((id) => id !== from)
  const heir = own ? to : others.find((id) => carries(all, id, at))
  if (typeof heir === 'string') await handOverTasks(tx, caseId, [from], heir)
  return granted(null)
}
