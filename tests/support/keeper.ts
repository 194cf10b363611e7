/**
 * A program that keeps a throw-away house for as long as its standard input is open: cluster, migrations, on request the
 * demo caseload and the built server. It tells where everything is in one line of JSON. When whoever asked for it ends,
 * however that comes about, the input closes, and the keeper stops and removes all of it.
 *
 *     node --conditions=react-server tests/support/keeper.ts [--cases N] [--serve] [--ungated] [--locked] [--key-server]
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { childEnvironment } from '../../lib/server/env.ts'
import { freePort } from '../../lib/server/postgres/free-port.ts'
import { databaseName } from '../../lib/server/postgres/house-database.ts'
import { migrateHouse } from '../../lib/server/postgres/migrate.ts'
import { ensureKeyFile } from '../../lib/server/vault/key-file.ts'
import { lockFile } from '../../lib/server/vault/key-lock.ts'
import { Opening } from '../../lib/server/vault/opening.ts'
import { startThrowAwayCluster } from '../../lib/server/postgres/throw-away.ts'
import { KEY_HOLDERS } from './key-holders.ts'
import { layOutUngated } from './ungated.ts'

export type KeptHouse = {
  /** The login of the app; the database is named `causeway` and is the migrated template of all clones. */
  readonly appUrl: string
  /** The login of what the house does by itself. */
  readonly jobsUrl: string
  readonly migratorUrl: string
  readonly superuserUrl: string
  /** What the server and its jobs need beside the database. */
  readonly settings: Readonly<Record<string, string>>
  /** Where the built server answers, when one was asked for. */
  readonly baseUrl: string | null
  /** Where the same build answers without its middleware, when that was asked for; the same database stands behind it. */
  readonly ungatedUrl: string | null
  /** The superuser of a second server, for key stores, when one was asked for. */
  readonly keyServerUrl?: string | null | undefined
}

const root = path.resolve(import.meta.dirname, '../..')
const SERVER_PATIENCE_MS = 60_000
const STOP_PATIENCE_MS = 10_000

const { values: asked } = parseArgs({
  options: {
    cases: { type: 'string' },
    serve: { type: 'boolean', default: false },
    ungated: { type: 'boolean', default: false },
    locked: { type: 'boolean', default: false },
    'key-server': { type: 'boolean', default: false },
  },
})
const started: { stop(): Promise<void> }[] = []
const children: ChildProcess[] = []
let unwanted = false

function run(args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...childEnvironment(environment), NODE_ENV: 'production' },
    // Standard output is the keeper's own answer; whatever children say goes beside it.
    stdio: ['ignore', 2, 2],
  })
  children.push(child)
  return child
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
}

/** Stops an opening that nobody waits for any more. */
function assertWanted(): void {
  if (unwanted) throw new Error('nobody wants the house any more')
}

async function loadCases(cases: string, environment: Readonly<Record<string, string>>): Promise<void> {
  assertWanted()
  const loader = run(['--conditions=react-server', 'prisma/seed/load.ts', '--cases', cases], environment)
  started.push({ stop: () => stop(loader) })
  if ((await ended(loader)) !== 0) throw new Error('the demo caseload could not be loaded')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = ended(child)
  child.kill('SIGTERM')
  const last = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
  await over
  clearTimeout(last)
}

async function serve(
  port: number,
  baseUrl: string,
  environment: Readonly<Record<string, string>>,
  folder = root,
): Promise<void> {
  assertWanted()
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const server = run([next, 'start', folder, '--hostname', '127.0.0.1', '--port', String(port)], environment)
  started.push({ stop: () => stop(server) })
  const until = performance.now() + SERVER_PATIENCE_MS
  while (performance.now() < until) {
    assertWanted()
    if (server.exitCode !== null)
      throw new Error('the server ended before it answered; is the production build there?')
    const answered = await fetch(`${baseUrl}/api/health`).then(
      async (response) => response.ok || (asked.locked && (await response.text()).includes('"locked":true')),
      () => false,
    )
    if (answered) return
    await wait(50)
  }
  throw new Error('the server does not answer')
}

