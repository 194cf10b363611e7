/**
 * Where a cluster lives for a data folder: inside it, or, started by root below a folder that the database's user
 * cannot enter, under /var/lib/causeway. The choice is remembered: a folder that opens up later must not make the
 * house look empty.
 */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { findBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { ClusterError } from './cluster-error.ts'
import { canReach } from './reach.ts'
import type { Identity } from './reach.ts'
import { identityFor, isRoot } from './system-user.ts'

const outsideRoot = '/var/lib/causeway'
/** Relative, so that a data folder can be moved. */
const insideName = 'postgres'
const stateShape = z.object({ cluster: z.string().min(1), port: z.number().int().min(0) })
type State = z.output<typeof stateShape>

export type Placement = {
  readonly folder: string
  /** What is remembered: a path, or a name inside the data folder. */
  readonly cluster: string
  readonly port: number
  readonly identity: Identity | null
  readonly binaries: Binaries
  /** The cluster is not inside the data folder. */
  readonly outside: boolean
}

function readState(dataFolder: string): State | null {
  let text: string
  try {
    text = readFileSync(join(dataFolder, 'database.json'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new ClusterError(
      `The data folder ${dataFolder} belongs to somebody else. Start as its owner or choose another with --data.`,
    )
  }
  const parsed = stateShape.safeParse(JSON.parse(text))
  if (!parsed.success)
    throw new ClusterError(`${join(dataFolder, 'database.json')} is not readable as settings.`)
  return parsed.data
}

/** The port on which the cluster of `dataFolder` last listened; 0 when there is none yet. */
export function rememberedPort(dataFolder: string): number {
  return readState(dataFolder)?.port ?? 0
}

/** Remembers where the cluster is and which port it had. */
export function rememberPlacement(dataFolder: string, cluster: string, port: number): void {
  const path = join(dataFolder, 'database.json')
  writeFileSync(`${path}.new`, `${JSON.stringify({ cluster, port })}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** Makes the data folder: closed to others, but root's can be walked through by the database's user. */
export function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
    accessSync(dataFolder, constants.W_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new ClusterError(
      `The data folder ${dataFolder} cannot be written to (${code}). Choose another: --data DIR`,
    )
  }
}

/** A place for a new cluster. Its name outside is random: the data folder of an earlier checkout may have had this path. */
function choose(dataFolder: string): State {
  const inside = resolve(dataFolder, insideName)
  if (existsSync(inside)) {
    throw new ClusterError(
      `${inside} holds a database, but database.json beside it is missing. Restore it, or choose another folder with --data.`,
    )
  }
  if (canReach(inside, identityFor(inside))) return { cluster: insideName, port: 0 }
  return { cluster: join(outsideRoot, randomBytes(8).toString('hex')), port: 0 }
}

/** Decides where the cluster of `dataFolder` is, as whom it runs and with which programs; remembers a new choice. */
export function place(dataFolder: string): Placement {
  const known = readState(dataFolder)
  const { cluster, port } = known ?? choose(dataFolder)
  const folder = resolve(dataFolder, cluster)
  const outside = cluster !== insideName
  // It ran once, so it had data: an empty house in its place would hide the loss.
  if (port !== 0 && !existsSync(folder)) {
    throw new ClusterError(
      `The database of ${dataFolder} should be in ${folder}, but is gone. Restore it from a backup.`,
    )
  }
  if (outside) {
    mkdirSync(outsideRoot, { recursive: true, mode: 0o755 })
    chmodSync(outsideRoot, 0o755)
  }
  if (known === null) rememberPlacement(dataFolder, cluster, port)
  const identity = identityFor(folder)
  return { folder, cluster, port, identity, binaries: findBinaries(identity, outsideRoot), outside }
}
