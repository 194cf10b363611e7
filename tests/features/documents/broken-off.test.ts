/** Uploads that break off: the process is killed, the disk is full, or nobody takes the bytes as fast as they come. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { bucketOf, CHUNK_BYTES, LARGEST_BYTES } from '../../../lib/domain/documents/documents.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { sweepFiles } from '../../../lib/features/retention/service.ts'
import { openFile } from '../../../lib/server/documents/clean.ts'
import { folderStorage } from '../../../lib/server/documents/folder-storage.ts'
import { streamOf } from '../../../lib/server/stream-of.ts'
import { childEnvironment } from '../../../lib/server/env.ts'
import { newContentKey } from '../../../lib/server/vault/content-key.ts'
import { openStream, sealedLength, sealStream } from '../../../lib/server/vault/sealed-stream.ts'
import { makeCase, makePerson, makeTeam, type TestCase } from '../../support/cast.ts'
import { DATABASE, look } from '../../support/database.ts'
import { pdf } from '../../support/pictures.ts'
import type { Order } from '../../support/sender.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'causeway-broken-off-'))
const documents = path.join(folder, 'documents')
const sender = path.resolve(import.meta.dirname, '../../support/sender.ts')
const children: ChildProcess[] = []

beforeAll(() => {
  vi.stubEnv('CAUSEWAY_DOCUMENTS', documents)
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

let nara: PersonActor
let file: TestCase

beforeEach(async () => {
  rmSync(documents, { recursive: true, force: true })
  const team = await makeTeam()
  nara = await makePerson(['caseworker'], team)
  file = await makeCase(team, [nara])
})

const stored = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== 'documents')

/** Begins to send a document in a process of its own; `limit` is how large a file it may write, in blocks of 512 bytes. */
function start(order: Partial<Order> & { bytes: number }, limit?: number) {
  const id = randomUUID()
  const whole = { actor: { ...nara, roles: [...nara.roles] }, caseId: file.id, id, stall: false, ...order }
  const args = ['--conditions=react-server', sender, JSON.stringify(whole)]
  const env = childEnvironment({})
  const child =
    limit === undefined
      ? spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
      : // The log says why nothing was stored; the test asks for what it leads to.
        spawn('/bin/sh', ['-c', `ulimit -f ${String(limit)} && exec "$0" "$@"`, process.execPath, ...args], {
          env: { ...env, CAUSEWAY_LOG_LEVEL: 'silent' },
          stdio: ['ignore', 'pipe', 'inherit'],
        })
  children.push(child)
  let said = ''
  child.stdout.on('data', (some: Buffer) => (said += some.toString('utf8')))
  const over = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return { child, id, answer: () => over.then((): unknown => JSON.parse(said)), over }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come so far')
    await wait(10)
  }
}

function age(): void {
  const then = new Date(Date.now() - 25 * 3_600_000)
  for (const name of stored()) utimesSync(path.join(folder, name), then, then)
}

async function expectNothing(id: string): Promise<void> {
  expect(await look('select from document where id = $1', [id])).toEqual([])
  expect(await look('select from document_content where document_id = $1', [id])).toEqual([])
}

describe('a process that is killed', () => {
  test('in the middle of a file leaves half of it that nobody sees, and that goes after a day', async () => {
    const { child, id, over } = start({ bytes: 4_000_000, stall: true })
    await until(() =>
      stored().some((name) => name.endsWith('.part') && statSync(path.join(folder, name)).size > 1_000_000),
    )
    child.kill('SIGKILL')
    await over
    await expectNothing(id)
    expect(stored().every((name) => name.endsWith('.part'))).toBe(true)
    expect(await sweepFiles()).toBe(0)
    age()
    expect(await sweepFiles()).toBe(1)
    expect(stored()).toEqual([])
  })

  test('once the file is whole, and before anything points to it, leaves a file that nobody sees, and that goes after a month', async () => {
    const holder = new pg.Client({ connectionString: DATABASE.superuserUrl })
    await holder.connect()
    try {
      // Whoever would point to it waits for the case.
      await holder.query('begin')
      await holder.query('select from case_file where id = $1 for update', [file.id])
      const { child, id, over } = start({ bytes: 200_000 })
      await until(() => stored().some((name) => !name.endsWith('.part')))
      child.kill('SIGKILL')
      await over
      await holder.query('commit')
      await expectNothing(id)
      age()
      expect(await sweepFiles()).toBe(0)
      expect(await sweepFiles(new Date(Date.now() + 31 * 24 * 3_600_000))).toBe(1)
      expect(stored()).toEqual([])
    } finally {
      await holder.end()
    }
  })

  test('not at all saves the same document', async () => {
    const { id, answer } = start({ bytes: 200_000 })
    expect(await answer()).toEqual({ ok: true, value: null })
    expect(await look('select from document where id = $1', [id])).toHaveLength(1)
    age()
    expect(await sweepFiles()).toBe(0)
    expect(stored()).toHaveLength(1)
  })
})

test('a disk that is full is said to be, leaves nothing, and takes what still fits', async () => {
  // Eight megabytes, whoever runs this: the system refuses the rest of the file with EFBIG. The key store has room in them.
  const limit = 16_384
  const { id, answer } = start({ bytes: 20_000_000 }, limit)
  expect(await answer()).toEqual({ ok: false, refusal: 'storage-full' })
  await expectNothing(id)
  expect(stored()).toEqual([])
  expect(await start({ bytes: 100_000 }, limit).answer()).toEqual({ ok: true, value: null })
})

describe('the largest file', () => {
  const AT_ONCE = 8 * CHUNK_BYTES
  const sent = pdf(LARGEST_BYTES)
  const bucket = bucketOf(LARGEST_BYTES)
  const sealing = { document: randomUUID(), key: newContentKey() }

  test('is written as it comes: never more than a few chunks wait', async () => {
    const name = randomUUID()
    let most = 0
    async function* counted(): AsyncGenerator<Buffer> {
      for (let at = 0; at < sent.length; at += CHUNK_BYTES) {
        const part = path.join(documents, `${name}.part`)
        const written = statSync(part, { throwIfNoEntry: false })?.size ?? 0
        most = Math.max(most, at - written)
        yield sent.subarray(at, at + CHUNK_BYTES)
      }
      await Promise.resolve()
    }
    const { content } = await openFile(counted(), sent.length)
    await folderStorage(documents).write(name, sealStream(sealing, bucket, content), sealedLength(bucket))
    expect(most).toBeLessThanOrEqual(AT_ONCE)
    expect(readFileSync(path.join(documents, name)).length).toBe(sealedLength(bucket))
  })

  test('is read as it is taken: whoever stops reading stops the disk', async () => {
    const name = randomUUID()
    const storage = folderStorage(documents)
    const { content } = await openFile(inOne(sent), sent.length)
    await storage.write(name, sealStream(sealing, bucket, content), sealedLength(bucket))
    let read = 0
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const some of (await storage.read(name)) ?? []) {
        read += some.length
        yield some
      }
    }
    const reader = streamOf(openStream(sealing, sent.length, counted())).getReader()
    let got = 0
    for (;;) {
      const next = await reader.read()
      if (next.done) break
      expect(sent.subarray(got, got + next.value.length).equals(next.value)).toBe(true)
      got += next.value.length
      // Zeros behind its end are no part of it.
      if (got < sent.length) expect(read - got).toBeLessThanOrEqual(AT_ONCE)
    }
    expect(got).toBe(sent.length)
  })
})

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
  await Promise.resolve()
}
