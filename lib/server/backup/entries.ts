/**
 * What a backup holds, once it is opened: entries one after the other. Each is a head (JSON), frames of bytes, an empty frame,
 * and a foot (JSON) with their length, rows and hash; frames bear their length as four bytes. The end says how many entries
 * there are. All of it is written and read in one pass, without knowing beforehand how long anything is.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { damaged } from './envelope.ts'

const LENGTH_BYTES = 4
const LONGEST_FRAME = 1 << 20

const house = z.object({
  kind: z.literal('house'),
  format: z.number(),
  madeAt: z.iso.datetime(),
  /** The migrations of the database, in their order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** How many keys of the key store had been destroyed: a store that knows of fewer is an older one. */
  tombstones: z.number().int().nonnegative(),
})
/** `rows` is in the text format of COPY. */
const table = z.object({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()).min(1) })
const file = z.object({ kind: z.literal('file'), name: z.string() })
const end = z.object({ kind: z.literal('end'), entries: z.number().int() })
const head = z.discriminatedUnion('kind', [house, table, file, end])
const foot = z.object({ bytes: z.number(), rows: z.number(), sha256: z.string() })

export type HouseHead = z.output<typeof house>
export type TableHead = z.output<typeof table>
export type FileHead = z.output<typeof file>
export type Head = HouseHead | TableHead | FileHead
/** What was written or read of one entry. `rows`: lines, of a table. `sha256`: in hex, of its head and all its bytes. */
export type Foot = z.output<typeof foot>

type Bytes = AsyncIterable<Uint8Array>
export type Entry = { readonly head: Head; readonly body: Bytes }

const NEWLINE = 0x0a
const NOTHING = Buffer.alloc(LENGTH_BYTES)

/** The bytes of entries. `told` hears of each when it was written whole. */
export async function* written(
  entries: AsyncIterable<Entry>,
  told: (said: Head, foot: Foot) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  let count = 0
  for await (const { head: said, body } of entries) {
    const bytes = json(said)
    const tally = tallyOf(said, bytes)
    yield framed(bytes)
    for await (const chunk of body) {
      tally.take(chunk)
      for (let at = 0; at < chunk.length; at += LONGEST_FRAME)
        yield framed(chunk.subarray(at, at + LONGEST_FRAME))
    }
    const over = tally.foot()
    yield Buffer.concat([NOTHING, framed(json(over))])
    told(said, over)
    count++
  }
  yield framed(json({ kind: 'end', entries: count }))
}

/** The entries of bytes; the body of each must be read to its end before the next. Throws BackupError `damaged`. */
export async function* readEntries(bytes: Bytes): AsyncGenerator<Entry> {
  const next = reader(bytes)
  for (let count = 0; ; count++) {
    const raw = await frame(next)
    const said = parsed(head, raw)
    if (said.kind === 'end') {
      // Nothing may follow; asking for it also looks whether the file was cut there.
      if (said.entries !== count || (await next(1)) !== null) throw damaged()
      return
    }
    yield { head: said, body: bodyOf(next, tallyOf(said, raw)) }
  }
}

async function* bodyOf(next: Reader, tally: ReturnType<typeof tallyOf>): AsyncGenerator<Uint8Array> {
  for (let chunk = await frame(next); chunk !== null; chunk = await frame(next)) {
    tally.take(chunk)
    yield chunk
  }
  const { bytes, rows, sha256 } = parsed(foot, await frame(next))
  const read = tally.foot()
  if (bytes !== read.bytes || rows !== read.rows || sha256 !== read.sha256) throw damaged()
}

/** Counts and hashes what passes. */
function tallyOf(said: Head, raw: Buffer | null) {
  const hash = createHash('sha256').update(raw ?? '')
  let bytes = 0
  let rows = 0
  return {
    take(chunk: Uint8Array): void {
      hash.update(chunk)
      bytes += chunk.length
      if (said.kind === 'table') rows += linesOf(chunk)
    },
    foot: (): Foot => ({ bytes, rows, sha256: hash.digest('hex') }),
  }
}

/** A line end inside a value is written as two other characters (COPY, text format). */
function linesOf(chunk: Uint8Array): number {
  let lines = 0
  for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines++
  return lines
}

function json(said: unknown): Buffer {
  return Buffer.from(JSON.stringify(said))
}

function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function parsed<S extends z.ZodType>(shape: S, bytes: Buffer | null): z.output<S> {
  try {
    return shape.parse(JSON.parse(bytes?.toString('utf8') ?? ''))
  } catch (error) {
    throw damaged(error)
  }
}

/** The bytes of the next frame; null for an empty one. */
async function frame(next: Reader): Promise<Buffer | null> {
  const length = (await whole(next, LENGTH_BYTES)).readUInt32BE()
  if (length > LONGEST_FRAME) throw damaged()
  return length === 0 ? null : whole(next, length)
}

async function whole(next: Reader, count: number): Promise<Buffer> {
  const bytes = await next(count)
  if (bytes === null) throw damaged()
  return bytes
}

/** So many of the next bytes; null when there are fewer. */
type Reader = (count: number) => Promise<Buffer | null>

function reader(bytes: Bytes): Reader {
  const source = bytes[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  return async (count) => {
    const parts = [held]
    let length = held.length
    while (length < count) {
      const more = await source.next()
      if (more.done === true) return null
      parts.push(Buffer.from(more.value))
      length += more.value.length
    }
    const all = Buffer.concat(parts)
    held = all.subarray(count)
    return all.subarray(0, count)
  }
}
