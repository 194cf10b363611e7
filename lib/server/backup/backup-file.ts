/** A backup as a file: whole under its name or not there at all, for its owner alone, and never over another one. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { putInPlace } from '../durable-file.ts'
import { BackupError } from './backup-error.ts'
import { readEntries, written, type Entry, type Foot, type Head } from './entries.ts'
import { openedStream, sealedStream, type Sealing, type Unsealing } from './envelope.ts'

/** `rows`: of all tables. `sha256`: of the file, in hex: who keeps it elsewhere knows later that it is the same file. */
export type Made = {
  readonly file: string
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
  readonly sha256: string
}

/**
 * Writes a backup, encrypted while it is read. A folder as target takes it under a name with the time.
 *
 * Throws BackupError; nothing is left then.
 */
export async function writeBackup(
  target: string,
  sealing: Sealing,
  entries: AsyncIterable<Entry>,
  now = new Date(),
): Promise<Made> {
  const file = placeOf(target, now)
  const fresh = `${file}.new`
  const tally = { tables: 0, rows: 0, files: 0 }
  const count = ({ kind }: Head, { rows }: Foot): void => {
    if (kind === 'table') tally.tables++
    if (kind === 'file') tally.files++
    tally.rows += rows
  }
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const handle = await opened(fresh)
    try {
      for await (const chunk of await sealedStream(written(entries, count), sealing)) {
        hash.update(chunk)
        bytes += chunk.length
        await handle.writeFile(chunk)
      }
    } finally {
      await handle.close()
    }
    // Looked at once more: another one may have been put there meanwhile.
    assertFree(file)
    putInPlace(fresh, file)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw inWords(file, error)
  }
  return { file, ...tally, bytes, sha256: hash.digest('hex') }
}

/** The entries of a backup, decrypted while they are read. Throws BackupError, also later. */
export async function readBackup(file: string, unsealing: Unsealing): Promise<AsyncGenerator<Entry>> {
  if (!existsSync(file)) throw new BackupError('unusable', `There is no file ${file}.`)
  return readEntries(await openedStream(createReadStream(file), unsealing))
}

function placeOf(target: string, now: Date): string {
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
  const file = isFolder
    ? path.join(target, `causeway-${now.toISOString().replace(/[:.]/g, '-')}.age`)
    : target
  assertFree(file)
  return file
}

function assertFree(file: string): void {
  if (existsSync(file)) {
    throw new BackupError('unusable', `${file} is there already. A backup never takes another one's place.`)
  }
}

/** What a killed run left is no backup: it bears another name, and goes. */
function opened(fresh: string) {
  rmSync(fresh, { force: true })
  return open(fresh, 'wx', 0o600)
}

/** What the file system says of this file; what it says of others, and everything else, stays as it is. */
function inWords(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error
  const about = 'path' in error ? error.path : undefined
  if (error.syscall !== 'write' && about !== `${file}.new`) return error
  const why = error.code === 'ENOSPC' ? 'the disk is full' : String(error.code)
  return new BackupError('unusable', `${file} cannot be written: ${why}. Nothing was kept.`, { cause: error })
}
