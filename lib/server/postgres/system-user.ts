/** As whom PostgreSQL runs: as ourselves, or, started by root, as the system user `postgres`, made when there is none. */
import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ClusterError } from './cluster-error.ts'
import type { Identity } from './reach.ts'

const userName = 'postgres'

/** True when this process is the superuser, as whom PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

function lookUp(): Identity | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, userName], { encoding: 'utf8' })
    return status === 0 ? Number.parseInt(stdout, 10) : Number.NaN
  })
  if (uid === undefined || gid === undefined || Number.isNaN(uid) || Number.isNaN(gid)) return null
  return { uid, gid }
}

/** The two ways Linux systems make a system user: shadow's `useradd`, BusyBox's `adduser`. */
const ways: readonly (readonly [string, readonly string[]])[] = [
  ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', userName]],
  ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', userName]],
]

function make(): Identity {
  for (const [command, args] of ways) {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
    } catch {
      continue
    }
    const made = lookUp()
    if (made !== null) return made
  }
  throw new ClusterError(
    `PostgreSQL does not run as root, and no system user "${userName}" could be made. Make one, or start Causeway as an ordinary user.`,
  )
}

/**
 * The user for a cluster in `folder`. An existing cluster keeps its owner, because PostgreSQL accepts no other.
 * Null: this process's own user.
 */
export function identityFor(folder: string): Identity | null {
  if (!isRoot()) return null
  const existing = statSync(join(folder, 'PG_VERSION'), { throwIfNoEntry: false })
  if (existing !== undefined && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  return lookUp() ?? make()
}
