/** Tasks: writing one, and ticking one off. */
import 'server-only'
import { instantAt } from '../../domain/calendar/local-time.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, refusedField, type Outcome } from '../../domain/refusal.ts'
import { END_OF_DAY } from '../../domain/work/lateness.ts'
import { waitsForSecondPerson } from '../../domain/work/tasks.ts'
import { act, unlessStale } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { TaskDoneInput, TaskInput } from './schema.ts'
import { findTask, findWorker, finishTasks, insertTask } from './store.ts'

/** Adds a task to a case in reach, for oneself or for whoever works on the case. */
export async function createTask(
  actor: Actor,
  input: TaskInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'task.create',
    subject: { kind: 'case', id: input.caseId },
    detail: { task: input.id },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      if (input.dueOn < door.today) return refusedField('dueOn', 'in-past')
      const worker = input.assignee === 'worker' ? await findWorker(tx, door.subjectId) : null
      await insertTask(tx, {
        id: input.id,
        caseId: door.subjectId,
        assigneeId: worker ?? door.personId,
        title: input.title,
        dueAt: new Date(instantAt(input.dueOn, input.dueTime || END_OF_DAY, door.timeZone)),
        recordedBy: door.personId,
      })
      return granted(null)
    },
    form,
  )
}

/** Ticks a task off. A second tick is told that it was done already. */
export async function completeTask(
  actor: Actor,
  input: TaskDoneInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const fact = {
    action: 'task.complete',
    subject: { kind: 'case', id: input.caseId },
    detail: { task: input.taskId },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const task = await findTask(tx, door.subjectId, input.taskId)
      if (task === null) return refused('absent')
      if (task.done) return refused('already-decided')
      if (waitsForSecondPerson(task.kind) && task.assigneeId !== door.personId) {
        return refused('needs-supervisor')
      }
      const fresh = unlessStale(door, task.version)
      if (!fresh.ok) return fresh
      await finishTasks(tx, { caseId: door.subjectId, id: input.taskId }, door.personId)
      return granted(null)
    },
    form,
  )
}
