/**
 * How the web server is started on 127.0.0.1, and when it counts as ready: when /api/health says so, or that it waits for
 * a key holder.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { tryPort } from '../lib/server/postgres/free-port.ts'
import { startChild, tailOf, type Child } from './child.ts'
import { StopError } from './launch/progress.mjs'

const patienceMs = 60_000
const pollMs = 50

/** Stops the start when something else has the port. */
export async function assertPortFree(port: number, command: string): Promise<void> {
  if ((await tryPort(port)) !== null) return
  const other = port === 65_535 ? port - 1 : port + 1
  throw new StopError(
    `Port ${port} of 127.0.0.1 is taken or closed to this user. Stop the program that has it, or choose another: ${command} -- --port ${other}`,
  )
}

const health = z.object({ ok: z.boolean(), locked: z.boolean().default(false) })

async function stateOf(origin: string): Promise<'open' | 'locked' | 'not-yet'> {
  try {
    const answer = await fetch(`${origin}/api/health`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(2000),
    })
    const { ok, locked } = health.parse(await answer.json())
    if (locked) return 'locked'
    return ok ? 'open' : 'not-yet'
  } catch {
    return 'not-yet'
  }
}

/** Starts the production server without waiting for it. */
export function startWeb(port: number, environment: NodeJS.ProcessEnv, log: string | null): Child {
  const args = ['start', '--hostname', '127.0.0.1', '--port', String(port)]
  return startChild('node_modules/next/dist/bin/next', args, { environment, log })
}

/** Waits until the server answers; a server that ends before stops the start with its last words. */
export async function untilHealthy(web: Child, port: number, log: string | null): Promise<'open' | 'locked'> {
  let over = false
  const noteEnd = () => {
    over = true
  }
  web.ended.then(noteEnd, noteEnd)
  const until = performance.now() + patienceMs
  for (;;) {
    const state = await stateOf(`http://127.0.0.1:${port}`)
    if (state !== 'not-yet') return state
    if (over || performance.now() > until) {
      const why = over ? 'ended before it answered' : `does not answer within ${patienceMs / 1000} s`
      throw new StopError(`The web server ${why}.\n${tailOf(log)}`.trimEnd())
    }
    await wait(pollMs)
  }
}
