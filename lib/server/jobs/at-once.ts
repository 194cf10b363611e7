/**
 * Asks the jobs of this process to do one at the next look. Kept on the process and not in the module: Next bundles the start
 * of the server and the actions apart, and each bundle has modules of its own.
 */
import 'server-only'
import { logBug } from '../log.ts'
import type { Jobs } from './boss.ts'

const STARTED = Symbol.for('causeway.jobs')

/** Says which jobs run in this process. */
export function keepStarted(jobs: Jobs): void {
  Reflect.set(globalThis, STARTED, jobs)
}

/** Does a job soon. Where none run here, or the queue does not answer, its clock does it a little later. */
export async function doAtOnce(name: string): Promise<void> {
  const jobs = Reflect.get(globalThis, STARTED) as Jobs | undefined
  try {
    await jobs?.runNow(name)
  } catch (error) {
    logBug('jobs', error)
  }
}
