/** One text that does not open is marked and told to the log; everything beside it is there. */
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { readPerson } from '../../../lib/features/people/service.ts'
import { closeSession } from '../../../lib/features/sign-in/service.ts'
import { readToday } from '../../../lib/features/today/service.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import { freshToken, hashToken } from '../../../lib/server/session/token.ts'
import { UNREADABLE } from '../../../lib/server/vault/vault.ts'
import { addTask, makeCase, makePerson, makeTeam, rename, type TestCase } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'

let mina: PersonActor
let suji: PersonActor
let root: PersonActor
let file: TestCase

beforeEach(async () => {
  const team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  root = await makePerson(['administrator'], null)
  file = await makeCase(team, [mina])
})

function damage(table: string, column: string, id: string): Promise<unknown[]> {
  return look(`update ${table} set ${column} = $2 where id = $1`, [id, SEAL_SHAPED])
}

test('a colleague whose name does not open is marked in every list, and the others bear theirs', async () => {
  await rename(suji, 'Suji')
  await damage('person', 'display_name', mina.personId)
  const [hers, his] = [await readPerson(root, mina.personId), await readPerson(root, suji.personId)]
  expect([hers.ok && hers.value.person.displayName, his.ok && his.value.person.displayName]).toEqual([
    UNREADABLE,
    'Suji',
  ])
  const lines = await listCases(suji, {})
  expect(lines.ok && lines.value.lines.map(({ code, workers }) => [code, workers])).toEqual([
    [file.code, UNREADABLE],
  ])
})

test('whose own name does not open signs in, works and signs out', async () => {
  await damage('person', 'display_name', mina.personId)
  const token = freshToken()
  await look(
    `insert into session (id, person_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [...[randomUUID(), mina.personId, Buffer.from(hashToken(token))]],
  )
  expect(await lookUpSession(token)).toMatchObject({ personId: mina.personId, displayName: UNREADABLE })
  expect((await readToday(mina)).ok).toBe(true)
  await closeSession(token)
  expect(await lookUpSession(token)).toBeNull()
})

test('a task whose title does not open is marked, and the others are read', async () => {
  const ids = [
    await addTask(file, mina, { title: 'Lost words' }),
    await addTask(file, mina, { title: 'Call' }),
  ]
  await damage('task', 'title', ids[0] ?? '')
  const today = await readToday(mina)
  expect(JSON.stringify(today)).toContain(UNREADABLE)
  expect(JSON.stringify(today)).toContain('"Call"')
  const page = await openCase(mina, file.code)
  expect(page.ok && page.value.tasks.map(({ title }) => title).toSorted()).toEqual(
    ['Call', UNREADABLE].toSorted(),
  )
})
