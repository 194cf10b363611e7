/** The tasks' only door to the database. */
import 'server-only'
import type { Requirement } from '../../domain/pathway/gates.ts'
import type { Stage } from '../../domain/pathway/stages.ts'
import type { Scope } from '../../domain/policy/decide.ts'
import type { Question } from '../../domain/work/questions.ts'
import { TASK_KINDS, waitsForSecondPerson, type TaskKind } from '../../domain/work/tasks.ts'
import type { Tx } from '../../server/act/tx.ts'
import { caseOwner } from '../../server/vault/owners.ts'
import { openedAll, sealed } from '../../server/vault/vault.ts'
import { HOLDS_NOW } from '../../server/holds-now.ts'
import type { NewTask, TaskDto } from './schema.ts'

export type TaskRow = {
  readonly id: string
  readonly caseId: string
  readonly assigneeId: string
  readonly title: string
  readonly dueAt: Date
  readonly recordedBy: string
}

/** Adds a task that somebody wrote. */
export async function insertTask(tx: Tx, task: TaskRow): Promise<void> {
  const data = await sealed('task', caseOwner(task.caseId), task.id, task)
  await tx.task.create({ data: { ...data, kind: 'custom' }, select: { id: true } })
}

/** Adds tasks that the house asks for by itself. */
export async function insertTasks(tx: Tx, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return
  await tx.task.createMany({ data: tasks.map((task) => ({ ...task, id: crypto.randomUUID() })) })
}

/**
 * Who works on a case now and goes on doing so: whose own it is before those who overlap or stand in, and nobody who is
 * shut out; null when nobody does. law.worker_of says the same.
 */
export async function findWorker(tx: Tx, caseId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ person_id: string }[]>`
    SELECT a.person_id FROM assignment a JOIN person p ON p.id = a.person_id
    WHERE a.case_id = ${caseId}::uuid AND ${HOLDS_NOW} AND p.disabled_at IS NULL
    ORDER BY (a.kind = 'carry' AND a.until_at IS NULL) DESC, a.from_at, a.person_id LIMIT 1`
  return row?.person_id ?? null
}

/** The active supervisors of a case's team. */
export async function listSupervisors(tx: Tx, caseId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM person p JOIN case_file c ON c.team_id = p.team_id
    WHERE c.id = ${caseId}::uuid AND p.disabled_at IS NULL AND 'supervisor' = ANY (p.roles) ORDER BY p.id`
  return rows.map((row) => row.id)
}

export type FoundTask = {
  readonly version: number
  readonly done: boolean
  readonly kind: TaskKind
  readonly assigneeId: string
}

/** Where one task of a case stands, or null. */
export async function findTask(tx: Tx, caseId: string, id: string): Promise<FoundTask | null> {
  const row = await tx.task.findFirst({
    where: { id, caseId },
    select: { version: true, doneAt: true, kind: true, assigneeId: true },
  })
  if (row === null) return null
  const { version, doneAt, kind, assigneeId } = row
  // The database checks that the word is of the closed list.
  return { version, done: doneAt !== null, kind: kind as TaskKind, assigneeId }
}

export type Which = {
  readonly caseId: string
  readonly id?: string
  readonly kind?: TaskKind
  readonly requirements?: readonly Requirement[]
  readonly subjectId?: string
}

/** Marks open tasks of a case as done, by the database's clock. */
export async function finishTasks(tx: Tx, which: Which, personId: string): Promise<void> {
  const { caseId, id = null, kind = null, subjectId = null, requirements = null } = which
  const filled = requirements === null ? null : [...requirements]
  await tx.$executeRaw`
    UPDATE task SET done_at = now(), done_by = ${personId}::uuid, version = version + 1
    WHERE case_id = ${caseId}::uuid AND done_at IS NULL
      AND (${id}::uuid IS NULL OR id = ${id}::uuid)
      AND (${kind}::text IS NULL OR kind = ${kind})
      AND (${subjectId}::uuid IS NULL OR subject_id = ${subjectId}::uuid)
      AND (${filled}::text[] IS NULL OR requirement = ANY (${filled}::text[]))`
}

type ListRow = {
  id: string
  case_id: string
  code: string
  stage: Stage
  kind: TaskKind
  requirement: Requirement | null
  question: Question | null
  subject_id: string | null
  title: string | null
  due_at: Date
  version: number
}

/** What goes with a case from one worker to the next. A second look stays with whoever was asked for it. */
const HANDED_OVER = TASK_KINDS.filter((kind) => !waitsForSecondPerson(kind))

/** A day's list has an end; what lies behind it is not lost, it comes up as the list is worked off. */
const LONGEST_LIST = 200

/**
 * My open tasks on cases in reach, the longest due first. With them, on cases of my own, what somebody has left behind who
 * had the case: a cover and an overlap end by themselves, and a task must not end with them.
 */
export async function listMyTasks(tx: Tx, scope: Scope): Promise<readonly TaskDto[]> {
  const team = scope.reach === 'own' ? null : scope.teamId
  const rows = await tx.$queryRaw<ListRow[]>`
    SELECT t.id, t.case_id, c.code, c.stage, t.kind, t.requirement, t.question, t.subject_id, t.title, t.due_at, t.version
    FROM task t JOIN case_file c ON c.id = t.case_id
    WHERE t.assignee_id = ${scope.personId}::uuid AND t.done_at IS NULL
      AND (c.team_id = ${team}::uuid OR EXISTS (
        SELECT FROM assignment a WHERE a.case_id = c.id AND a.person_id = ${scope.personId}::uuid
          AND ${HOLDS_NOW}))
    UNION ALL
    SELECT t.id, t.case_id, c.code, c.stage, t.kind, t.requirement, t.question, t.subject_id, t.title, t.due_at, t.version
    FROM assignment a JOIN case_file c ON c.id = a.case_id JOIN task t ON t.case_id = a.case_id
    WHERE a.person_id = ${scope.personId}::uuid AND a.kind = 'carry' AND a.until_at IS NULL AND ${HOLDS_NOW}
      AND t.done_at IS NULL AND t.kind = ANY (${[...HANDED_OVER]}::text[])
      AND EXISTS (SELECT FROM assignment had WHERE had.case_id = t.case_id AND had.person_id = t.assignee_id)
      AND NOT EXISTS (
        SELECT FROM assignment a JOIN person p ON p.id = a.person_id
        WHERE a.case_id = t.case_id AND a.person_id = t.assignee_id AND p.disabled_at IS NULL AND ${HOLDS_NOW})
    ORDER BY due_at, id LIMIT ${LONGEST_LIST}`
  const open = await openedAll(
    rows.map((record) => ({
      table: 'task' as const,
      owner: caseOwner(record.case_id),
      row: record.id,
      record,
    })),
  )
  return open.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    caseCode: row.code,
    stage: row.stage,
    kind: row.kind,
    requirement: row.requirement,
    question: row.question,
    subjectId: row.subject_id,
    title: row.title ?? '',
    dueAt: row.due_at.toISOString(),
    version: row.version,
  }))
}

/** Open tasks of some people on a case become another's, but for those of a second person. */
export async function reassignTasks(
  tx: Tx,
  caseId: string,
  from: readonly string[],
  to: string,
): Promise<void> {
  await tx.task.updateMany({
    where: { caseId, assigneeId: { in: [...from] }, kind: { in: HANDED_OVER }, doneAt: null },
    data: { assigneeId: to, version: { increment: 1 } },
  })
}
