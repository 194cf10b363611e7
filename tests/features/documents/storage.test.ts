/** What the house relies on of a storage of documents, the same for a folder and for a store that speaks S3. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { folderStorage } from '../../../lib/server/documents/folder-storage.ts'
import { s3Storage } from '../../../lib/server/documents/s3-storage.ts'
import { storageError } from '../../../lib/server/documents/storage-error.ts'
import type { DocumentStorage, Stored } from '../../../lib/server/documents/storage.ts'
import { startS3 } from '../../support/s3.ts'

/** A storage, what is kept in it behind its back, and a way to make a file older. */
type Own = {
  readonly storage: DocumentStorage
  readonly names: () => readonly string[]
  readonly age: (name: string, hours: number) => void
  readonly unreachable: () => void
}

function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-documents-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

function inFolder(): Promise<Own> {
  const folder = path.join(ownFolder(), 'documents')
  return Promise.resolve({
    storage: folderStorage(folder),
    names: () => (existsSync(folder) ? readdirSync(folder) : []),
    age: (name, hours) => {
      const then = new Date(Date.now() - hours * 3_600_000)
      utimesSync(path.join(folder, name), then, then)
    },
    unreachable: () => {
      // Whoever mounts another disk over it, or none: a file stands where the folder should be.
      rmSync(folder, { recursive: true, force: true })
      writeFileSync(folder, '')
    },
  })
}

async function inS3(): Promise<Own> {
  const { place, files, state } = await startS3(ownFolder())
  return {
    storage: s3Storage(place),
    names: () => [...files.keys()].map((name) => path.posix.basename(name)),
    age: (name, hours) => {
      const key = `documents/${name}`
      const bytes = files.get(key)?.bytes ?? Buffer.alloc(0)
      files.set(key, { bytes, at: new Date(Date.now() - hours * 3_600_000) })
    },
    unreachable: () => {
      state.fault = 'silent'
    },
  }
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_552) yield bytes.subarray(at, at + 65_552)
}

async function whole(bytes: AsyncIterable<Uint8Array> | null): Promise<Buffer | null> {
  if (bytes === null) return null
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

async function all(storage: DocumentStorage): Promise<readonly Stored[]> {
  const found: Stored[] = []
  for await (const one of storage.list()) found.push(one)
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

async function write(storage: DocumentStorage, bytes = randomBytes(200_000)) {
  const name = randomUUID()
  await storage.write(name, inPieces(bytes), bytes.length)
  return { name, bytes }
}

async function fault(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof Error && 'fault' in error ? String(error.fault) : String(error)
  }
}

describe.each([
  { kind: 'a folder', open: inFolder },
  { kind: 'a store that speaks S3', open: inS3 },
])('documents in $kind', ({ open }) => {
  test('are read as they were written, by their names', async () => {
    const { storage } = await open()
    const [one, other] = [await write(storage), await write(storage, randomBytes(1))]
    expect(await whole(await storage.read(one.name))).toEqual(one.bytes)
    expect(await whole(await storage.read(other.name))).toEqual(other.bytes)
    expect(await storage.has(one.name)).toBe(true)
  })

  test('that are not there are none, and removing them is done already', async () => {
    const { storage } = await open()
    const name = randomUUID()
    expect(await storage.read(name)).toBeNull()
    expect(await storage.has(name)).toBe(false)
    await storage.remove(name)
    expect(await all(storage)).toEqual([])
  })

  test('go when they are removed, and no other goes with them', async () => {
    const { storage, names } = await open()
    const [one, other] = [await write(storage), await write(storage)]
    await storage.remove(one.name)
    expect(await storage.read(one.name)).toBeNull()
    expect(names()).toEqual([other.name])
  })

  test('are listed with when they were written, all of them', async () => {
    const { storage, age } = await open()
    const written = [
      await write(storage),
      await write(storage),
      await write(storage),
      await write(storage),
      await write(storage),
    ]
    const names = written.map(({ name }) => name).toSorted()
    age(names[0] ?? '', 30)
    const found = await all(storage)
    expect(found.map(({ name }) => name)).toEqual(names)
    const hours = found.map(({ writtenAt }) => Math.round((Date.now() - writtenAt.getTime()) / 3_600_000))
    expect(hours).toEqual([30, 0, 0, 0, 0])
  })

  test('that break off while they are written are not there, and whoever sent them hears why', async () => {
    const { storage, names } = await open()
    async function* broken(): AsyncGenerator<Buffer> {
      yield randomBytes(100_000)
      await Promise.resolve()
      throw new RangeError('the line broke')
    }
    await expect(storage.write(randomUUID(), broken(), 200_000)).rejects.toThrow('the line broke')
    expect(names()).toEqual([])
  })

  test('whose storage cannot be reached say so, whatever is asked', async () => {
    const { storage, unreachable } = await open()
    const { name } = await write(storage)
    unreachable()
    expect(await fault(write(storage))).toBe('unreachable')
    expect(await fault(storage.read(name).then(whole))).toBe('unreachable')
    expect(await fault(storage.has(name))).toBe('unreachable')
    expect(await fault(all(storage))).toBe('unreachable')
  })
})

test.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EACCES', 'unreachable'],
  ['EIO', 'unreachable'],
  ['EROFS', 'unreachable'],
  [undefined, 'unreachable'],
])('the system’s word %s means that the storage is %s', (code, expected) => {
  expect(storageError(code)).toMatchObject({ fault: expected, code })
})

test('a folder of documents, and each file in it, are its owner’s alone', async () => {
  const folder = path.join(ownFolder(), 'documents')
  const { name } = await write(folderStorage(folder))
  const mode = (place: string) => (statSync(place).mode & 0o777).toString(8)
  expect([mode(folder), mode(path.join(folder, name))]).toEqual(['700', '600'])
})

test('a store that has no room says so; one that is broken, or does not know the key, cannot be reached', async () => {
  const folder = ownFolder()
  const { place, state } = await startS3(folder)
  const storage = s3Storage(place)
  state.fault = 'full'
  expect(await fault(write(storage))).toBe('full')
  state.fault = 'broken'
  expect(await fault(write(storage))).toBe('unreachable')
  state.fault = 'none'
  expect(await fault(write(s3Storage({ ...place, keyId: 'another' })))).toBe('unreachable')
  expect(await fault(write(storage))).toBe('none')
  chmodSync(place.secretFile, 0o644)
  expect(await fault(write(storage))).toBe('unreachable')
})
