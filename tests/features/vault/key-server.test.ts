/** A key store on a second server: several machines see the same keys, a lost line is told, and what is destroyed is gone. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { keyFile } from '../../../lib/server/vault/key-file.ts'
import { keyring, type Keyring } from '../../../lib/server/vault/keyring.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openPostgresKeyStore } from '../../../lib/server/vault/postgres-key-store.ts'
import { openRecords, sealRecords } from '../../../lib/server/vault/sealed-records.ts'
import { keyDatabase, lineTo, serverVault, type KeyDatabase } from '../../support/key-servers.ts'
import { rotateUnderLoad } from '../../support/rotation.ts'

async function sealNote(ring: Keyring, caseId: string, body: string) {
  const row = { table: 'note', owner: caseOwner(caseId), row: randomUUID(), record: { body } } as const
  const [record] = await sealRecords(ring, [row])
  return { ...row, record: { body: record?.body ?? '' } }
}

async function read(ring: Keyring, row: Awaited<ReturnType<typeof sealNote>>): Promise<string | null> {
  const [record = null] = await openRecords(ring, [row])
  return record === null ? null : record.body
}

/** What a question is refused with, and how long that took. */
async function refusal(work: Promise<unknown>): Promise<{ readonly words: string; readonly tookMs: number }> {
  const begun = performance.now()
  const words = await work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { words, tookMs: performance.now() - begun }
}

describe('two machines on one key server', () => {
  it('open what either sealed, and neither opens what the other has just destroyed', async () => {
    const { ring, again } = await serverVault()
    const [gone, kept] = [randomUUID(), randomUUID()]
    const rows = [await sealNote(ring, gone, 'forget me'), await sealNote(ring, kept, 'keep me')] as const
    const other = again()
    expect([await read(other, rows[0]), await read(other, rows[1])]).toEqual(['forget me', 'keep me'])
    expect(await other.forget(caseOwner(gone))).toBe(1)
    for (const one of [ring, other]) {
      expect([await read(one, rows[0]), await read(one, rows[1])]).toEqual([null, 'keep me'])
      await expect(sealNote(one, gone, 'once more')).rejects.toMatchObject({ fault: 'forgotten' })
    }
  })

  it('fail no read while one of them wraps all keys anew', async () => {
    const vault = await serverVault()
    const done = await rotateUnderLoad(vault, { cases: 250, reads: 150, times: 2 })
    expect(done.failed).toEqual([])
    expect(done.reads).toBeGreaterThanOrEqual(150)
    const inUse = await vault.look('select distinct wrapped_by from causeway_keys.data_key')
    expect(inUse.length).toBe(1)
  })

  it('do not rotate one over the other, each with a key file of its own', async () => {
    const { ring, folder, keyFile: file, url } = await serverVault()
    const row = await sealNote(ring, randomUUID(), 'sealed')
    const own = path.join(folder, 'key-file-of-the-second.json')
    copyFileSync(file, own)
    const second = keyring(openPostgresKeyStore(url), keyFile(own))
    onTestFinished(() => second.close())
    const ends = await Promise.allSettled([ring.rotate(), second.rotate()])
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const [winner, loser] = ends[0].status === 'fulfilled' ? [file, own] : [own, file]
    const lost = keyring(openPostgresKeyStore(url), keyFile(loser))
    await expect(read(lost, row)).rejects.toThrow(/is not the one of this key store/)
    await lost.close()
    const open = keyring(openPostgresKeyStore(url), keyFile(winner))
    expect(await read(open, row)).toBe('sealed')
    await open.close()
  })
})

describe('a rotation on a key server', () => {
  const ROTATORS = `select pid from pg_locks where locktype = 'advisory' and granted and objid = 4061027`

  it('stops at its next step when it has lost the line that keeps others from rotating', async () => {
    const { ring, look, url } = await serverVault()
    await ring.sealing([caseOwner(randomUUID())])
    const store = openPostgresKeyStore(url)
    onTestFinished(() => store.close())
    const before = [await store.wrappedBy(), await store.inUse()]
    const rotation = store.alone(async () => {
      await look(`select pg_terminate_backend(pid) from (${ROTATORS}) r`)
      await vi.waitFor(async () => {
        expect(await look(ROTATORS)).toEqual([])
      })
      return store.rewrap('another', ({ wrapped }) => wrapped)
    })
    await expect(rotation).rejects.toThrow(/was lost, and the rotation stopped half-way/)
    expect([await store.wrappedBy(), await store.inUse()]).toEqual(before)
    expect((await ring.rotate()).keys).toBe(1)
  })

  it('begins only when the last change of whoever was at it is done', async () => {
    const { url, look, superuserUrl } = await serverVault()
    const writer = new pg.Client({ connectionString: superuserUrl })
    await writer.connect()
    await writer.query('begin')
    await writer.query('update causeway_keys.about set changed = changed + 1')
    const store = openPostgresKeyStore(url)
    onTestFinished(() => store.close())
    let begun = false
    const rotation = store.alone(() => Promise.resolve((begun = true)))
    await vi.waitFor(async () => {
      expect(await look(ROTATORS)).not.toEqual([])
      expect(
        await look(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        ),
      ).not.toEqual([])
    }, 2_500)
    expect(begun).toBe(false)
    await writer.query('commit')
    await writer.end()
    expect(await rotation).toBe(true)
  })
})

