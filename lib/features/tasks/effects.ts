/** What other slices may ask of the tasks inside their own transaction: open some, and close what has been filled. */
import 'server-only'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import type { TaskKind } from '../../domain/work/tasks.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { NewTask, TaskDto } from './schema.ts'
import { finishTasks, insertTasks, listMyTasks, reassignTasks } from './store.ts'

/** Opens tasks that the house asks for by itself. */
export async function openTasks(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  await insertTasks(tx, tasks)
}

/** Closes the tasks that stand for requirements which a record has just filled. */
export async function completeRequirementTasks(
  tx: Tx,
  caseId: string,
  requirements: readonly Requirement[],
  personId: string,
): Promise<void> {
  if (requirements.length === 0) return
  await finishTasks(tx, { caseId, kind: 'requirement', requirements }, personId)
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

/** Gives the open tasks that some workers had on a case to another worker. */
export async function handOverTasks(
  tx: Tx,
  caseId: string,
  from: readonly string[],
  to: string,
): Promise<void> {
  await reassignTasks(tx, caseId, from, to)
}
