/**
 * What row-level security costs: the statements that the pages of a worker and of their supervisor really send, each
 * once more as the app's login under the guards and as the superuser past them, in one run on the same rows. Prints one
 * JSON document with milliseconds and ratios.
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
    cases: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
})

/** So many of the slowest statements are told one by one. */
const TOLD = 20

type Asked = Statement & { readonly actor: PersonActor }

function median(took: readonly number[]): number {
  const sorted = took.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** The database's own time for a statement, without the way there and back. */
async function time(client: pg.Client, { text, values }: Statement, rounds: number): Promise<number> {
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
  for (const login of ['mina', 'suji']) {
    const actor = await actorOf(past, login)
    const sent = await statementsOf(async () => {
      const listed = await listCases(actor, { state: 'open' })
      const code = listed.ok ? listed.value.lines[0]?.code : undefined
      if (code === undefined) throw new Error(`${login} sees no case`)
      await openCase(actor, code)
      await readToday(actor)
      if (login === 'suji') await openPipeline(actor, {})
    })
    statements.push(...sent.map((statement) => ({ ...statement, actor })))
  }
  await closeDb()

  const rounds = Number(asked.rounds)
  const told: { statement: string; guarded: number; unguarded: number; ratio: number }[] = []
  for (const statement of statements) {
    const unguarded = await time(past, statement, rounds)
    await under.query('BEGIN')
    await under.query('SELECT law.enter($1)', [contextOf(statement.actor)])
    const guarded = await time(under, statement, rounds)
    await under.query('ROLLBACK')
    const [role] = statement.actor.roles
    const words = statement.text.replaceAll(/\s+/g, ' ').slice(0, 90)
    told.push({
      statement: `${role ?? ''}: ${words}`,
      guarded: round(guarded),
      unguarded: round(unguarded),
      ratio: round(guarded / unguarded),
    })
  }

  const worker = await actorOf(past, 'mina')
  await under.query('BEGIN')
  await under.query('SELECT law.enter($1)', [contextOf(worker)])
  const ownList = round(await time(under, { text: 'SELECT id FROM case_file', values: [] }, rounds))
  await under.query('ROLLBACK')

  const sum = (field: 'guarded' | 'unguarded') => told.reduce((total, one) => total + one[field], 0)
  const slowest = told.toSorted((one, other) => other.guarded - one.guarded).slice(0, TOLD)
  process.stdout.write(
    `${JSON.stringify({
      benchmark: 'guards',
      unit: 'ms',
      cases: Number(asked.cases),
      processors: os.availableParallelism(),
      ownCasesWithoutAnyWhere: { median: ownList },
      all: {
        statements: told.length,
        guarded: round(sum('guarded')),
        unguarded: round(sum('unguarded')),
        ratio: round(sum('guarded') / sum('unguarded')),
      },
      slowest,
    })}\n`,
  )
} finally {
  await past.end()
  await under.end()
  await house.close()
}
process.exit()
