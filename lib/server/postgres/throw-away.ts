/**
 * A database server that leaves nothing behind: for tests, benchmarks and drills. Its folder is taken away when it
 * stops; what a killed run left is taken away by the next one.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { startCluster } from './cluster.ts'
import { holderOf, lockFolder } from './folder-lock.ts'
import {
  appRole,
  databaseName,
  ensureHouseDatabase,
  jobsRole,
  localUrl,
  migratorRole,
} from './house-database.ts'
import { clearStray } from './postmaster.ts'
import { canReach } from './reach.ts'
import { identityFor, isRoot } from './system-user.ts'

export type ThrowAwayCluster = {
  readonly port: number
  /** May do everything; for tests that look behind the curtain. */
  superuserUrl(database: string): string
  /** The login of migrations: owns `causeway`, may make databases and roles. */
  migratorUrl(database?: string): string
  /** The logins of the server; they work once `migrateHouse` was given them. */
  appUrl(database?: string): string
  jobsUrl(database?: string): string
  stop(): Promise<void>
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url')
}

const prefix = 'causeway-throwaway-'
const youngMs = 60_000

/** A temporary folder that the database's user can enter. */
function baseFolder(): string {
  const identity = identityFor('')
  const reachable = [tmpdir(), '/tmp', '/var/lib/causeway'].find((path) => canReach(path, identity))
  const base = reachable ?? tmpdir()
  mkdirSync(base, { recursive: true })
  return base
}

/** Takes away the folders of runs that died. Young ones may still be on their way to taking their lock. */
async function sweep(base: string, control: string): Promise<void> {
  for (const name of readdirSync(base).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(base, name)
    const stat = statSync(folder, { throwIfNoEntry: false })
    if (stat === undefined || stat.uid !== (process.getuid?.() ?? stat.uid)) continue
    if (Date.now() - stat.mtimeMs < youngMs || (await holderOf(folder)) !== null) continue
    await clearStray(join(folder, 'postgres'), control)
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Starts a server on a free port of 127.0.0.1 with an empty database `causeway`, ready for `applyMigrations`. `durable`: it waits
 * for the disk, as a real one does.
 */
export async function startThrowAwayCluster({ durable = false } = {}): Promise<ThrowAwayCluster> {
  const base = baseFolder()
  const folder = mkdtempSync(join(base, prefix))
  const lock = await lockFolder(folder)
  if ('heldBy' in lock) throw new Error('a fresh folder cannot be held')
  const password = randomPassword()
  const cluster = join(folder, 'postgres')
  try {
    const identity = identityFor(cluster)
    if (isRoot()) chmodSync(folder, 0o711)
    const binaries = findBinaries(identity, folder)
    await sweep(base, binaries.control)
    const running = await startCluster({
      folder: cluster,
      binaries,
      identity,
      password,
      port: 0,
      logFile: join(folder, 'postgres.log'),
      durable,
    })
    const { port } = running
    const superuserUrl = (database: string) => localUrl({ port, user: 'postgres', password, database })
    const [migrator, app, jobs] = [randomPassword(), randomPassword(), randomPassword()]
    await ensureHouseDatabase(superuserUrl('postgres'), migrator)
    return {
      port,
      superuserUrl,
      migratorUrl: (database = databaseName) =>
        localUrl({ port, user: migratorRole, password: migrator, database }),
      appUrl: (database = databaseName) => localUrl({ port, user: appRole, password: app, database }),
      jobsUrl: (database = databaseName) => localUrl({ port, user: jobsRole, password: jobs, database }),
      async stop() {
        await running.stop()
        await lock.release()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await lock.release()
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}
