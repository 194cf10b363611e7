/**
 * What the house does by itself, by the clock: a queue in Postgres (pg-boss), so that of several servers one does it.
 * The server may use the queue's tables and change none of them: the migrator makes them (`postgres/job-schema.ts`).
 */
import 'server-only'
import { PgBoss } from 'pg-boss'
import { env } from '../env.ts'
import { log, logBug } from '../log.ts'

const SCHEMA = 'pgboss'
const CONNECTIONS = 2
const POLL_SECONDS = 30
const TRIES = 3
const PATIENCE_MS = 5_000

export type Job = {
  readonly name: string
  /** Five fields, in UTC. */
  readonly cron: string
  /** `signal` ends what takes longer than the server lives. */
  readonly work: (signal: AbortSignal) => Promise<unknown>
  /** How often it is looked for work that was asked for at once; left out: now and then. */
  readonly pollSeconds?: number
}

export type Jobs = {
  /** Does one of the jobs at the next look, whatever its clock says. */
  runNow(name: string): Promise<void>
  /** Lets the job that runs end, for a few seconds, and closes the pool. Safe to call twice. */
  stop(): Promise<void>
}

/** Starts looking for work. Throws when the queue's tables are not there: nothing half-starts. */
export async function startJobs(jobs: readonly Job[], pollSeconds = POLL_SECONDS): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_JOBS_URL,
    schema: SCHEMA,
    max: CONNECTIONS,
    migrate: false,
    createSchema: false,
    // Needs the owner of the tables; a queue of a few jobs an hour does not bloat.
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => logBug('jobs', error))
  await boss.start()
  const ending = new AbortController()
  for (const { name, cron, work, pollSeconds: own } of jobs) {
    await boss.createQueue(name, { policy: 'short', retryLimit: TRIES, retryBackoff: true })
    await boss.schedule(name, cron, null, { tz: 'UTC' })
    await boss.work(name, { pollingIntervalSeconds: own ?? pollSeconds }, () =>
      run(name, () => work(ending.signal)),
    )
  }
  let stopping: Promise<void> | undefined
  return {
    async runNow(name) {
      await boss.send(name)
    },
    async stop() {
      ending.abort()
      stopping ??= boss.stop({ graceful: true, close: true, timeout: PATIENCE_MS })
      await stopping
    },
  }
}

/** A job that fails is logged here and tried again by the queue; its error is not kept there, it may hold values. */
async function run(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    log().info({ where: 'jobs', job: name }, 'done')
  } catch (error) {
    const reference = logBug('jobs', error)
    throw new Error(`failed, see ${reference}`)
  }
}
