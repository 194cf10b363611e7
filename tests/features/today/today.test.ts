import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import {
  addTask,
  factsOf,
  makeCase,
  makePerson,
  makeTeam,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { dayOf } from '../../support/day.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  mine = await makeCase(team, [mina])
})

function due(title: string, days: number): Promise<string> {
  return addTask(mine, mina, { title, days })
}

async function ring(person: PersonActor): Promise<void> {
  await look(
    `insert into alert (id, raising_id, case_id, kind, person_id, raised_by) values ($1, $1, $2, 'emergency-move', $3, $4)`,
    [randomUUID(), mine.id, person.personId, mina.personId],
  )
}

test('a caseworker’s day: what rings, tasks by lateness, and the cases that wait, counted in the heading', async () => {
  await due('critical', -9)
  await due('late', -2)
  await due('far', 30)
  await ring(mina)
  const today = await dayOf(mina)
  expect(today.groups.map(({ group, items }) => [group, items.map(({ title }) => title)])).toEqual([
    ['critically-overdue', ['critical']],
    ['overdue', ['late']],
    ['later', ['far']],
  ])
  expect(today.alerts).toMatchObject([{ caseCode: mine.code, stage: 'contact' }])
  expect(today.pressing).toBe(3)
  expect(today.waiting).toMatchObject([
    {
      code: mine.code,
      stage: 'contact',
      days: 0,
      late: false,
      readiness: { kind: 'missing', missing: 4, of: 5 },
      missing: 'basis-keep',
    },
  ])
  expect([today.whose, today.openCases, today.timeZone]).toEqual(['mine', 1, 'Asia/Vladivostok'])
})

test('nobody sees the day of another', async () => {
  await due('mine alone', -2)
  await ring(mina)
  const colleague = await makePerson(['caseworker'], team)
  expect(await dayOf(colleague)).toMatchObject({
    pressing: 0,
    alerts: [],
    groups: [],
    waiting: [],
    openCases: 0,
  })
})

test('a supervisor sees which cases of the team wait longest, and the tasks that are their own', async () => {
  await due('a worker’s task', -2)
  const today = await dayOf(suji)
  expect(today).toMatchObject({ whose: 'team', pressing: 0, groups: [], openCases: 1 })
  expect(today.waiting.map(({ code }) => code)).toEqual([mine.code])
})

test('who travels or has arrived waits for nothing that can be filled here', async () => {
  const travelling = await makeCase(team, [mina], 'transit')
  const arrived = await makeCase(team, [mina], 'hanawon')
  const codes = (await dayOf(mina)).waiting.map(({ code }) => code)
  expect(codes).toContain(mine.code)
  expect(codes).not.toContain(travelling.code)
  expect(codes).not.toContain(arrived.code)
})

test('however many have arrived, they do not crowd out who waits', async () => {
  for (let left = 150; left > 0; left--) await makeCase(team, [mina], 'hanawon')
  const waiting = [mine.code]
  while (waiting.length < 5) waiting.push((await makeCase(team, [mina])).code)
  expect((await dayOf(mina)).waiting.map(({ code }) => code).sort()).toEqual(waiting.sort())
})

test('a director sees what rings for them and no case', async () => {
  const hana = await makePerson(['director'], null)
  await ring(hana)
  expect(await dayOf(hana)).toMatchObject({
    whose: 'nobody',
    pressing: 1,
    alerts: [{ caseCode: mine.code, stage: null }],
    waiting: [],
  })
})

test('roles without cases have a start page, for which nothing is read', async () => {
  for (const role of ['analyst', 'auditor', 'administrator'] as const) {
    expect(await dayOf(await makePerson([role], null))).toMatchObject({ whose: 'nobody', pressing: 0 })
  }
  const read = [...(await factsOf('task.list')), ...(await factsOf('alert.list'))]
  expect(read.filter(({ result }) => result !== 'done')).toEqual([])
})
