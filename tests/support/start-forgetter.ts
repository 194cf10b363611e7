/** Starts the program that decides a deletion or finishes what was promised, in this file's database. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { childEnvironment } from '../../lib/server/env.ts'
import { DATABASE } from './database.ts'

export type Forgetter = {
  readonly process: ChildProcess
  readonly said: () => string
  readonly over: Promise<void>
}

/**
 * @param args the request and the director who approves it; none to finish what was promised
 * @param settings of the house, other than this file's
 */
export function startForgetter(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Forgetter {
  const program = path.join(import.meta.dirname, 'forgetter.ts')
  const { appUrl: DATABASE_URL, jobsUrl: DATABASE_JOBS_URL } = DATABASE
  const child = spawn(process.execPath, ['--conditions=react-server', program, ...args], {
    env: childEnvironment({ ...inject('house').settings, DATABASE_URL, DATABASE_JOBS_URL, ...settings }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const over = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await over
  })
  return { process: child, said: () => said, over }
}
