/** The jobs live as long as the server process: a signal that ends it lets the running one end first. */
import 'server-only'
import { keepStarted } from './at-once.ts'
import { startJobs, type Job } from './boss.ts'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/** Starts the jobs and stops them with the process. */
export async function startHouseJobs(jobs: readonly Job[]): Promise<void> {
  const started = await startJobs(jobs)
  keepStarted(started)
  for (const signal of SIGNALS) process.once(signal, () => void started.stop())
}