describe('a key server that goes away', () => {
  it('is told in words, at once when the line is cut, and works again in the same process', async () => {
    const vault = await serverVault()
    const line = await lineTo(vault.url)
    const ring = vault.again(line.url)
    const row = await sealNote(ring, randomUUID(), 'sealed')
    expect(await read(ring, row)).toBe('sealed')
    await line.cut()
    for (const work of [() => read(ring, row), () => sealNote(ring, randomUUID(), 'new')]) {
      const { words, tookMs } = await refusal(work())
      expect(words).toMatch(/The key store behind KEYS_DATABASE_URL does not answer \(ECONNREFUSED\)/)
      expect(tookMs).toBeLessThan(2_000)
    }
    await line.mend()
    expect(await read(ring, row)).toBe('sealed')
  })

  it('is given up in seconds when it says nothing any more, by who has a line and by who wants one', async () => {
    const vault = await serverVault()
    const line = await lineTo(vault.url)
    const [ring, fresh] = [vault.again(line.url), vault.again(line.url)]
    const row = await sealNote(ring, randomUUID(), 'sealed')
    line.hush()
    for (const { words, tookMs } of await Promise.all([
      refusal(read(ring, row)),
      refusal(read(fresh, row)),
    ])) {
      expect(words).toMatch(/does not answer \(too late\)/)
      expect(tookMs).toBeLessThan(10_000)
    }
    await line.mend()
    expect([await read(ring, row), await read(fresh, row)]).toEqual(['sealed', 'sealed'])
  })

  it('opens nothing for a process that has read the key before', async () => {
    const vault = await serverVault()
    const line = await lineTo(vault.url)
    const ring = vault.again(line.url)
    const row = await sealNote(ring, randomUUID(), 'sealed')
    await read(ring, row)
    await line.cut()
    await expect(ring.opening(new Set(['any']))).rejects.toMatchObject({ fault: 'unusable' })
  })
})

describe('what is wrong with a key server', () => {
  const at = (url: string, change: (changed: URL) => void): string => {
    const changed = new URL(url)
    change(changed)
    return changed.href
  }

  it.each([
    [
      'a wrong password',
      (url: string) => at(url, (to) => (to.password = 'hush-hush')),
      /does not take its login/,
    ],
    [
      'a database that is not there',
      (url: string) => at(url, (to) => (to.pathname = '/hush_none')),
      /names a database/,
    ],
    [
      'nobody at the port',
      (url: string) => at(url, (to) => (to.port = '1')),
      /does not answer \(ECONNREFUSED\)/,
    ],
  ])('is told for %s, without a word of its address', async (_, change, words) => {
    const { url } = await keyDatabase()
    const store = openPostgresKeyStore(change(url))
    onTestFinished(() => store.close())
    const said = await refusal(store.stamp())
    expect(said.words).toMatch(words)
    const { username, password } = new URL(url)
    for (const secret of ['hush', username, password, '127.0.0.1']) expect(said.words).not.toContain(secret)
  })

  it('is told for tables that are gone, and for those of another version, and of neither once they are right', async () => {
    const { again, look, ring } = await serverVault()
    const row = await sealNote(ring, randomUUID(), 'sealed')
    await look('update causeway_keys.about set format = 2')
    await expect(read(again(), row)).rejects.toThrow(/is of another version of Causeway/)
    await expect(read(ring, row)).rejects.toThrow(/is of another version of Causeway/)
    await look('update causeway_keys.about set format = 1')
    expect(await read(ring, row)).toBe('sealed')
    await look('alter schema causeway_keys rename to elsewhere')
    await expect(read(ring, row)).rejects.toThrow(/is empty, although this house has a key file/)
    await expect(read(again(), row)).rejects.toThrow(/is empty, although this house has a key file/)
    await look('alter schema elsewhere rename to causeway_keys')
    expect(await read(again(), row)).toBe('sealed')
  })
})

it('a server that follows another one is not asked: it may not know yet what was destroyed', async () => {
  const { ring, again, look, url } = await serverVault()
  const row = await sealNote(ring, randomUUID(), 'sealed')
  const { username } = new URL(url)
  await look('create schema following')
  await look(`create function following.pg_is_in_recovery() returns boolean language sql as 'select true'`)
  await look(`grant usage on schema following to ${username}`)
  await look(`alter role ${username} set search_path = following, pg_catalog`)
  const asked = again()
  await expect(read(asked, row)).rejects.toThrow(/follows another server \(a standby\)/)
  await look(`alter role ${username} reset search_path`)
  // The connection that was refused is not kept.
  expect(await read(asked, row)).toBe('sealed')
})

