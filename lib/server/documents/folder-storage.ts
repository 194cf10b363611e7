/**
 * Documents in a folder that only its owner reads. A file is written beside its place and takes it once it is on the disk: a
 * power cut leaves a `.part`, which the sweep takes away, and never half a document.
 */
import { mkdir, open, opendir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { CHUNK_BYTES } from '../../domain/documents/documents.ts'
import type { Bytes } from '../vault/sealed-stream.ts'
import { storageError } from './storage-error.ts'
import type { DocumentStorage, Stored } from './storage.ts'
import { PART } from './stored-name.ts'

/** The documents in a folder, which is made (0700) when it is not there. */
export function folderStorage(folder: string): DocumentStorage {
  const placeOf = (name: string) => path.join(folder, name)
  const has = async (name: string) =>
    (await faultless(() => stat(placeOf(name)).catch(unlessAbsent))) !== null
  return {
    async write(name, bytes) {
      const part = placeOf(`${name}${PART}`)
      const handle = await faultless(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        return open(part, 'wx', 0o600)
      })
      try {
        await writeAll(handle, bytes)
        await faultless(async () => {
          await rename(part, placeOf(name))
          await synced(folder)
        })
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined)
        throw error
      }
    },

    has,

    async read(name) {
      return (await has(name)) ? readAll(placeOf(name)) : null
    },

    async remove(name) {
      await faultless(async () => {
        await rm(placeOf(name), { force: true })
        await synced(folder).catch(unlessAbsent)
      })
    },

    list: () => listAll(folder),
  }
}

async function writeAll(handle: FileHandle, bytes: Bytes): Promise<void> {
  try {
    for await (const some of bytes) {
      // A full disk takes a part of what it is given before it says so.
      for (let from = 0; from < some.length;) {
        const { bytesWritten } = await faultless(() => handle.write(some, from))
        from += bytesWritten
      }
    }
    await faultless(() => handle.sync())
  } finally {
    await handle.close()
  }
}

/** Opens the file when somebody begins to read: whoever never does leaves nothing open. */
async function* readAll(file: string): AsyncGenerator<Uint8Array> {
  const handle = await faultless(() => open(file, 'r'))
  try {
    for (;;) {
      const { bytesRead, buffer } = await faultless(() =>
        handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES),
      )
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

async function* listAll(folder: string): AsyncGenerator<Stored> {
  const found = await faultless(() => opendir(folder).catch(unlessAbsent))
  if (found === null) return
  for await (const { name } of found) {
    const facts = await faultless(() => stat(path.join(folder, name)).catch(unlessAbsent))
    if (facts?.isFile() === true) yield { name, writtenAt: facts.mtime }
  }
}

/** A new name is on the disk only when its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function faultless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storageError(codeOf(error))
  }
}

function unlessAbsent(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
