/** Files of which the disk has the old or the new, whole, whatever stops in between. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Writes a file that only its owner reads; it takes the place of what stood there once it is on the disk. */
export function writeDurably(file: string, text: string): void {
  const fresh = `${file}.new`
  writeFileSync(fresh, text, { mode: 0o600 })
  putInPlace(fresh, file)
}

/** Puts a file that was written beside it in the place of another. */
export function putInPlace(fresh: string, file: string): void {
  synced(fresh)
  renameSync(fresh, file)
  synced(path.dirname(file))
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function synced(place: string): void {
  const handle = openSync(place, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