/** A key store, a key file and a folder of documents that go with the house. */
function keepKeys() {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-keys-'))
  started.push({
    stop: () => {
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  })
  const CAUSEWAY_KEY_STORE = path.join(folder, 'keys', 'store.sqlite')
  const CAUSEWAY_KEY_FILE = path.join(folder, 'key-file.json')
  ensureKeyFile(CAUSEWAY_KEY_FILE, CAUSEWAY_KEY_STORE)
  return { CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE, CAUSEWAY_DOCUMENTS: path.join(folder, 'documents') }
}

async function open(): Promise<KeptHouse> {
  const [cluster, keyServer] = await Promise.all([
    startThrowAwayCluster(),
    // As the house wants it: what it says is written is on the disk.
    asked['key-server'] ? startThrowAwayCluster({ durable: true }) : null,
  ])
  started.push(cluster, ...(keyServer === null ? [] : [keyServer]))
  const [appUrl, jobsUrl] = [cluster.appUrl(), cluster.jobsUrl()]
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${String(port)}`
  const keys = keepKeys()
  const settings = {
    ...keys,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
    NEXTAUTH_URL: baseUrl,
    CAUSEWAY_SECRET: randomBytes(32).toString('base64url'),
    CAUSEWAY_LOG_LEVEL: asked.locked ? 'trace' : 'error',
    PORT: String(port),
  }
  const { CAUSEWAY_SECRET: secret } = settings
  await migrateHouse(cluster.migratorUrl(), { logins: [appUrl, jobsUrl], secret })
  const house = {
    appUrl,
    jobsUrl,
    migratorUrl: cluster.migratorUrl(),
    superuserUrl: cluster.superuserUrl(databaseName),
    settings,
    baseUrl: asked.serve ? baseUrl : null,
    ungatedUrl: null,
    keyServerUrl: keyServer?.superuserUrl('postgres') ?? null,
  }
  const environment = {
    ...settings,
    DATABASE_URL: appUrl,
    DATABASE_JOBS_URL: jobsUrl,
    CAUSEWAY_DEMO: asked.cases === undefined ? '' : '1',
  }
  if (asked.cases !== undefined) {
    // The server never knows this address; the loader is the only one that is told.
    await loadCases(asked.cases, { ...environment, DATABASE_MIGRATE_URL: house.migratorUrl })
  }
  if (asked.locked) {
    const locked = await lockFile(keys.CAUSEWAY_KEY_FILE, new Opening(), KEY_HOLDERS)
    if (!locked.ok) throw new Error(locked.refusal)
  }
  if (asked.serve) await serve(port, baseUrl, environment)
  return asked.ungated ? { ...house, ungatedUrl: await serveUngated(environment) } : house
}

/** Starts the build without its middleware, on a port of its own. */
async function serveUngated(environment: Readonly<Record<string, string>>): Promise<string> {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${String(port)}`
  const own = { ...environment, NEXTAUTH_URL: baseUrl, PORT: String(port) }
  await serve(port, baseUrl, own, layOutUngated(root))
  return baseUrl
}

/** Stops what was started, last first. */
async function close(): Promise<void> {
  for (const one of started.reverse()) await one.stop()
}

// Nobody may be left to listen; that must not keep the keeper from clearing up.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
// Ctrl-C reaches the whole group; the end of the input is what counts.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
const inputEnded = new Promise<void>((resolve) => process.stdin.resume().once('end', () => resolve()))
void inputEnded.then(() => {
  unwanted = true
  for (const child of children) child.kill('SIGTERM')
})

try {
  process.stdout.write(`${JSON.stringify(await open())}\n`)
  await inputEnded
} catch (error) {
  // Whoever asked has gone: an opening that was broken off is no failure.
  if (!unwanted) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    process.exitCode = 1
  }
} finally {
  await close()
  process.exit()
}
