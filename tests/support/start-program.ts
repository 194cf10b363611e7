/** Starts a program of the house in this file's database, to be killed at a moment of the test's choice. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { inject, onTestFinished } from 'vitest'
import { childEnvironment } from '../../lib/server/env.ts'
import { DATABASE } from './database.ts'

export type Program = {
  readonly process: ChildProcess
  /** What it has printed. */
  readonly said: () => string
  readonly over: Promise<void>
}

const root = path.resolve(import.meta.dirname, '../..')

/**
 * @param script from the root of the repository
 * @param settings of the house, other than this file's
 */
export function startProgram(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Program {
  const { appUrl: DATABASE_URL, jobsUrl: DATABASE_JOBS_URL } = DATABASE
  const child = spawn(process.execPath, ['--conditions=react-server', path.join(root, script), ...args], {
    env: childEnvironment({ ...inject('house').settings, DATABASE_URL, DATABASE_JOBS_URL, ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const over = new Promise<void>((resolve) => child.once('close', () => resolve()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await over
  })
  return { process: child, said: () => said, over }
}
