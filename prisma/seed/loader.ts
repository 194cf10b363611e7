/** Loads a caseload into an empty house, or adds teams to a full one; told and written side by side, chunk by chunk. */
import pg from 'pg'
import { dayAt, type Day } from '../../lib/domain/calendar/partial-date.ts'
import { hashPassword } from '../../lib/server/session/password.ts'
import { keyFile } from '../../lib/server/vault/key-file.ts'
import { keyring } from '../../lib/server/vault/keyring.ts'
import { openSqliteKeyStore } from '../../lib/server/vault/sqlite-key-store.ts'
import { demoAccounts } from './accounts.ts'
import { tellCaseload, type Chunk } from './caseload.ts'
import { codeBook } from './codes.ts'
import { liftGuards, restoreGuards } from './guards.ts'
import { insertChunk } from './insert.ts'
import { randomFrom } from './random.ts'
import { sealChunk } from './seal.ts'

export type Load = {
  /** Address of a login that may become the owner of the tables. */
  readonly url: string
  /** Where the house keeps its keys: what is sealed must open there. */
  readonly keyStore: string
  readonly keyFile: string
  readonly cases: number
  readonly seed: number
  /** The day that is today for every team; null for the real one, by each team's clock. */
  readonly today: Day | null
  /** Adds further teams with further cases, and none of the demonstration's people. */
  readonly append: boolean
}

/** What an operator is told in one line; everything else that goes wrong is a bug. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded'
}

/** Connections that write at once, where there is enough to write. */
const WRITERS = 2
const WORTH_TWO_WRITERS = 2_000

/** Loads `cases` cases and says how far it is. */
export async function loadCaseload(load: Load, say: (line: string) => void): Promise<void> {
  const started = performance.now()
  const count = load.cases > WORTH_TWO_WRITERS ? WRITERS : 1
  const clients = await Promise.all(Array.from({ length: count }, () => connect(load.url)))
  const [client] = clients
  if (client === undefined) throw new Error('nobody writes')
  try {
    await liftGuards(client)
    const found = await lookAround(client)
    if (found.cases > 0 && !load.append) {
      throw new NotLoaded('The database holds cases already; nothing was loaded. --append adds to them.')
    }
    await writeAll(clients, tell(load, found), load, say)
    await client.query('ANALYZE')
    say(`${String(load.cases)} cases loaded in ${((performance.now() - started) / 1_000).toFixed(1)} s`)
  } finally {
    await restoreGuards(client)
    for (const writer of clients) await writer.end()
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('SET ROLE causeway_owner')
  return client
}

type Found = { readonly cases: number; readonly teams: number; readonly codes: readonly string[] }

async function lookAround(client: pg.Client): Promise<Found> {
  const counted = await client.query<{ cases: number; teams: number }>(
    'SELECT (SELECT count(*)::int FROM case_file) AS cases, (SELECT count(*)::int FROM team) AS teams',
  )
  const { rows } = await client.query<{ code: string }>(
    'SELECT code FROM case_file UNION ALL SELECT code FROM incident UNION ALL SELECT code FROM house',
  )
  return { cases: 0, teams: 0, ...counted.rows[0], codes: rows.map((row) => row.code) }
}

function tell(load: Load, found: Found): Iterator<Chunk> {
  const random = randomFrom(load.seed)
  return tellCaseload({
    random: load.append ? random.fork(`append ${String(found.teams)}`) : random,
    cases: load.cases,
    codes: codeBook(found.codes),
    todayIn: (timeZone) => load.today ?? dayAt(Date.now(), timeZone),
    appendFrom: load.append ? found.teams : null,
  })
}

/** Each writer takes the next chunk when it is free; telling it keeps the other one's database busy. */
async function writeAll(
  clients: readonly pg.Client[],
  chunks: Iterator<Chunk>,
  load: Load,
  say: (line: string) => void,
): Promise<void> {
  const hashes = load.append ? new Map<string, string>() : await hashPasswords()
  const ring = keyring(openSqliteKeyStore(load.keyStore), keyFile(load.keyFile))
  let loaded = 0
  const writeNext = async (client: pg.Client): Promise<boolean> => {
    const next = chunks.next()
    if (next.done === true) return false
    const { person, credential } = next.value.rows
    for (const { id, login } of person) {
      const hash = hashes.get(login)
      if (hash !== undefined) credential.push({ person_id: id, password_hash: hash })
    }
    await sealChunk(ring, next.value.rows)
    await insertChunk(client, next.value)
    loaded += next.value.cases
    say(`${String(loaded)} of ${String(load.cases)} cases`)
    return true
  }
  // The first chunk holds the teams that the next ones grow: it is there before anything else begins.
  const [first] = clients
  if (first !== undefined) await writeNext(first)
  await Promise.all(
    clients.map(async (client) => {
      while (await writeNext(client));
    }),
  )
  await ring.close()
}

async function hashPasswords(): Promise<ReadonlyMap<string, string>> {
  const hashed = demoAccounts.map(
    async ({ login, password }) => [login, await hashPassword(password)] as const,
  )
  return new Map(await Promise.all(hashed))
}
