/**
 * Whether another user can walk to a folder. PostgreSQL refuses to run as root, so a start as root runs it as the
 * user `postgres`, who is stopped by one 0700 folder anywhere above (a root home, a `mktemp -d`).
 */
import { realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A user of this machine by number; null stands for "whoever runs this". */
export type Identity = { readonly uid: number; readonly gid: number }

/** The part of a file's status that decides who may pass. */
export type Passage = { readonly mode: number; readonly uid: number; readonly gid: number }

/** Whether `who` may walk through a folder (execute bit of the class they fall into). Root is not asked about. */
export function mayPass(folder: Passage, who: Identity): boolean {
  const shift = folder.uid === who.uid ? 6 : folder.gid === who.gid ? 3 : 0
  return ((folder.mode >> shift) & 0o1) === 1
}

/** All folders from the root of the file system down to `path`, as far as they exist. */
function folderChain(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...folderChain(parent), path]
}

/** Whether `who` can walk to `path`; folders that do not exist yet are no obstacle, whoever makes them decides. */
export function canReach(path: string, who: Identity | null): boolean {
  if (who === null) return true
  let real = path
  while (!statSync(real, { throwIfNoEntry: false })) real = dirname(real)
  return folderChain(realpathSync(real)).every((folder) => {
    const stat = statSync(folder)
    return !stat.isDirectory() || mayPass(stat, who)
  })
}
