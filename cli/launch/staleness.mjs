/**
 * When the installed dependencies and the generated client no longer match what the repository says.
 * Runs before anything is installed: node: imports only. Pure but for `fingerprint`, which reads files.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * Says why `node_modules` must be installed again, or null when it matches the lock file. `locked` and `installed`
 * are the parsed package-lock.json and node_modules/.package-lock.json (null: absent or unreadable). npm writes the
 * second one last, so an interrupted installation is stale too. Packages for other platforms may be missing.
 */
export function staleReason(locked, installed) {
  if (installed === null) return 'nothing is installed yet'
  for (const [path, entry] of Object.entries(locked.packages)) {
    if (path === '' || entry.link === true) continue
    const there = installed.packages[path]
    if (there === undefined) {
      if (entry.optional === true || entry.peer === true) continue
      return `${path} is missing`
    }
    if (there.version !== entry.version || there.integrity !== entry.integrity) return `${path} has changed`
  }
  for (const path of Object.keys(installed.packages)) {
    if (locked.packages[path] === undefined) return `${path} is no longer wanted`
  }
  return null
}

/** The packages of a lock file that belong on this platform (`libc`: glibc or musl), as paths below the repository. */
export function wantedPaths(locked, platform, architecture, libc) {
  const fits = (allowed, actual) =>
    allowed === undefined ||
    allowed.includes(actual) ||
    (allowed.every((one) => one.startsWith('!')) && !allowed.includes(`!${actual}`))
  return Object.entries(locked.packages)
    .filter(([path]) => path !== '')
    .filter(
      ([, entry]) => fits(entry.os, platform) && fits(entry.cpu, architecture) && fits(entry.libc, libc),
    )
    .map(([path]) => path)
}

/** All files below `path` (or the file itself), sorted; absent paths give none. */
function filesBelow(path) {
  let stat
  try {
    stat = statSync(path)
  } catch {
    return []
  }
  if (stat.isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** SHA-256 over the names and bytes of the given files and folders below `root`, as hex. */
export function fingerprint(root, paths, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const path of paths) {
    for (const file of filesBelow(join(root, path))) {
      hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}
