/** How the launcher starts programs of this repository: under Node 24, tied to the launcher's own life. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StopError } from './launch/progress.mjs'

export const repository = join(import.meta.dirname, '..')

export type Child = {
  /** Resolves when the program has ended, with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
  stop(): Promise<void>
}

type ChildOptions = {
  readonly environment: NodeJS.ProcessEnv
  /** Where what it prints goes: this terminal, or a file of its own. */
  readonly log: string | null
  /** True for a program that asks somebody at the terminal; it reads what is typed by itself. */
  readonly asks?: boolean
}

const graceMs = 5000
const tether = pathToFileURL(join(import.meta.dirname, 'launch', 'tether.mjs')).href

/** Starts `script` with Node 24. A terminal's Ctrl-C does not reach it: the launcher decides the order of the end. */
export function startChild(script: string, args: readonly string[], options: ChildOptions): Child {
  const log = options.log === null ? null : openSync(options.log, 'a', 0o600)
  const child = spawn(
    process.execPath,
    ['--import', tether, '--conditions=react-server', join(repository, script), ...args],
    {
      cwd: repository,
      env: { ...options.environment, CAUSEWAY_LAUNCHER: String(process.pid) },
      stdio: [options.asks === true ? 'inherit' : 'ignore', log ?? 'inherit', log ?? 'inherit', 'ipc'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  )
  if (log !== null) closeSync(log)
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
  return {
    ended,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      // Open live connections would keep a server waiting for ever.
      const last = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(last)
    },
  }
}

/** The last lines of a log, for the message that says why a program ended. */
export function tailOf(log: string | null): string {
  return log === null ? '' : readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n')
}

/** What a program said last, as the sign of life of its step. */
export function lastLineOf(log: string): string {
  return existsSync(log) ? (readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? '').trim() : ''
}

/** Runs `script` to its end; anything but success stops the start, naming `what`. */
export async function runChild(what: string, child: Child, log: string | null): Promise<void> {
  const code = await child.ended
  if (code === 0) return
  throw new StopError(
    `${what} ended with ${code === null ? 'a signal' : `code ${code}`}.\n${tailOf(log)}`.trimEnd(),
  )
}
