/**
 * How the embedded PostgreSQL is made, started and stopped: on 127.0.0.1 only, no socket file, password for
 * everybody, checksums on, statements and values kept out of its log.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { plainEnvironment } from '../env.ts'
import type { Binaries } from './binaries.ts'
import { ClusterError } from './cluster-error.ts'
import { freePort } from './free-port.ts'
import { clearStray, readPostmaster, stopPostmaster } from './postmaster.ts'
import type { Identity } from './reach.ts'

export type ClusterOptions = {
  /** Where the files of the cluster are or shall be; its parent exists. */
  readonly folder: string
  readonly binaries: Binaries
  /** As whom it runs; null: as this process. */
  readonly identity: Identity | null
  /** Of the superuser `postgres`. */
  readonly password: string
  /** Tried first. */
  readonly port: number
  readonly logFile: string
  /** False only for throw-away clusters: no write waits for the disk. */
  readonly durable: boolean
}

export type RunningCluster = {
  readonly port: number
  /** Resolves when the server has ended, whoever ended it, with the last lines of its log. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

const pollMs = 15
const startPatienceMs = 60_000
const portAttempts = 5

/** Settings that hold whatever postgresql.conf says. Details of errors carry values of rows: terse leaves them out. */
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'password_encryption=scram-sha-256',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_statement=none',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_parameter_max_length=0',
]
const carelessSettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
]

function launch(
  options: ClusterOptions,
  program: string,
  args: readonly string[],
  log: number,
): ChildProcess {
  return spawn(program, [...args], {
    ...(options.identity ?? {}),
    cwd: dirname(program),
    env: plainEnvironment(),
    stdio: ['ignore', log, log],
    // Ctrl-C reaches a whole process group: the database leaves it, so that the web server is stopped first.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
}

function logTail(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** Makes the cluster's files under another name first: an interrupted start leaves no half-made cluster behind. */
async function initialise(options: ClusterOptions): Promise<void> {
  const { identity } = options
  if (existsSync(options.folder)) return
  const folder = `${options.folder}.part`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  const passwordFile = `${options.folder}.password`
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 })
  if (identity !== null)
    for (const path of [folder, passwordFile]) chownSync(path, identity.uid, identity.gid)
  const log = openSync(options.logFile, 'a', 0o600)
  try {
    const child = launch(
      options,
      options.binaries.initdb,
      [
        `--pgdata=${folder}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
        '--no-instructions',
        ...(options.durable ? [] : ['--no-sync']),
      ],
      log,
    )
    if ((await endOf(child)) !== 0) {
      throw new ClusterError(
        `The database could not be made in ${options.folder}:\n${logTail(options.logFile)}`,
      )
    }
    renameSync(folder, options.folder)
  } finally {
    closeSync(log)
    rmSync(passwordFile, { force: true })
  }
}

/** Waits until the server answers; 'ended' when it gave up before. */
async function becomesReady(child: ChildProcess, folder: string): Promise<'ready' | 'ended'> {
  const until = performance.now() + startPatienceMs
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) return 'ended'
    const found = readPostmaster(folder)
    if (found?.ready === true && found.pid === child.pid) return 'ready'
    await wait(pollMs)
  }
  return 'ended'
}

async function startOn(port: number, options: ClusterOptions): Promise<RunningCluster | null> {
  const { folder, binaries } = options
  const chosen = options.durable ? settings : [...settings, ...carelessSettings]
  const log = openSync(options.logFile, 'a', 0o600)
  const args = ['-D', folder, '-p', String(port), ...chosen.flatMap((one) => ['-c', one])]
  const child = launch(options, binaries.postgres, args, log)
  closeSync(log)
  const ended = endOf(child).then(
    () => logTail(options.logFile),
    (error: unknown) => String(error),
  )
  if ((await becomesReady(child, folder)) === 'ended') {
    child.kill('SIGINT')
    return null
  }
  return {
    port,
    ended,
    async stop() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      await stopPostmaster(child.pid, folder, binaries.control)
      await ended
    },
  }
}

/** Makes the cluster when there is none, clears away what a killed run left, starts it. The caller holds the lock. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  writeFileSync(options.logFile, '', { mode: 0o600 })
  chmodSync(options.logFile, 0o600)
  await clearStray(options.folder, options.binaries.control)
  await initialise(options)
  for (let attempt = 0; attempt < portAttempts; attempt += 1) {
    const started = await startOn(await freePort(attempt === 0 ? options.port : 0), options)
    if (started !== null) return started
    // Between the look and the bind another program may take the port; anything else will not heal by itself.
    if (!/could not bind|Address already in use/i.test(readFileSync(options.logFile, 'utf8'))) break
  }
  throw new ClusterError(`The database in ${options.folder} does not start:\n${logTail(options.logFile)}`)
}
