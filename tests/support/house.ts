/** Asks the keeper for a throw-away house and gives it back. Used by the test runs and by the benchmarks. */
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
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
  keyServerUrl: z.string().nullable().default(null),
})

/**
 * Starts a throw-away house.
 *
 * @param wanted.cases loads the demo caseload with so many cases
 * @param wanted.serve starts the production build on a free port; it must have been built
 * @param wanted.log file that takes what the house says, the server's log included; otherwise it is said here
 * @param wanted.ungated starts the same build once more, without its middleware
 * @param wanted.keyServer starts a second database server, for key stores
 * @param wanted.locked locks the key file for `KEY_HOLDERS` before anything is served, which then logs at the lowest level
 */
export async function openHouse(
  wanted: {
    cases?: number
    serve?: boolean
    ungated?: boolean
    locked?: boolean
    keyServer?: boolean
    log?: string
  } = {},
): Promise<OpenHouse> {
  const options = [
    ...(wanted.cases === undefined ? [] : ['--cases', String(wanted.cases)]),
    ...(wanted.serve === true ? ['--serve'] : []),
    ...(wanted.ungated === true ? ['--ungated'] : []),
    ...(wanted.locked === true ? ['--locked'] : []),
    ...(wanted.keyServer === true ? ['--key-server'] : []),
  ]
  const keeper = spawn(
    process.execPath,
    ['--conditions=react-server', path.join(import.meta.dirname, 'keeper.ts'), ...options],
    { stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  )
  if (wanted.log === undefined) keeper.stderr.pipe(process.stderr, { end: false })
  else keeper.stderr.pipe(createWriteStream(wanted.log))
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
