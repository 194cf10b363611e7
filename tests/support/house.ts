/** Asks the keeper for a throw-away house and gives it back. Used by the test runs and by the benchmarks. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { KeptHouse } from './keeper.ts'

export type OpenHouse = KeptHouse & {
  /** Stops and removes everything; safe to call twice. */
  close(): Promise<void>
}

const answer = z.object({
  appUrl: z.string(),
  jobsUrl: z.string(),
  migratorUrl: z.string(),
  superuserUrl: z.string(),
  settings: z.record(z.string(), z.string()),
  baseUrl: z.string().nullable(),
  ungatedUrl: z.string().nullable(),
})

/**
 * Starts a throw-away house.
 *
 * @param wanted.cases loads the demo caseload with so many cases
 * @param wanted.serve starts the production build on a free port; it must have been built
 * @param wanted.ungated starts the same build once more, without its middleware
 */
export async function openHouse(
  wanted: { cases?: number; serve?: boolean; ungated?: boolean } = {},
): Promise<OpenHouse> {
  const options = [
    ...(wanted.cases === undefined ? [] : ['--cases', String(wanted.cases)]),
    ...(wanted.serve === true ? ['--serve'] : []),
    ...(wanted.ungated === true ? ['--ungated'] : []),
  ]
  const keeper = spawn(
    process.execPath,
    ['--conditions=react-server', path.join(import.meta.dirname, 'keeper.ts'), ...options],
    { stdio: ['pipe', 'pipe', 'inherit'], detached: process.platform !== 'win32' },
  )
  const over = new Promise<void>((resolve) => keeper.once('exit', () => resolve()))
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(keeper.stdout).once('line', resolve)),
    over.then(() => {
      throw new Error('the throw-away house did not open; the reason stands above')
    }),
  ])
  return {
    ...answer.parse(JSON.parse(line)),
    async close() {
      keeper.stdin.end()
      await over
    },
  }
}
