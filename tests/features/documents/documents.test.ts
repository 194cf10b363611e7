/** Documents of a case, from what a browser sends to what it gets back: who may, what stays, and what nobody ever reads. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ENDINGS } from '../../../lib/domain/documents/media-type.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { documentSchema, type DocumentInput } from '../../../lib/features/documents/schema.ts'
import {
  addDocument,
  fetchDocument,
  readDocumentName,
  removeDocument,
  requestDownload,
} from '../../../lib/features/documents/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { sweepFiles } from '../../../lib/features/retention/service.ts'
import { log } from '../../../lib/server/log.ts'
import { env } from '../../../lib/server/env.ts'
import type { SignedIn } from '../../../lib/server/session/lookup.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import {
  factsOf,
  formOf,
  heldOpen,
  makeCase,
  makePerson,
  makeTeam,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { cleanedJpeg, jpeg, pdf, TRACE } from '../../support/pictures.ts'
import { ringOf } from '../../support/sealed-rows.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'causeway-documents-'))
const documents = path.join(folder, 'documents')

beforeAll(() => {
  vi.stubEnv('CAUSEWAY_DOCUMENTS', documents)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

let nara: SignedIn
let pavel: SignedIn
let yuri: SignedIn
let file: TestCase

function signedIn(actor: PersonActor): SignedIn {
  return { ...actor, sessionId: randomUUID(), login: 'x', displayName: 'X', teamName: null, timeZone: 'UTC' }
}

beforeEach(async () => {
  const team = await makeTeam()
  nara = signedIn(await makePerson(['caseworker'], team))
  pavel = signedIn(await makePerson(['caseworker'], team))
  yuri = signedIn(await makePerson(['supervisor'], team))
  file = await makeCase(team, [nara])
})

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384)
}

function filled(sent: Buffer, change: Partial<DocumentInput> = {}): DocumentInput {
  const values = {
    caseId: file.id,
    id: randomUUID(),
    kind: 'identity-paper',
    name: 'passport Kim.jpeg',
    note: 'Kanary note',
  }
  return documentSchema.parse({ ...values, file: sent.length, ...change })
}

async function send(
  actor: PersonActor,
  sent = jpeg(),
  change: Partial<DocumentInput> = {},
  key = randomUUID(),
) {
  const input = filled(sent, change)
  return { input, outcome: await addDocument(actor, input, formOf(input, { key }), inPieces(sent)) }
}

/** Adds a document and gives its id. */
async function added(sent = jpeg(), change: Partial<DocumentInput> = {}): Promise<string> {
  const { input, outcome } = await send(nara, sent, change)
  expect(outcome).toEqual({ ok: true, value: null })
  return input.id
}

async function handleOf(actor: SignedIn, documentId: string): Promise<string> {
  const outcome = await requestDownload(actor, { caseId: file.id, documentId })
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.handle
}

async function fetched(actor: SignedIn, handle: string) {
  const outcome = await fetchDocument(actor, handle)
  if (!outcome.ok) return outcome.refusal
  const parts: Uint8Array[] = []
  for await (const part of outcome.value.content) parts.push(part)
  return { name: outcome.value.name, type: outcome.value.mediaType, bytes: Buffer.concat(parts) }
}

const refusal = (outcome: { ok: boolean; refusal?: string }) => (outcome.ok ? 'ok' : outcome.refusal)
const stored = () => {
  try {
    return readdirSync(documents)
  } catch {
    return []
  }
}

async function storedAs(id: string): Promise<string> {
  const [row] = await look<{ name: string }>(
    'select stored_as as name from document_content where document_id = $1',
    [id],
  )
  return row?.name ?? ''
}

function age(name: string, hours: number): void {
  const then = new Date(Date.now() - hours * 3_600_000)
  utimesSync(path.join(documents, name), then, then)
}

