import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addDays, dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted } from '../../../lib/domain/refusal.ts'
import {
  completeTasksOf,
  handOverTasks,
  openTasks,
  settleRequirements,
} from '../../../lib/features/tasks/effects.ts'
import { taskSchema } from '../../../lib/features/tasks/schema.ts'
import { completeTask, createTask } from '../../../lib/features/tasks/service.ts'
import { act } from '../../../lib/server/act/act.ts'
import type { Tx } from '../../../lib/server/act/tx.ts'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'
import { put } from '../../support/sealed.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let stranger: PersonActor
let mine: TestCase

beforeAll(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  stranger = await makePerson(['caseworker'], await makeTeam('Europe/Moscow'))
  mine = await makeCase(team, [mina])
})

const today = dayAt(Date.now(), 'Asia/Vladivostok')

function task(changes: Partial<Parameters<typeof createTask>[1]> = {}) {
  const input = {
    caseId: mine.id,
    id: randomUUID(),
    title: 'Call back',
    dueOn: today,
    dueTime: '',
    assignee: 'me',
  } as const
  return { ...input, ...changes }
}

async function titlesOf(person: PersonActor): Promise<readonly string[]> {
  return (await tasksOf(person)).map(({ title }) => title)
}

/** Runs effects as a slice would, inside an operation on the case. */
async function inside(work: (tx: Tx) => Promise<void>): Promise<void> {
  const fact = { action: 'note.write', subject: { kind: 'case', id: mine.id } } as const
  await act(mina, fact, async (tx) => {
    await work(tx)
    return granted(null)
  })
}

test('a caseworker adds a task to their case and finds it in their list, another team cannot', async () => {
  const input = task({ title: 'Call back at the safe hour', dueTime: '21:00' })
  expect(await createTask(mina, input, formOf(input))).toEqual({ ok: true, value: null })
  expect(await titlesOf(mina)).toContain('Call back at the safe hour')
  const [row] = await look<{ due: string }>(
    `select to_char(due_at at time zone 'Asia/Vladivostok', 'YYYY-MM-DD HH24:MI') as due from task where id = $1`,
    [input.id],
  )
  expect(row).toEqual({ due: `${today} 21:00` })

  const foreign = task()
  expect(await createTask(stranger, foreign, formOf(foreign))).toEqual({ ok: false, refusal: 'absent' })
  expect(await look('select id from task where id = $1', [foreign.id])).toEqual([])
})

test('a foreign case and a case that does not exist get the same answer', async () => {
  const foreign = task()
  const nowhere = task({ caseId: randomUUID() })
  expect(await createTask(stranger, foreign, formOf(foreign))).toEqual(
    await createTask(stranger, nowhere, formOf(nowhere)),
  )
})

test('a task of a supervisor for whoever works on the case lands with the worker', async () => {
  const input = task({ title: 'Ask about the passport', assignee: 'worker' })
  expect((await createTask(suji, input, formOf(input))).ok).toBe(true)
  expect(await titlesOf(mina)).toContain('Ask about the passport')
  expect(await titlesOf(suji)).not.toContain('Ask about the passport')
})

test('a task is due today at the earliest', async () => {
  const late = task({ dueOn: addDays(today, -1) })
  expect(await createTask(mina, late, formOf(late))).toEqual({
    ok: false,
    refusal: 'invalid',
    fields: { dueOn: 'in-past' },
  })
  const now = task()
  expect((await createTask(mina, now, formOf(now))).ok).toBe(true)
})

test('the same form sent twice makes one task', async () => {
  const input = task({ title: 'Only once' })
  const form = formOf(input)
  expect(await createTask(mina, input, form)).toEqual(await createTask(mina, input, form))
  expect((await titlesOf(mina)).filter((title) => title === 'Only once')).toHaveLength(1)
})

test('a task is ticked off once, by somebody who reaches its case', async () => {
  const input = task({ title: 'Tick me' })
  await createTask(mina, input, formOf(input))
  const done = { caseId: mine.id, taskId: input.id }
  expect(await completeTask(stranger, done, formOf(done))).toEqual({ ok: false, refusal: 'absent' })
  expect(await completeTask(mina, done, formOf(done, { version: 7 }))).toEqual({
    ok: false,
    refusal: 'stale',
  })
  expect(await completeTask(mina, done, formOf(done, { version: 1 }))).toEqual({ ok: true, value: null })
  expect(await completeTask(suji, done, formOf(done))).toEqual({ ok: false, refusal: 'already-decided' })
  expect(await titlesOf(mina)).not.toContain('Tick me')
  expect((await factsOf('task.complete')).map(({ result }) => result)).toEqual([
    'refused:absent',
    'refused:stale',
    'done',
    'refused:already-decided',
  ])
})

