/** A sealed file opens whole and unchanged, or not at all: nobody turns it round, cuts it, lengthens it or swaps it. */
import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketOf, CHUNK_BYTES } from '../../../lib/domain/documents/documents.ts'
import { newContentKey } from '../../../lib/server/vault/content-key.ts'
import {
  chunksOf,
  openStream,
  sealedLength,
  sealStream,
  type Bytes,
  type SealedFile,
} from '../../../lib/server/vault/sealed-stream.ts'

const SEALED = CHUNK_BYTES + 16

function newFile(): SealedFile {
  return { document: randomUUID(), key: newContentKey() }
}

async function* inPieces(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function whole(bytes: Bytes): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

async function seal(file: SealedFile, content: Buffer, bucket = bucketOf(content.length)): Promise<Buffer> {
  return whole(sealStream(file, bucket, inPieces(content)))
}

/** What is read before it breaks, and how it ends. */
async function open(
  file: SealedFile,
  length: number,
  sealed: Buffer,
): Promise<{ read: Buffer; end: string }> {
  const parts: Buffer[] = []
  try {
    for await (const part of openStream(file, length, inPieces(sealed, 99_991))) parts.push(part)
    return { read: Buffer.concat(parts), end: 'whole' }
  } catch (error) {
    const fault = error instanceof Error && 'fault' in error ? String(error.fault) : String(error)
    return { read: Buffer.concat(parts), end: fault }
  }
}

const sizes = fc.oneof(
  fc.integer({ min: 1, max: 200_000 }),
  fc.constantFrom(1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 4 * CHUNK_BYTES),
)

describe('a sealed file', () => {
  test('opens as it was, whatever its size, and shows nothing but its bucket', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const [file, content] = [newFile(), randomBytes(size)]
        const sealed = await seal(file, content)
        expect(sealed.length).toBe(sealedLength(bucketOf(size)))
        expect(await open(file, size, sealed)).toEqual({ read: content, end: 'whole' })
      }),
      { numRuns: 40 },
    )
  })

  test('is other bytes each time, and never holds what it seals', async () => {
    const content = Buffer.alloc(CHUNK_BYTES, 'Kanary passport 7310046829 ')
    const [one, other] = [await seal(newFile(), content), await seal(newFile(), content)]
    expect(one.equals(other)).toBe(false)
    expect(one.includes('Kanary')).toBe(false)
  })

  test('that is longer than its bucket is not sealed', async () => {
    await expect(seal(newFile(), randomBytes(CHUNK_BYTES + 1), CHUNK_BYTES)).rejects.toThrow(RangeError)
  })

  const size = 3 * CHUNK_BYTES + 5
  type Change = (sealed: Buffer, at: number) => Buffer
  const chunk = (sealed: Buffer, at: number) => sealed.subarray(at * SEALED, (at + 1) * SEALED)
  const chunks = (sealed: Buffer) => [0, 1, 2, 3].map((at) => chunk(sealed, at))
  const changes: Readonly<Record<string, Change>> = {
    'a bit flipped': (sealed, at) => {
      const changed = Buffer.from(sealed)
      changed.writeUInt8((changed[at % sealed.length] ?? 0) ^ (1 << (at % 8)), at % sealed.length)
      return changed
    },
    'its end cut off': (sealed, at) => sealed.subarray(0, at % sealed.length),
    'chunks cut off its end': (sealed, at) => sealed.subarray(0, (1 + (at % 3)) * SEALED),
    'its beginning cut off': (sealed, at) => sealed.subarray((1 + (at % 3)) * SEALED),
    'two chunks in each other’s place': (sealed, at) => {
      const all = chunks(sealed)
      const [one, other] = [at % 4, (at + 1 + (at % 3)) % 4]
      return Buffer.concat(
        all.map((part, place) => (place === one ? all[other] : place === other ? all[one] : part) ?? part),
      )
    },
    'a chunk twice': (sealed, at) =>
      Buffer.concat(chunks(sealed).flatMap((part, place) => (place === at % 4 ? [part, part] : [part]))),
    'a chunk left out': (sealed, at) => Buffer.concat(chunks(sealed).filter((_, place) => place !== at % 4)),
    'more behind its end': (sealed, at) =>
      Buffer.concat([sealed, sealed.subarray(0, 1 + (at % sealed.length))]),
    'its last chunk behind its end': (sealed) => Buffer.concat([sealed, chunk(sealed, 3)]),
    'nothing left': () => Buffer.alloc(0),
  }

  test.each(Object.entries(changes))('with %s is refused, and nothing false is read', async (_, change) => {
    const [file, content] = [newFile(), randomBytes(size)]
    const sealed = await seal(file, content)
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 10_000_000 }), async (at) => {
        const { read, end } = await open(file, size, change(sealed, at))
        expect(end).toBe('damaged')
        expect(content.subarray(0, read.length).equals(read)).toBe(true)
        expect(read.length).toBeLessThanOrEqual(size)
      }),
      { numRuns: 25 },
    )
  })

  test('opens with no other file’s key, as no other document, and is no part of another', async () => {
    const [mine, other, content] = [newFile(), newFile(), randomBytes(size)]
    const [sealed, foreign] = [await seal(mine, content), await seal(other, content)]
    const nothing = { read: Buffer.alloc(0), end: 'damaged' }
    expect(await open(other, size, sealed)).toEqual(nothing)
    expect(await open({ ...mine, document: other.document }, size, sealed)).toEqual(nothing)
    expect(await open({ ...mine, key: { ...mine.key, prefix: randomBytes(7) } }, size, sealed)).toEqual(
      nothing,
    )
    const grafted = Buffer.concat([chunk(sealed, 0), chunk(foreign, 1), sealed.subarray(2 * SEALED)])
    expect((await open(mine, size, grafted)).end).toBe('damaged')
    expect((await open(mine, size, sealed)).end).toBe('whole')
  })

  test('is not believed to be longer than it is', async () => {
    const file = newFile()
    const sealed = await seal(file, randomBytes(size))
    expect((await open(file, 4 * CHUNK_BYTES + 1, sealed)).end).toBe('damaged')
  })
})

test('a stream is cut into pieces of one size, however it comes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 50 })),
      fc.integer({ min: 1, max: 64 }),
      async (parts, size) => {
        async function* source() {
          yield* parts
        }
        const cut: Buffer[] = []
        for await (const piece of chunksOf(source(), size)) cut.push(piece)
        expect(Buffer.concat(cut)).toEqual(Buffer.concat(parts))
        expect(cut.slice(0, -1).every((piece) => piece.length === size)).toBe(true)
      },
    ),
  )
})
