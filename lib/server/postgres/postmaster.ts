/** Who runs in a cluster's folder: reads postmaster.pid, tells a stray server of a killed run from a number reused. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ClusterError } from './cluster-error.ts'

export type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean }

const pollMs = 15
const patienceMs = 20_000

/** The lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
export function parsePostmaster(text: string): Postmaster | null {
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7] === 'ready' }
}

/** What postmaster.pid says, or null where there is none to read. */
export function readPostmaster(folder: string): Postmaster | null {
  try {
    return parsePostmaster(readFileSync(join(folder, 'postmaster.pid'), 'utf8'))
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** After a reboot the number may belong to anything. A postmaster's working folder is its data folder. */
function isPostgresOf(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    if (process.platform === 'win32') {
      return execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { encoding: 'utf8' }).includes(
        'postgres',
      )
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder)
  } catch {
    return false
  }
}

/** Waits until `pid` is gone; false when it did not go in time. */
async function gone(pid: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs
  while (isAlive(pid)) {
    if (performance.now() > until) return false
    await wait(pollMs)
  }
  return true
}

/** Stops a server by its number: fast (open transactions roll back, files are left clean), at worst at once. */
export async function stopPostmaster(pid: number, folder: string, control: string): Promise<void> {
  const windows = process.platform === 'win32'
  for (const [signal, mode] of [
    ['SIGINT', 'fast'],
    ['SIGQUIT', 'immediate'],
  ] as const) {
    try {
      if (windows) execFileSync(control, ['stop', '-D', folder, '-m', mode, '-W'], { stdio: 'ignore' })
      else process.kill(pid, signal)
    } catch {
      // It went by itself in the meantime, which is what was wanted; `gone` says if not.
    }
    if (await gone(pid, patienceMs)) return
  }
  throw new ClusterError(
    `The database server with process id ${pid} does not stop. Stop it by hand and start again.`,
  )
}

/**
 * Clears the way for a start in `folder`, whose lock the caller holds: a server that a killed run left behind is
 * stopped; a postmaster.pid whose number now belongs to something else is removed; a dead one is left to PostgreSQL,
 * which also checks that no orphaned worker still writes.
 */
export async function clearStray(folder: string, control: string): Promise<'nothing' | 'stopped'> {
  const found = readPostmaster(folder)
  if (found === null || !isAlive(found.pid)) return 'nothing'
  if (!isPostgresOf(found.pid, folder)) {
    rmSync(join(folder, 'postmaster.pid'), { force: true })
    return 'nothing'
  }
  await stopPostmaster(found.pid, folder, control)
  return 'stopped'
}
