/**
 * What row-level security costs: the statements that the pages of a worker and of their supervisor really send, each
 * once more as the app's login under the guards and as the superuser past them, in one run on the same rows. Prints one
 * JSON document with milliseconds and ratios. Where the guards make a statement faster, because they narrow it first, it
 * counts as if they cost nothing: no gain pays for another statement's loss.
 *
 *     node --conditions=react-server bench/guards.ts [--cases N] [--rounds N]
 */
import os from 'node:os'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { PersonActor, Role } from '../lib/domain/policy/roles.ts'
import { openHouse } from '../tests/support/house.ts'
import { statementsOf, type Statement } from '../tests/support/statements.ts'

const { values: asked } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
})

/** So many of the most used statements count, and so many are told one by one. */
const TOLD = 20

/** Cases that somebody opens for each look at their list. */
const CASES_OPENED = 5

type Asked = Statement & { readonly actor: PersonActor }

function median(took: readonly number[]): number {
  const sorted = took.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The database's own time for a statement, without the way there and back. */
async function time(
  client: pg.Client,
  { text, values }: Pick<Statement, 'text' | 'values'>,
  rounds: number,
): Promise<number> {
  const took: number[] = []
  for (let left = rounds; left > 0; left--) {
    const { rows } = await client.query<{
      'QUERY PLAN': [{ 'Execution Time': number; 'Planning Time': number }]
    }>(`EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) ${text}`, [...values])
    took.push(rows[0]?.['QUERY PLAN'][0]['Execution Time'] ?? Number.NaN)
  }
  return median(took)
}

async function actorOf(client: pg.Client, login: string): Promise<PersonActor> {
  const { rows } = await client.query<{ id: string; roles: Role[]; team_id: string | null }>(
    'SELECT id, roles, team_id FROM person WHERE login = $1',
    [login],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`there is no ${login}`)
  const { id: personId, roles, team_id: teamId } = row
  return { kind: 'person', personId, roles, teamId, onCall: false, provedAt: new Date() }
}

const house = await openHouse({ cases: Number(asked.cases) })
Object.assign(process.env, house.settings, { DATABASE_URL: house.appUrl, DATABASE_JOBS_URL: house.jobsUrl })
const past = new pg.Client({ connectionString: house.superuserUrl })
const under = new pg.Client({ connectionString: house.appUrl })
await past.connect()
await under.connect()
try {
  const { contextOf } = await import('../lib/server/act/context.ts')
  const { closeDb } = await import('../lib/server/db.ts')
  const { openCase } = await import('../lib/features/case-file/service.ts')
  const { listCases } = await import('../lib/features/case-list/service.ts')
  const { openPipeline } = await import('../lib/features/pipeline/service.ts')
  const { readToday } = await import('../lib/features/today/service.ts')

  const statements: Asked[] = []
  const lists: Asked[] = []
  for (const login of ['mina', 'suji']) {
    const actor = await actorOf(past, login)
    const listing = await statementsOf(async () => {
      await listCases(actor, { state: 'open' })
    })
    if (login === 'mina') lists.push(...listing.map((statement) => ({ ...statement, actor })))
    const sent = await statementsOf(async () => {
      await readToday(actor)
      const listed = await listCases(actor, { state: 'open' })
      if (!listed.ok || listed.value.lines.length < CASES_OPENED)
        throw new Error(`${login} sees too few cases`)
      for (const { code } of listed.value.lines.slice(0, CASES_OPENED)) await openCase(actor, code)
      if (login === 'suji') await openPipeline(actor, {})
    })
    statements.push(...sent.map((statement) => ({ ...statement, actor })))
  }
  await closeDb()

  const rounds = Number(asked.rounds)
  const guardedTime = async (statement: Asked): Promise<number> => {
    await under.query('BEGIN')
    await under.query('SELECT law.enter($1)', [contextOf(statement.actor)])
    const took = await time(under, statement, rounds)
    await under.query('ROLLBACK')
    return took
  }
  type Told = { statement: string; times: number; guarded: number; unguarded: number; ratio: number }
  const told: Told[] = []
  for (const statement of statements) {
    const unguarded = await time(past, statement, rounds)
    const guarded = await guardedTime(statement)
    const [role] = statement.actor.roles
    const words = statement.text.replaceAll(/\s+/g, ' ').slice(0, 90)
    told.push({
      statement: `${role ?? ''}: ${words}`,
      times: statement.times,
      guarded: round(guarded),
      unguarded: round(unguarded),
      ratio: round(guarded / unguarded),
    })
  }
  let ownList = 0
  for (const statement of lists) ownList += await guardedTime(statement)

  const cost = (some: readonly Told[]) => {
    const guarded = some.reduce((total, one) => total + one.times * one.guarded, 0)
    const unguarded = some.reduce((total, one) => total + one.times * Math.min(one.guarded, one.unguarded), 0)
    return {
      statements: some.length,
      guarded: round(guarded),
      unguarded: round(unguarded),
      ratio: round(guarded / unguarded),
    }
  }
  const mostUsed = told
    .toSorted((one, other) => other.times - one.times || other.guarded - one.guarded)
    .slice(0, TOLD)
  const slowest = told.toSorted((one, other) => other.guarded - one.guarded).slice(0, TOLD)
  process.stdout.write(
    `${JSON.stringify({
      benchmark: 'guards',
      unit: 'ms',
      cases: Number(asked.cases),
      processors: os.availableParallelism(),
      ownCaseList: { statements: lists.length, median: round(ownList) },
      all: cost(told),
      mostUsed: cost(mostUsed),
      slowest,
    })}\n`,
  )
} finally {
  await past.end()
  await under.end()
  await house.close()
}
process.exit()