describe('what is destroyed on a key server', () => {
  /** Of each of these, whether a file of the tables of this database holds it. */
  async function held({ look }: KeyDatabase, bytes: readonly Buffer[]): Promise<readonly boolean[]> {
    await look('checkpoint')
    const [place] = await look<{ folder: string; id: number }>(
      `select current_setting('data_directory') as folder, oid::int as id from pg_database where datname = current_database()`,
    )
    const folder = path.join(place?.folder ?? '', 'base', String(place?.id))
    const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file)))
    return bytes.map((one) => files.some((file) => file.includes(one)))
  }

  async function wrappedOf({ look }: KeyDatabase, id: string): Promise<Buffer> {
    const [row] = await look<{ wrapped: Buffer }>(
      'select wrapped from causeway_keys.data_key where owner_id = $1',
      [id],
    )
    return row?.wrapped.subarray(12, 28) ?? Buffer.alloc(0)
  }

  it('stands in no file of its tables any more, nor in what the server notes about its columns', async () => {
    const vault = await serverVault()
    const ids = Array.from({ length: 60 }, () => randomUUID())
    await vault.ring.sealing(ids.map(caseOwner))
    const bytes: Buffer[] = []
    for (const id of ids) bytes.push(await wrappedOf(vault, id))
    await vault.look('analyze causeway_keys.data_key')
    expect(
      await vault.look(`select from pg_stats where tablename = 'data_key' and attname = 'wrapped'`),
    ).toEqual([])
    expect(
      await vault.look(`select from pg_stats where tablename = 'data_key' and attname = 'id'`),
    ).not.toEqual([])
    expect(await held(vault, bytes)).toEqual(ids.map(() => true))
    // Here and there, a few at a time: what is left moves in its pages, and leaves older images of itself behind.
    const mixed = ids.map((_, at) => caseOwner(ids[(at * 17) % 60] ?? ''))
    const [now, destroyed] = [new Date(), new Date(Date.now() + 1_000)]
    for (let at = 0; at < 20; at += 5) {
      const orphans = mixed.slice(at, at + 5)
      expect(await vault.ring.upkeep.sweep({ orphans, known: [], now, destroyed })).toBe(5)
    }
    const gone = mixed.slice(0, 20).map(({ id }) => id)
    expect(await held(vault, bytes)).toEqual(ids.map((id) => !gone.includes(id)))
    await vault.ring.rotate()
    expect(await held(vault, bytes)).toEqual(ids.map(() => false))
  })

  it('is told while somebody reads an older state of the database, and goes once they have ended', async () => {
    const vault = await serverVault()
    const id = randomUUID()
    const row = await sealNote(vault.ring, id, 'forget me')
    const bytes = await wrappedOf(vault, id)
    const reader = new pg.Client({ connectionString: vault.superuserUrl })
    await reader.connect()
    await reader.query('begin isolation level repeatable read')
    await reader.query('select 1 from pg_class limit 1')
    await expect(vault.ring.forget(caseOwner(id))).rejects.toThrow(/keeps the old row in it/)
    expect(await read(vault.again(), row)).toBeNull()
    expect(await held(vault, [bytes])).toEqual([true])
    await reader.end()
    expect(await vault.ring.forget(caseOwner(id))).toBe(0)
    expect(await held(vault, [bytes])).toEqual([false])
  })
})

it('is not emptied of what is destroyed and forgotten, by nobody who has a login', async () => {
  const { ring, look } = await serverVault()
  const [gone, kept] = [caseOwner(randomUUID()), caseOwner(randomUUID())]
  await ring.sealing([gone, kept])
  await ring.forget(gone)
  for (const table of ['data_key', 'forgotten']) {
    await expect(look(`truncate causeway_keys.${table}`)).rejects.toThrow(/is kept/)
    await look(`delete from causeway_keys.${table}`)
  }
  await look(`update causeway_keys.forgotten set owner_id = 'somebody else'`)
  expect(await look('select owner_id from causeway_keys.forgotten')).toEqual([{ owner_id: gone.id }])
  expect(await look('select owner_id from causeway_keys.data_key')).toEqual([{ owner_id: gone.id }])
})

it('waits for the disk of the key server, whatever the server is set to', async () => {
  const vault = await serverVault()
  const { username } = new URL(vault.url)
  await vault.look(`alter role ${username} set synchronous_commit = off`)
  await vault.look(`create table seen (said text); grant all on seen to ${username}`)
  await vault.look(
    `create function note() returns trigger language plpgsql as $$ begin
       insert into seen values (current_setting('synchronous_commit')); return new; end $$`,
  )
  await vault.look(
    'create trigger note after insert on causeway_keys.data_key for each row execute function note()',
  )
  const other = new pg.Client({ connectionString: vault.url })
  await other.connect()
  expect((await other.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }])
  await other.end()
  await sealNote(vault.again(), randomUUID(), 'sealed')
  expect(await vault.look('select distinct said from seen')).toEqual([{ said: 'on' }])
})