describe('a document', () => {
  test('opens like any other when its sender wrote its id in capitals', async () => {
    const id = await added(jpeg(), { id: randomUUID().toUpperCase() })
    expect(await fetched(nara, await handleOf(nara, id.toLowerCase()))).toMatchObject({ type: 'image/jpeg' })
  })

  test('comes back clean, under its name, with the ending of what it is', async () => {
    const id = await added()
    expect(await fetched(nara, await handleOf(nara, id))).toEqual({
      name: `passport Kim.${ENDINGS['image/jpeg']}`,
      type: 'image/jpeg',
      bytes: cleanedJpeg(),
    })
    const name = await readDocumentName(nara, { caseId: file.id, documentId: id })
    expect(name).toEqual({ ok: true, value: { name: 'passport Kim.jpg', note: 'Kanary note' } })
  })

  test('stands nowhere in clear: neither in the database nor in the storage', async () => {
    const sent = pdf(100_000)
    const id = await added(sent)
    const [row] = await look<Record<string, string>>(
      'select d::text as document, c::text as content from document d join document_content c on c.document_id = d.id where d.id = $1',
      [id],
    )
    const kept = readFileSync(path.join(documents, await storedAs(id)))
    expect(kept.length).toBe(2 * 65_552)
    for (const text of ['Kanary', 'passport', 'Tracekanary']) {
      expect(JSON.stringify(row)).not.toContain(text)
      expect(kept.includes(text)).toBe(false)
    }
    expect(sent.includes(TRACE)).toBe(true)
  })

  test('is saved once for one key, however often it is sent, and its second file does not stay', async () => {
    const [key, sent] = [randomUUID(), jpeg()]
    const before = stored().length
    const input = filled(sent)
    const once = () => addDocument(nara, input, formOf(input, { key }), inPieces(sent))
    expect([await once(), await once()]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(stored().length).toBe(before + 1)
    expect(await look('select from document where id = $1', [input.id])).toHaveLength(1)
    expect(await fetched(nara, await handleOf(nara, input.id))).toMatchObject({ type: 'image/jpeg' })
    const other = await addDocument(nara, input, formOf(input, { key }), inPieces(jpeg({ orientation: 3 })))
    expect(refusal(other)).toBe('key-reused')
    expect(stored().length).toBe(before + 1)
    expect(refusal((await send(nara, sent, { id: input.id })).outcome)).toBe('key-reused')
    expect(stored().length).toBe(before + 1)
  })

  test('is taken of a worker’s own case and of the team’s by who leads it, and of nobody else’s', async () => {
    const others = await makeTeam()
    const mina = signedIn(await makePerson(['caseworker'], others))
    const suji = signedIn(await makePerson(['supervisor'], others))
    const root = signedIn(await makePerson(['administrator'], null))
    const before = stored().length
    for (const [actor, expected] of [
      [pavel, 'absent'],
      [mina, 'absent'],
      [suji, 'absent'],
      [root, 'not-allowed'],
    ] as const) {
      expect(refusal((await send(actor)).outcome)).toBe(expected)
    }
    expect(refusal((await send(nara, jpeg(), { caseId: randomUUID() })).outcome)).toBe('absent')
    expect(stored().length).toBe(before)
    expect(refusal((await send(nara)).outcome)).toBe('ok')
    expect(refusal((await send(yuri)).outcome)).toBe('ok')
    expect((await factsOf('document.stage')).slice(-2)).toMatchObject([
      { result: 'done', subject: file.id },
      { result: 'done', subject: file.id },
    ])
  })

  test('that is none, or is not all there, leaves nothing and says which field is wrong', async () => {
    const before = stored().length
    const refused = async (sent: Buffer, change: Partial<DocumentInput> = {}) =>
      (await send(nara, sent, change)).outcome
    const ofField = (problem: string) => ({ ok: false, refusal: 'invalid', fields: { file: problem } })
    expect(await refused(Buffer.from('<html><script>alert(1)</script>'))).toEqual(ofField('file-script'))
    expect(await refused(Buffer.from('\0\0\0\x18ftypheic', 'latin1'))).toEqual(ofField('file-heic'))
    expect(await refused(jpeg({ fill: 200_000 }).subarray(0, 150_000))).toEqual(ofField('file-damaged'))
    expect(await refused(pdf(5_000), { file: 4_000 })).toEqual(ofField('file-too-large'))
    expect(await refused(pdf(5_000), { file: 6_000 })).toEqual({ ok: false, refusal: 'upload-stopped' })
    expect(stored().length).toBe(before)
    expect(documentSchema.safeParse({ ...filled(pdf()), file: 20 * 1024 * 1024 + 1 }).success).toBe(false)
  })

  test('of a storage that is gone is refused with a word, and asked for later it is there', async () => {
    const id = await added()
    const name = await storedAs(id)
    const away = path.join(folder, 'away')
    renameSync(documents, away)
    writeFileSync(documents, '')
    expect(refusal((await send(nara)).outcome)).toBe('storage-unreachable')
    expect(refusal(await requestDownload(nara, { caseId: file.id, documentId: id }))).toBe(
      'storage-unreachable',
    )
    rmSync(documents)
    renameSync(away, documents)
    expect(stored()).toContain(name)
    expect(await fetched(nara, await handleOf(nara, id))).toMatchObject({ type: 'image/jpeg' })
  })
})

describe('what a document is called, and what is in it', () => {
  test('opens to its worker, and to who leads the team by break-glass only; that there is one they see', async () => {
    const id = await added()
    const asked = { caseId: file.id, documentId: id }
    const all = async (actor: SignedIn) => [
      refusal(await readDocumentName(actor, asked)),
      refusal(await requestDownload(actor, asked)),
    ]
    expect(await all(yuri)).toEqual(['absent', 'absent'])
    expect(await all(pavel)).toEqual(['absent', 'absent'])
    const page = await openCase(yuri, file.code)
    expect(page).toMatchObject({
      ok: true,
      value: { documents: [{ id, kind: 'identity-paper' }], may: { readDocuments: false } },
    })
    expect(JSON.stringify(page)).not.toMatch(/passport Kim|Kanary/)
    await heldOpen(file, yuri, 1)
    expect(await all(yuri)).toEqual(['ok', 'ok'])
    expect(await all(nara)).toEqual(['ok', 'ok'])
  })

  test('counts as one look at the case, however often, and each one stands in the log', async () => {
    const [one, other] = [await added(), await added()]
    await readDocumentName(nara, { caseId: file.id, documentId: one })
    await handleOf(nara, one)
    await handleOf(nara, other)
    const looks = await look<{ what: string; times: string }>(
      'select what, count(*) as times from reveal where person_id = $1 group by 1',
      [nara.personId],
    )
    expect(looks).toEqual([{ what: 'document', times: '3' }])
    expect((await factsOf('document.read')).at(-1)).toMatchObject({ result: 'done', subject: file.id })
  })

  test('is asked for with a fresh proof, as an address is', async () => {
    const id = await added()
    const stale = { ...nara, provedAt: new Date(Date.now() - 6 * 60_000) }
    expect(refusal(await requestDownload(stale, { caseId: file.id, documentId: id }))).toBe('step-up')
    expect(refusal(await requestDownload(nara, { caseId: file.id, documentId: id }))).toBe('ok')
  })

  test('of one case is not read under the name of another', async () => {
    const id = await added()
    const mine = await makeCase(file.team, [nara])
    expect(refusal(await requestDownload(nara, { caseId: mine.id, documentId: id }))).toBe('absent')
    expect(refusal(await readDocumentName(nara, { caseId: mine.id, documentId: id }))).toBe('absent')
  })

  test('that somebody changed in the storage, or swapped there, is not handed out', async () => {
    const [one, other] = [await added(pdf(70_000)), await added(pdf(70_000))]
    const [place, foreign] = [
      path.join(documents, await storedAs(one)),
      path.join(documents, await storedAs(other)),
    ]
    const kept = readFileSync(place)
    for (const changed of [
      readFileSync(foreign),
      kept.subarray(0, 65_552),
      Buffer.concat([kept, Buffer.alloc(1)]),
    ]) {
      writeFileSync(place, changed)
      await expect(fetched(nara, await handleOf(nara, one))).rejects.toMatchObject({ fault: 'damaged' })
    }
    writeFileSync(place, kept)
    expect(await fetched(nara, await handleOf(nara, one))).toMatchObject({ bytes: pdf(70_000) })
  })
})

describe('a handle', () => {
  test('opens once', async () => {
    const handle = await handleOf(nara, await added())
    expect(await fetched(nara, handle)).toMatchObject({ type: 'image/jpeg' })
    expect(await fetched(nara, handle)).toBe('absent')
    expect(await fetched(nara, 'never given')).toBe('absent')
  })

  test('opens within sixty seconds and not in the sixty-first', async () => {
    const id = await added()
    const after = async (seconds: number) => {
      const handle = await handleOf(nara, id)
      await look(`update download set expires_at = expires_at - make_interval(secs => $1)`, [seconds])
      return fetched(nara, handle)
    }
    expect(await after(58)).toMatchObject({ type: 'image/jpeg' })
    expect(await after(60)).toBe('absent')
  })

  test('opens in the session that asked, to the person who asked, and while they may', async () => {
    const id = await added()
    const handle = await handleOf(nara, id)
    const other = { ...pavel, sessionId: nara.sessionId }
    expect(await fetched(other, handle)).toBe('absent')
    expect(await fetched({ ...nara, sessionId: randomUUID() }, handle)).toBe('absent')
    expect(await fetched(nara, handle)).toMatchObject({ type: 'image/jpeg' })
    await heldOpen(file, yuri, 1)
    const opened = await handleOf(yuri, id)
    await look('delete from break_glass where person_id = $1', [yuri.personId])
    expect(await fetched(yuri, opened)).toBe('absent')
  })

  test('is kept as a hash that no statement of the app reads, and given for what may be read only', async () => {
    const id = await added()
    const handle = await handleOf(nara, id)
    const rows = await look('select download::text as row from download')
    expect(JSON.stringify(rows)).not.toContain(handle)
    await expect(asApp((client) => client.query('select handle_hash from download'), nara)).rejects.toThrow(
      'permission denied',
    )
    const give = (to: PersonActor) =>
      asApp(
        (client) =>
          client.query(
            'insert into download (id, handle_hash, document_id, person_id, session_id) values ($1, $2, $3, $4, $1)',
            [randomUUID(), randomBytes(32), id, to.personId],
          ),
        to,
      )
    await expect(give(pavel)).rejects.toThrow('row-level security')
    await expect(give(yuri)).rejects.toThrow('row-level security')
    expect((await give(nara)).rowCount).toBe(1)
  })
})

describe('removing a document', () => {
  const remove = (
    actor: PersonActor,
    documentId: string,
    reason = 'Sent for another person',
    version = 1,
  ) => {
    const input = { caseId: file.id, documentId, reason }
    return removeDocument(actor, input, formOf(input, { version }))
  }

  test('takes its name, its key and its file away, and keeps that it was there, who removed it and why', async () => {
    const id = await added()
    const [name, handle] = [await storedAs(id), await handleOf(nara, id)]
    expect(await remove(nara, id)).toEqual({ ok: true, value: null })
    expect(stored()).not.toContain(name)
    expect(await look('select from document_content where document_id = $1', [id])).toEqual([])
    expect(await fetched(nara, handle)).toBe('absent')
    expect(refusal(await requestDownload(nara, { caseId: file.id, documentId: id }))).toBe('absent')
    expect(refusal(await remove(nara, id))).toBe('already-decided')
    const page = await openCase(nara, file.code)
    expect(page).toMatchObject({
      ok: true,
      value: { documents: [{ id, removalReason: 'Sent for another person' }] },
    })
    expect((await factsOf('document.remove')).at(-2)).toMatchObject({ result: 'done', subject: file.id })
  })

  test('is the worker’s alone, with a reason, a fresh proof, and of what they saw', async () => {
    const id = await added()
    await heldOpen(file, yuri, 1)
    expect(refusal(await remove(yuri, id))).toBe('not-allowed')
    expect(refusal(await remove(pavel, id))).toBe('absent')
    expect(await remove(nara, id, ' ')).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { reason: 'required' },
    })
    expect(refusal(await remove({ ...nara, provedAt: new Date(0) }, id))).toBe('step-up')
    expect(refusal(await remove(nara, id, 'Of another version', 2))).toBe('stale')
    expect(stored()).toContain(await storedAs(id))
    expect(refusal(await remove(nara, id))).toBe('ok')
  })

  test('takes content and mark together, or the database takes neither', async () => {
    const id = await added()
    const sql = (text: string) => asApp((client) => client.query(text, [id]), nara)
    await expect(sql('delete from document_content where document_id = $1')).rejects.toThrow(
      'until it is removed',
    )
    await expect(
      look(
        'update document set removed_at = now(), removed_by = case_id, removal_reason = (select name from document_content where document_id = $1) where id = $1',
        [id],
      ),
    ).rejects.toThrow('until it is removed')
    expect(await fetched(nara, await handleOf(nara, id))).toMatchObject({ type: 'image/jpeg' })
  })
})

