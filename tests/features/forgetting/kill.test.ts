/**
 * A deletion that is killed in the middle: the rows go with the promise, the keys after it. Whenever it is broken off, nobody
 * sees half of a case, and whoever comes next finishes it.
 */
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { askDeletion, finishForgetting } from '../../../lib/features/forgetting/service.ts'
import { env } from '../../../lib/server/env.ts'
import { unforgotten } from '../../../lib/server/vault/vault.ts'
import { factsOf, formOf, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { DATABASE, look } from '../../support/database.ts'
import { peek } from '../../support/sealed.ts'
import { startForgetter, type Forgetter } from '../../support/start-forgetter.ts'
import { makeWholeCase } from '../../support/whole-case.ts'

let team: Team
let mina: PersonActor
let hana: PersonActor
let gone: TestCase
let kept: TestCase
let owners: readonly string[]

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  hana = await makePerson(['director'], null)
  gone = await makeWholeCase(team, mina)
  kept = await makeWholeCase(team, mina)
  const rows = await look<{ owner: string }>(
    `select 'case:' || id as owner from case_file where id = $1 union select 'incident:' || id from incident where case_id = $1
     union select 'journey:' || id from journey_plan where case_id = $1`,
    [gone.id],
  )
  owners = rows.map(({ owner }) => owner).sort()
  expect(owners).toHaveLength(3)
})

async function ask(): Promise<string> {
  const input = { caseId: gone.id, id: randomUUID(), cause: 'own-wish', reason: 'Wished by phone.' } as const
  expect(await askDeletion(mina, input, formOf(input))).toEqual(granted({ id: input.id }))
  return input.id
}

async function kill(child: Forgetter): Promise<void> {
  child.process.kill('SIGKILL')
  await child.over
  expect(child.said()).toBe('')
}

/** Looks until it is so; the test's own limit ends it. */
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setImmediate(resolve))
}

/** Keeps a row from everybody who would change or delete it; gives what lets them again. */
async function holdRow(sql: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: DATABASE.superuserUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query(sql, [gone.id])
  return async () => {
    await holder.query('rollback')
    await holder.end()
  }
}

const holdCase = () => holdRow('select 1 from case_file where id = $1 for update')

/** Somebody waits for a row of this database. */
const somebodyWaits = async () =>
  (
    await look(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
  ).length > 0

/** Starts the decision and kills it when its rows are gone and its keys are not. */
async function killBeforeKeys(id: string): Promise<void> {
  const letCase = await holdCase()
  const child = startForgetter([id, hana.personId])
  await until(somebodyWaits)
  // For a moment only: other files of tests have their keys in the same store.
  const letKeys = holdKeyStore()
  await letCase()
  await until(async () => (await promised()).length > 0)
  await kill(child)
  letKeys()
}

/** Keeps everybody from changing the key store; gives what lets them again. */
function holdKeyStore(): () => void {
  const database = new DatabaseSync(env().CAUSEWAY_KEY_STORE, { timeout: 5_000 })
  database.exec('BEGIN IMMEDIATE')
  return () => {
    database.exec('ROLLBACK')
    database.close()
  }
}

const promised = async () =>
  look<{ done_at: Date | null }>('select done_at from forgetting where subject_id = $1', [gone.id])

async function expectFinished(): Promise<void> {
  expect(await unforgotten(owners)).toEqual([])
  expect(await promised()).toEqual([{ done_at: expect.any(Date) as unknown }])
  expect(await openCase(mina, gone.code)).toEqual(refused('absent'))
  // Nobody else lost anything.
  expect((await openCase(mina, kept.code)).ok).toBe(true)
  expect(await peek('identity', 'latin', 'case_id = $1', [kept.id])).toMatchObject([
    { latin: expect.stringContaining('identity latin') as unknown },
  ])
}

describe('a deletion that is killed', () => {
  it('before its commit has deleted nothing, and can be decided again', async () => {
    const id = await ask()
    const letCase = await holdCase()
    const child = startForgetter([id, hana.personId])
    await until(somebodyWaits)
    await kill(child)
    await letCase()
    // Its transaction ends when the database notices.
    await until(
      async () =>
        (
          await look(
            `select 1 from pg_stat_activity where usename = 'causeway_app' and state = 'active' and datname = current_database()`,
          )
        ).length === 0,
    )
    expect(await promised()).toEqual([])
    expect(await unforgotten(owners)).toEqual(owners)
    expect((await openCase(mina, gone.code)).ok).toBe(true)
    expect(await finishForgetting()).toEqual({ finished: 0, repeated: 0 })
    const again = startForgetter([id, hana.personId])
    await again.over
    expect(again.said()).toBe('done {"ok":true,"value":null}\n')
    await finishForgetting()
    await expectFinished()
  })

  it('between its commit and the end of its keys shows nothing of the case, and is finished by who comes next', async () => {
    const id = await ask()
    await killBeforeKeys(id)
    expect(await unforgotten(owners)).toEqual(owners)
    expect(await promised()).toEqual([{ done_at: null }])
    expect(await openCase(mina, gone.code)).toEqual(refused('absent'))

    expect(await finishForgetting()).toEqual({ finished: 1, repeated: 0 })
    await expectFinished()
    expect(await factsOf('forgetting.finish')).toContainEqual(
      expect.objectContaining({ result: 'done', subject: gone.id, by: 'system', purpose: 'retention' }),
    )
    expect(await finishForgetting()).toEqual({ finished: 0, repeated: 0 })
  })

  it('between the end of its keys and the word that they are gone is finished too', async () => {
    const id = await ask()
    await killBeforeKeys(id)
    const letPromise = await holdRow('select 1 from forgetting where subject_id = $1 for update')
    const finisher = startForgetter([])
    await until(async () => (await unforgotten(owners)).length === 0)
    await kill(finisher)
    await letPromise()
    await finishForgetting()
    await expectFinished()
  })
})
