/** What other slices may ask of the tasks inside their own transaction: open some, and close what has been filled. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import { isMet, REQUIREMENTS } from '../../domain/pathway/gates.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import type { TaskKind } from '../../domain/work/tasks.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readCaseFacts } from '../gates/effects.ts'
import type { NewTask, TaskDto } from './schema.ts'
import { findWorker, finishTasks, insertTasks, listMyTasks, listSupervisors, reassignTasks } from './store.ts'

/** Opens tasks that the house asks for by itself. */
export async function openTasks(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  await insertTasks(tx, tasks)
}

/** Who works on a case now and goes on doing so, for what is opened for its worker; null when nobody does. */
export async function readWorker(tx: Tx, caseId: string): Promise<string | null> {
  return findWorker(tx, caseId)
}

/** Opens one task for every active supervisor of the case's team who may take it: what a second person decides. */
export async function openForSupervisors(
  tx: Tx,
  task: Omit<NewTask, 'assigneeId'>,
  notFor: readonly string[],
): Promise<void> {
  const supervisors = await listSupervisors(tx, task.caseId)
  const others = supervisors.filter((person) => !notFor.includes(person))
  await insertTasks(
    tx,
    others.map((assigneeId) => ({ ...task, assigneeId })),
  )
}

/**
 * Closes the tasks that stand for requirements which are met by now. Every slice whose records a gate reads calls it
 * after writing one: what is met is judged by the gates' own facts and never by who wrote what.
 *
 * @param by who wrote, and on which day of the team
 */
export async function settleRequirements(
  tx: Tx,
  by: { subjectId: string; personId: string; today: Day },
): Promise<void> {
  const facts = await readCaseFacts(tx, by.subjectId, by.today)
  const requirements = REQUIREMENTS.filter((requirement) => isMet(facts, requirement))
  await finishTasks(tx, { caseId: by.subjectId, kind: 'requirement', requirements }, by.personId)
}

/** Closes the tasks of one kind on a case; of one review or request only, when it is named. */
export async function completeTasksOf(
  tx: Tx,
  which: { caseId: string; kind: Exclude<TaskKind, 'custom' | 'requirement'>; subjectId?: string },
  personId: string,
): Promise<void> {
  await finishTasks(tx, which, personId)
}

/** The open tasks of whoever asks, for pages that show them beside other things. */
export async function readMyTasks(tx: Tx, scope: Scope): Promise<readonly TaskDto[]> {
  return listMyTasks(tx, scope)
}

/** Gives the open tasks that some workers had on a case to another worker; what a second person decides stays theirs. */
export async function handOverTasks(
  tx: Tx,
  caseId: string,
  from: readonly string[],
  to: string,
): Promise<void> {
  await reassignTasks(tx, caseId, from, to)
}