describe('what nobody reads any more', () => {
  const later = (days: number) => new Date(Date.now() + days * 24 * 3_600_000)
  const noted = (name: string) => look('select from stored_orphan where stored_as = $1', [name])

  test('is every document of a case whose key is destroyed', async () => {
    const id = await added()
    const handle = await handleOf(nara, id)
    const { CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE } = env()
    const ring = ringOf({ CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE })
    await ring.forget(caseOwner(file.id))
    await ring.close()
    expect(await fetched(nara, handle)).toBe('absent')
  })

  test('is a document whose row is deleted: key and handles go with it, and the file with the next sweep', async () => {
    const [id, kept] = [await added(), await added()]
    const [name, other] = [await storedAs(id), await storedAs(kept)]
    const handle = await handleOf(nara, id)
    await look('delete from document where id = $1', [id])
    expect(await fetched(nara, handle)).toBe('absent')
    expect(await look('select from document_content where document_id = $1', [id])).toEqual([])
    expect(await sweepFiles()).toBe(1)
    expect(stored()).not.toContain(name)
    expect(stored()).toContain(other)
    // A note goes with its file.
    expect(await sweepFiles()).toBe(0)
    expect(await noted(name)).toEqual([])
  })

  test('is not a document whose deletion was taken back', async () => {
    const id = await added()
    const name = await storedAs(id)
    await expect(
      look(`with it as (delete from document_content where document_id = $1) select 1 / 0`, [id]),
    ).rejects.toThrow('division by zero')
    expect(await sweepFiles()).toBe(0)
    expect(stored()).toContain(name)
  })

  test('is half of a file after a day and not before; what is not ours stays', async () => {
    const [part, young, strange] = [`${randomUUID()}.part`, `${randomUUID()}.part`, 'README']
    const shouted = randomUUID().toUpperCase()
    for (const name of [part, young, strange, shouted]) writeFileSync(path.join(documents, name), 'x')
    age(part, 25)
    age(young, 23)
    for (const name of [strange, shouted]) age(name, 9_999)
    expect(await sweepFiles()).toBe(1)
    expect(await sweepFiles(later(31))).toBe(1)
    expect(stored()).toEqual(expect.arrayContaining([strange, shouted]))
    expect(stored()).not.toContain(part)
    expect((await factsOf('document.sweep')).at(-1)).toMatchObject({ result: 'done', by: 'system' })
  })

  test('is a whole file that no document has pointed to for a month, however old it was when it was first missed', async () => {
    const name = randomUUID()
    writeFileSync(path.join(documents, name), 'x')
    age(name, 9_999)
    expect(await sweepFiles()).toBe(0)
    expect(await sweepFiles(later(29))).toBe(0)
    expect(stored()).toContain(name)
    expect(await sweepFiles(later(31))).toBe(1)
    expect(stored()).not.toContain(name)
  })

  test('is not what a newer backup points to again: the time before does not count', async () => {
    const id = await added()
    const name = await storedAs(id)
    const another = randomUUID()
    const point = (to: string) =>
      look('update document_content set stored_as = $2 where document_id = $1', [id, to])
    await point(another)
    expect(await sweepFiles()).toBe(0)
    expect(await noted(name)).toHaveLength(1)
    await point(name)
    expect(await sweepFiles(later(31))).toBe(0)
    expect(await noted(name)).toEqual([])
    await point(another)
    expect(await sweepFiles(later(32))).toBe(0)
    expect(await sweepFiles(later(61))).toBe(0)
    expect(stored()).toContain(name)
    expect(await sweepFiles(later(63))).toBe(1)
    expect(stored()).not.toContain(name)
  })

  test('is not what another database pointed to: of many files without a document none goes, but halves do', async () => {
    rmSync(documents, { recursive: true })
    await added()
    const strangers = Array.from({ length: 21 }, () => randomUUID())
    const part = `${randomUUID()}.part`
    for (const name of [...strangers, part]) writeFileSync(path.join(documents, name), 'x')
    age(part, 25)
    const error = vi.spyOn(log(), 'error')
    expect(await sweepFiles()).toBe(1)
    expect(await sweepFiles(later(31))).toBe(0)
    expect(await sweepFiles(later(62))).toBe(0)
    expect(stored()).toEqual(expect.arrayContaining(strangers))
    expect(error).toHaveBeenCalledTimes(3)
    expect(error.mock.calls[0]?.[0]).toEqual({ where: 'retention', files: 22, orphans: 21 })
    // One fewer is what uploads leave that broke off, and a month begins for it only now.
    const [first = '', ...rest] = strangers
    rmSync(path.join(documents, first))
    expect(await sweepFiles(later(62))).toBe(0)
    expect(await sweepFiles(later(93))).toBe(20)
    expect(stored()).not.toEqual(expect.arrayContaining(rest.slice(0, 1)))
    expect(error).toHaveBeenCalledTimes(3)
    error.mockRestore()
  })

  test('are all documents that this database let go of, however many', async () => {
    rmSync(documents, { recursive: true })
    for (let nth = 0; nth < 21; nth += 1) await added(pdf(100))
    const kept = await storedAs(await added(pdf(100)))
    await look(
      'delete from document where case_id = $1 and id not in (select document_id from document_content where stored_as = $2)',
      [file.id, kept],
    )
    expect(await sweepFiles()).toBe(21)
    expect(stored()).toEqual([kept])
  })

  test('are handles that ran out', async () => {
    const id = await added()
    await handleOf(nara, id)
    await look(`update download set expires_at = now() - interval '1 second' where document_id = $1`, [id])
    await sweepFiles()
    expect(await look('select from download where document_id = $1', [id])).toEqual([])
  })
})
