/**
 * What sealing costs a page: the start page of a worker with 50 tasks, with their sealed titles and without any, turn by
 * turn in one run against the production build. Prints one JSON document with milliseconds. A machine that stalls for a
 * moment stalls for both: each round asks for both, in an order by lot, because what the server does every few requests would
 * fall on one of them otherwise.
 *
 *     node --conditions=react-server bench/sealed-tasks.ts [--rounds N]
 */
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { caseOwner } from '../lib/server/vault/owners.ts'
import { sealRecords } from '../lib/server/vault/sealed-records.ts'
import { demoAccounts } from '../prisma/seed/accounts.ts'
import { randomFrom } from '../prisma/seed/random.ts'
import { openHouse, type OpenHouse } from '../tests/support/house.ts'
import { percentile, timeOfPage, toTenth } from '../tests/support/page-times.ts'
import { ringOf } from '../tests/support/sealed-rows.ts'
import { cookieHeader, signInOverHttp } from '../tests/support/sign-in.ts'

const LOGIN = 'mina'
const TASKS = 50
const WARM_UP = 20

const { values: asked } = parseArgs({
  options: { rounds: { type: 'string', default: '500' }, json: { type: 'boolean', default: false } },
})

/** Gives the worker 50 open tasks, each on a case of its own, as far as they go; returns their ids with sealed titles. */
async function giveTasks(house: OpenHouse, client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ case_id: string; person_id: string }>(
    `SELECT a.case_id, a.person_id FROM assignment a JOIN person p ON p.id = a.person_id
     WHERE p.login = $1 AND a.until_at IS NULL ORDER BY a.case_id`,
    [LOGIN],
  )
  const ring = ringOf(house.settings)
  const tasks = Array.from({ length: TASKS }, (_, at) => {
    const found = rows[at % rows.length]
    if (found === undefined) throw new Error(`${LOGIN} carries no case`)
    const record = { title: `Ask whether the papers came back, and note what they said (${String(at)})` }
    return { table: 'task' as const, owner: caseOwner(found.case_id), row: randomUUID(), record, found }
  })
  const sealed = await sealRecords(ring, tasks)
  await ring.close()
  await client.query(
    `UPDATE task SET done_at = now(), done_by = assignee_id FROM person p
     WHERE p.login = $1 AND assignee_id = p.id AND done_at IS NULL`,
    [LOGIN],
  )
  for (const { row, found } of tasks) {
    await client.query(
      `INSERT INTO task (id, case_id, assignee_id, kind, due_at, recorded_by) VALUES ($1, $2, $3, 'custom', now(), $3)`,
      [row, found.case_id, found.person_id],
    )
  }
  return new Map(tasks.map(({ row }, at) => [row, sealed[at]?.title ?? '']))
}

const house = await openHouse({ cases: 240, serve: true })
const client = new pg.Client({ connectionString: house.superuserUrl })
await client.connect()
try {
  const { baseUrl } = house
  if (baseUrl === null) throw new Error('the house does not serve')
  const titles = await giveTasks(house, client)
  const password = demoAccounts.find(({ login }) => login === LOGIN)?.password ?? ''
  const cookie = cookieHeader(await signInOverHttp(baseUrl, LOGIN, password))
  const show = async (sealed: boolean): Promise<void> => {
    await client.query(
      `UPDATE task SET title = given.title FROM unnest($1::uuid[], $2::text[]) AS given (id, title)
       WHERE task.id = given.id`,
      [[...titles.keys()], [...titles.values()].map((title) => (sealed ? title : null))],
    )
  }
  const random = randomFrom(1)
  const took = { sealed: [] as number[], without: [] as number[] }
  for (let left = WARM_UP; left > 0; left--) await timeOfPage(`${baseUrl}/`, cookie)
  for (let round = 0; round < Number(asked.rounds); round++) {
    const turn = ['sealed', 'without'] as const
    for (const kind of random.chance(0.5) ? turn : turn.toReversed()) {
      await show(kind === 'sealed')
      took[kind].push(await timeOfPage(`${baseUrl}/`, cookie))
    }
  }
  const figures = (values: readonly number[]) => ({
    requests: values.length,
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
  })
  const [sealed, without] = [figures(took.sealed), figures(took.without)]
  process.stdout.write(
    `${JSON.stringify({
      benchmark: 'sealed-tasks',
      unit: 'ms',
      tasks: TASKS,
      processors: os.availableParallelism(),
      sealed,
      without,
      more: {
        p50: toTenth(sealed.p50 - without.p50),
        p95: toTenth(sealed.p95 - without.p95),
      },
    })}\n`,
  )
} finally {
  await client.end()
  await house.close()
}
process.exit()
