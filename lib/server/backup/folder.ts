/**
 * The folder with what people uploaded, in a backup: files of any name below it, as they are. They are encrypted already, so
 * nothing here looks into them. A house without the folder has no such entries.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { synced } from '../durable-file.ts'
import { BackupError } from './backup-error.ts'
import type { Entry } from './entries.ts'
import { damaged } from './envelope.ts'

/** One part of a file's name below the folder: nothing that leads out of it. */
const PART = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,200}$/

/** An entry for each file below a folder. One that goes away meanwhile is left out: no row of the snapshot needs it. */
export async function* fileEntries(folder: string): AsyncGenerator<Entry> {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of found.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file).split(path.sep).join('/')
    if (!isOurs(name)) {
      throw new BackupError('unusable', `The folder of documents holds a file that is none of ours: ${name}`)
    }
    const handle = await open(file).catch(unlessGone)
    if (handle !== null) yield { head: { kind: 'file', name }, body: handle.createReadStream() }
  }
}

/** Takes files out of a backup into a folder beside the real one, which they become when all of them are there. */
export function filesInto(folder: string) {
  const fresh = `${folder}.restoring`
  rmSync(fresh, { recursive: true, force: true })
  let placed = false
  let count = 0
  return {
    /** How many there are. */
    count: () => count,
    async take(name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
      if (!isOurs(name)) throw damaged()
      const file = path.join(fresh, ...name.split('/'))
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      const handle = await open(file, 'wx', 0o600)
      try {
        for await (const chunk of body) await handle.writeFile(chunk)
        await handle.sync()
      } finally {
        await handle.close()
      }
      count++
    },
    /** Puts them in place. */
    async place(): Promise<void> {
      if (count === 0) return
      // An empty one may be there already.
      rmSync(folder, { recursive: true, force: true })
      await rename(fresh, folder)
      placed = true
      synced(path.dirname(folder))
    },
    /** Takes everything away again. */
    undo(): void {
      rmSync(fresh, { recursive: true, force: true })
      if (placed) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Throws BackupError `not-empty` when files are there already. */
export function assertNoFiles(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined || readdirSync(folder).length === 0) return
  throw new BackupError(
    'not-empty',
    `${folder} has files already. A backup goes into an empty house only; if a restore was broken off there, take the folder away.`,
  )
}

function unlessGone(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

function isOurs(name: string): boolean {
  return name.split('/').every((part) => PART.test(part))
}
