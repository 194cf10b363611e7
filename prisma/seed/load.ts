/**
 * Loads the invented caseload of the demonstration and of the benchmarks. Never in production: it refuses unless
 * CAUSEWAY_DEMO=1, and it refuses a database that holds a case, unless told to append.
 *
 *     node --conditions=react-server prisma/seed/load.ts --cases 240 [--seed N] [--today YYYY-MM-DD] [--append]
 *
 * The same seed and the same today give the same rows; only password hashes differ, because their salts must.
 * `--append` adds teams with further cases, and no person of the demonstration.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { dayAt, isDay } from '../../lib/domain/calendar/partial-date.ts'
import { seedSettings } from '../../lib/server/env.ts'
import { demoAccounts } from './accounts.ts'
import { hashPassword } from '../../lib/server/session/password.ts'
import { tellCaseload, type Chunk } from './caseload.ts'
import { codeBook } from './codes.ts'
import { insertChunk } from './insert.ts'
import { randomFrom } from './random.ts'

const WRITERS = 2

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '240' },
    seed: { type: 'string', default: '1' },
    today: { type: 'string' },
    append: { type: 'boolean', default: false },
  },
})
const cases = wholeNumber('--cases', values.cases)
const seed = wholeNumber('--seed', values.seed)
const { today, append } = values
if (today !== undefined && !isDay(today)) throw new Error('--today must be a day, YYYY-MM-DD')

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number`)
  return Number(text)
}

const { migrateUrl } = seedSettings()

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: migrateUrl })
  await client.connect()
  await client.query('SET ROLE causeway_owner')
  return client
}

async function passwords(): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(
      demoAccounts.map(async ({ login, password }) => [login, await hashPassword(password)] as const),
    ),
  )
}

/** Loads all chunks, `WRITERS` at a time; a chunk is told when somebody is free to write it. */
async function loadAll(clients: readonly pg.Client[], chunks: Iterator<Chunk>): Promise<number> {
  const hashes = append ? new Map<string, string>() : await passwords()
  let loaded = 0
  const write = async (client: pg.Client, next: IteratorResult<Chunk, unknown>): Promise<boolean> => {
    if (next.done === true) return false
    const chunk = next.value
    for (const person of chunk.rows.person) person.password_hash = hashes.get(person.login) ?? null
    await insertChunk(client, chunk)
    loaded += chunk.cases
    say(`${String(loaded)} of ${String(cases)} cases`)
    return true
  }
  // The first chunk holds the teams that the next ones grow.
  const [first] = clients
  if (first === undefined || !(await write(first, chunks.next()))) return loaded
  await Promise.all(
    clients.map(async (client) => {
      while (await write(client, chunks.next()));
    }),
  )
  return loaded
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const clients = await Promise.all(Array.from({ length: cases > 2_000 ? WRITERS : 1 }, connect))
try {
  const [client] = clients
  if (client === undefined) throw new Error('no connection')
  const { rows } = await client.query<{ code: string }>(
    'SELECT code FROM case_file UNION ALL SELECT code FROM incident UNION ALL SELECT code FROM house',
  )
  const teams = await client.query<{ count: string }>('SELECT count(*) FROM team')
  if (rows.length > 0 && !append)
    throw new Error('The database holds cases already; nothing was loaded. Add to them with --append.')
  const appendFrom = append ? Number(teams.rows[0]?.count ?? 0) : null
  const started = performance.now()
  const chunks = tellCaseload({
    random: append ? randomFrom(seed).fork(`append ${String(appendFrom)}`) : randomFrom(seed),
    cases,
    codes: codeBook(rows.map((row) => row.code)),
    todayIn: (timeZone) => today ?? dayAt(Date.now(), timeZone),
    appendFrom,
  })
  const loaded = await loadAll(clients, chunks)
  await client.query('ANALYZE')
  say(`${String(loaded)} cases loaded in ${((performance.now() - started) / 1_000).toFixed(1)} s`)
} finally {
  for (const client of clients) await client.end()
}