test('a task of one case cannot be ticked off through another', async () => {
  const input = task()
  await createTask(mina, input, formOf(input))
  const other = await makeCase(team, [mina])
  const crossed = { caseId: other.id, taskId: input.id }
  expect(await completeTask(mina, crossed, formOf(crossed))).toEqual({ ok: false, refusal: 'absent' })
  const straight = { caseId: mine.id, taskId: input.id }
  expect((await completeTask(mina, straight, formOf(straight))).ok).toBe(true)
})

test('a task leaves the list when its case is handed to somebody else', async () => {
  const handed = await makeCase(team, [mina])
  const input = task({ caseId: handed.id, title: 'Handed over' })
  await createTask(mina, input, formOf(input))
  expect(await titlesOf(mina)).toContain('Handed over')
  await look('update assignment set until_at = now() where case_id = $1', [handed.id])
  expect(await titlesOf(mina)).not.toContain('Handed over')
})

test('roles without cases have no list of tasks, even if one were theirs', async () => {
  const vera = await makePerson(['auditor'], null)
  const input = task({ title: 'Astray' })
  await createTask(mina, input, formOf(input))
  await look('update task set assignee_id = $1 where id = $2', [vera.personId, input.id])
  expect(await titlesOf(vera)).toEqual([])
})

test('what a record fills is ticked off by itself, and nothing else', async () => {
  const dueAt = new Date(Date.now() + 86_400_000)
  const review = randomUUID()
  const common = { caseId: mine.id, assigneeId: mina.personId, dueAt, recordedBy: mina.personId }
  await inside((tx) =>
    openTasks(tx, [
      { ...common, kind: 'requirement', requirement: 'basis-keep' },
      { ...common, kind: 'requirement', requirement: 'placement' },
      { ...common, kind: 'review', subjectId: review },
      { ...common, kind: 'review', subjectId: randomUUID() },
    ]),
  )
  const open = () =>
    look<{ kind: string; requirement: string | null }>(
      `select kind, requirement from task where case_id = $1 and kind <> 'custom' and done_at is null order by 1, 2`,
      [mine.id],
    )
  expect(await open()).toHaveLength(4)
  const by = { subjectId: mine.id, personId: mina.personId, today: '2026-11-22' }
  await inside((tx) => settleRequirements(tx, by))
  expect(await open()).toHaveLength(4)
  await put('data_basis', {
    ...{ case_id: mine.id, purpose: 'keep', ground: 'consent' },
    ...{ occurred_on: '2026-11-20', occurred_precision: 'day', recorded_by: mina.personId },
  })
  await inside((tx) => settleRequirements(tx, by))
  await inside((tx) =>
    completeTasksOf(tx, { caseId: mine.id, kind: 'review', subjectId: review }, mina.personId),
  )
  expect(await open()).toEqual([
    { kind: 'requirement', requirement: 'placement' },
    { kind: 'review', requirement: null },
  ])
})

test('a case is handed over with its tasks, but a second look stays with whoever was asked for it', async () => {
  const lead = await makePerson(['caseworker', 'supervisor'], team)
  const dueAt = new Date(Date.now() + 86_400_000)
  const asked = { caseId: mine.id, assigneeId: lead.personId, dueAt, recordedBy: mina.personId }
  const heir = await makePerson(['caseworker'], team)
  await inside(async (tx) => {
    await openTasks(tx, [
      { ...asked, kind: 'review', subjectId: randomUUID() },
      { ...asked, kind: 'approval', subjectId: randomUUID() },
      { ...asked, kind: 'returned', subjectId: randomUUID() },
    ])
    await handOverTasks(tx, mine.id, [lead.personId], heir.personId)
  })
  const kindsOf = (person: PersonActor) =>
    look('select kind from task where assignee_id = $1 order by kind', [person.personId])
  expect(await kindsOf(heir)).toEqual([{ kind: 'returned' }])
  expect(await kindsOf(lead)).toEqual([{ kind: 'approval' }, { kind: 'review' }])
})

test('the form refuses a day that does not exist and cleans a title', () => {
  const input = task()
  expect(taskSchema.safeParse({ ...input, dueOn: '2026-02-30' }).success).toBe(false)
  expect(taskSchema.safeParse({ ...input, dueTime: '25:00' }).success).toBe(false)
  expect(taskSchema.safeParse({ ...input, title: ' \u202E ' }).success).toBe(false)
  expect(taskSchema.parse({ ...input, title: ' Bring 🧣\u202E tea\u0000 ' }).title).toBe('Bring 🧣 tea')
})
