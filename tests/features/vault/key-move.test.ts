/** A key store that moves between a file and a server, and the copy of one that is on a server: the same keys, or nothing. */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { moveKeys } from '../../../cli/keys-move.ts'
import { keyCopier } from '../../../lib/server/vault/key-copier.ts'
import { copyKeys } from '../../../lib/server/vault/key-copy.ts'
import { keyFile } from '../../../lib/server/vault/key-file.ts'
import { openKeyStore, type StorePlace } from '../../../lib/server/vault/key-store-place.ts'
import { isDestroyed, type KeyStore } from '../../../lib/server/vault/key-store.ts'
import { keyring, type Keyring } from '../../../lib/server/vault/keyring.ts'
import { moveToFile, moveToServer } from '../../../lib/server/vault/move-store.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openRecords, sealRecords } from '../../../lib/server/vault/sealed-records.ts'
import { storeFit } from '../../../lib/server/vault/store-copy-fit.ts'
import { snapshotOf } from '../../../lib/server/vault/store-snapshot.ts'
import { DATABASE } from '../../support/database.ts'
import { keyDatabase, serverVault, type KeyDatabase } from '../../support/key-servers.ts'
import { causeway } from '../../support/restore-drill.ts'
import { ownVault } from '../../support/vaults.ts'

/** More than what is carried in one piece. */
const PEOPLE = 1_100

/** Fills a vault with all that a store may hold: many keys, a renewed one, forgotten owners, a swept one, a noted one. */
async function lived(ring: Keyring, place: StorePlace) {
  const rows = Array.from({ length: PEOPLE }, (_, at) => ({
    ...{ table: 'note' as const, owner: caseOwner(randomUUID()), row: randomUUID() },
    record: { body: `note ${String(at)}` },
  }))
  const records = await sealRecords(ring, rows)
  const sealed = rows.map((row, at) => ({ ...row, record: { body: records[at]?.body ?? '' } }))
  const [gone, swept, noted, renewed] = rows.map(({ owner }) => owner)
  if (gone === undefined || swept === undefined || noted === undefined || renewed === undefined) {
    throw new Error('nobody')
  }
  const never = caseOwner(randomUUID())
  await ring.renew(renewed)
  await ring.rotate()
  await ring.forget(gone)
  await ring.forget(never)
  const day = (count: number) => new Date(Date.now() + count * 86_400_000)
  const store = openKeyStore(place)
  await store.sweep({ orphans: [swept], known: [], now: day(-40), destroyed: day(-80) })
  await store.sweep({ orphans: [noted], known: [], now: day(0), destroyed: day(-30) })
  await store.close()
  return { sealed, gone, never }
}

/** Opens the vault at another place with the same key file, and asserts that it is all that it was. */
async function expectTheSame(place: StorePlace, file: string, known: Awaited<ReturnType<typeof lived>>) {
  const ring = keyring(openKeyStore(place), keyFile(file))
  await ring.check()
  const bodies = (await openRecords(ring, known.sealed)).map((record) => record?.body)
  expect(bodies).toEqual([
    undefined,
    undefined,
    ...Array.from({ length: PEOPLE - 2 }, (_, at) => `note ${String(at + 2)}`),
  ])
  for (const owner of [known.gone, known.never]) {
    await expect(ring.sealing([owner])).rejects.toMatchObject({ fault: 'forgotten' })
  }
  await ring.close()
}

async function numbersOf(store: KeyStore): Promise<unknown> {
  const numbers = [await store.tombstones(), await store.inUse(), await store.forgotten('case')]
  await store.close()
  return numbers
}

async function rowsOn({ look }: KeyDatabase): Promise<number> {
  const [there] = await look<{ yes: boolean }>(
    `select to_regclass('causeway_keys.data_key') is not null as yes`,
  )
  return there?.yes === true ? (await look('select from causeway_keys.data_key')).length : 0
}

describe('a key store that moves', () => {
  it('to a server and back is the same: every text opens, and what was destroyed stays destroyed', async () => {
    const vault = ownVault()
    const known = await lived(vault.ring, vault)
    await vault.ring.close()
    const { url } = await keyDatabase()
    expect(await moveToServer(vault.keyStore, url)).toEqual({ keys: PEOPLE + 1, tombstones: 2 })
    const there = { keyStore: 'none', keysUrl: url }
    const snapshot = await snapshotOf(url)
    expect(storeFit(snapshot, (await copyKeys(vault, folderIn(vault.folder))).keyStore).same).toBe(true)
    snapshot.close()
    await expectTheSame(there, vault.keyFile, known)
    const back = path.join(vault.folder, 'back', 'store.sqlite')
    expect(await moveToFile(url, back)).toEqual({ keys: PEOPLE + 1, tombstones: 2 })
    expect(statSync(back).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(back))).toEqual(['store.sqlite'])
    await expectTheSame({ keyStore: back }, vault.keyFile, known)
    expect(await numbersOf(openKeyStore(there))).toEqual(await numbersOf(openKeyStore({ keyStore: back })))
  })

  it('goes into an empty one only: one with keys, or that has forgotten somebody, stays as it is', async () => {
    const vault = ownVault()
    await vault.ring.sealing([caseOwner(randomUUID())])
    await vault.ring.close()
    const used = await serverVault()
    await used.ring.sealing([caseOwner(randomUUID())])
    const forgetful = await serverVault()
    await forgetful.ring.forget(caseOwner(randomUUID()))
    for (const [there, rows] of [
      [used, 1],
      [forgetful, 0],
    ] as const) {
      await expect(moveToServer(vault.keyStore, there.url)).rejects.toThrow(/nothing is ever put over them/)
      expect(await rowsOn(there)).toBe(rows)
    }
    await used.ring.check()
    await expect(moveToFile(used.url, vault.keyStore)).rejects.toThrow(/is there already/)
    const again = vault.again()
    await expect(again.check()).resolves.toBeUndefined()
    await again.close()
    // Made by a start, and never used: empty.
    const fresh = await serverVault()
    expect(await moveToServer(vault.keyStore, fresh.url)).toEqual({ keys: 1, tombstones: 0 })
  })

  it('from something that is no whole key store moves nothing', async () => {
    const { folder } = ownVault()
    const there = await keyDatabase()
    const [text, other, cut] = ['text', 'other', 'cut'].map((name) => path.join(folder, name))
    if (text === undefined || other === undefined || cut === undefined) throw new Error('no names')
    writeFileSync(text, 'no database, and long enough to be read as the head of one '.repeat(20))
    const database = new DatabaseSync(other)
    database.exec('CREATE TABLE data_key (id TEXT)')
    database.close()
    const vault = ownVault()
    await vault.ring.sealing(Array.from({ length: 200 }, () => caseOwner(randomUUID())))
    const { keyStore } = await copyKeys(vault, folderIn(folder))
    const bytes = readFileSync(keyStore)
    writeFileSync(cut, bytes.subarray(0, bytes.length - 4_096))
    for (const file of [text, other, cut, path.join(folder, 'none')]) {
      await expect(moveToServer(file, there.url)).rejects.toThrow(
        /is damaged, or no key store|There is no file/,
      )
    }
    expect(await there.look(`select from pg_namespace where nspname = 'causeway_keys'`)).toEqual([])
    expect(await moveToServer(keyStore, there.url)).toEqual({ keys: 200, tombstones: 0 })
  })

  it('is not one that somebody has open, and is nobody’s while it moves', async () => {
    const vault = ownVault()
    await vault.ring.sealing([caseOwner(randomUUID())])
    const there = await keyDatabase()
    await expect(moveToServer(vault.keyStore, there.url)).rejects.toThrow(/is open in another process/)
    expect(await rowsOn(there)).toBe(0)
    await vault.ring.sealing([caseOwner(randomUUID())])
    await vault.ring.close()
    const moving = moveToServer(vault.keyStore, there.url)
    const other = new DatabaseSync(vault.keyStore, { timeout: 0 })
    expect(() => other.prepare('SELECT 1 FROM data_key').get()).toThrow(/locked/)
    other.close()
    expect(await moving).toEqual({ keys: 2, tombstones: 0 })
    await vault.again().check()
  })

  it('goes into no file beside which the log of an older store lies', async () => {
    const { url, ring } = await serverVault()
    await ring.sealing([caseOwner(randomUUID())])
    const older = ownVault()
    await older.ring.sealing([caseOwner(randomUUID())])
    const log = readFileSync(`${older.keyStore}-wal`)
    await older.ring.close()
    rmSync(older.keyStore)
    writeFileSync(`${older.keyStore}-wal`, log)
    await expect(moveToFile(url, older.keyStore)).rejects.toThrow(/-wal is there already/)
    expect(existsSync(older.keyStore)).toBe(false)
    rmSync(`${older.keyStore}-wal`)
    expect(await moveToFile(url, older.keyStore)).toEqual({ keys: 1, tombstones: 0 })
  })

  it('is what the operator’s command does, with the next steps', async () => {
    const vault = ownVault()
    await vault.ring.sealing([caseOwner(randomUUID())])
    await vault.ring.close()
    const { url } = await keyDatabase()
    const moved = await causeway(['keys', 'move', 'to-server', vault.keyStore], { KEYS_DATABASE_URL: url })
    expect(moved).toMatchObject({ code: 0 })
    expect(moved.said).toMatch(
      /1 keys stand on the server, 0 of them destroyed; each was compared\.\n.*keys rotate/s,
    )
    const back = path.join(vault.folder, 'back.sqlite')
    await expect(moveKeys(['to-file', back])).rejects.toThrow(/KEYS_DATABASE_URL is missing/)
    vi.stubEnv('KEYS_DATABASE_URL', url)
    vi.stubEnv('DATABASE_URL', '')
    await expect(moveKeys(['to-server', vault.keyStore])).rejects.toThrow(/nothing is ever put over them/)
    await expect(moveKeys(['away', back])).rejects.toThrow(/causeway keys move to-server FILE/)
    await expect(moveKeys(['to-file', back, 'more'])).rejects.toThrow(/causeway keys move to-server FILE/)
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await moveKeys(['to-file', back])
    expect(existsSync(back)).toBe(true)
    vi.stubEnv('DATABASE_URL', DATABASE.appUrl)
    vi.stubEnv('KEYS_DATABASE_URL', DATABASE.superuserUrl)
    await expect(moveKeys(['to-server', back])).rejects.toThrow(/the same PostgreSQL cluster/)
  })

  it('waits until the house is stopped everywhere, also one with a database server of its own', async () => {
    const vault = ownVault()
    await vault.ring.sealing([caseOwner(randomUUID())])
    await vault.ring.close()
    const { url } = await keyDatabase()
    vi.stubEnv('KEYS_DATABASE_URL', url)
    vi.stubEnv('DATABASE_URL', DATABASE.appUrl)
    const server = new pg.Client({ connectionString: DATABASE.jobsUrl })
    await server.connect()
    const back = path.join(vault.folder, 'back.sqlite')
    for (const words of [
      ['to-server', vault.keyStore],
      ['to-file', back],
    ]) {
      await expect(moveKeys(words)).rejects.toThrow(
        /The house runs\. Stop it here and on every other machine/,
      )
    }
    await server.end()
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await vi.waitFor(() => moveKeys(['to-server', vault.keyStore]), 10_000)
    await moveKeys(['to-file', back])
    expect(existsSync(back)).toBe(true)
  })
})

function folderIn(folder: string): string {
  const made = path.join(folder, randomUUID())
  mkdirSync(made, { mode: 0o700 })
  return made
}

describe('the copy of a key store on a server', () => {
  it('follows each change at the next look, is a key store as any, and fills a new server', async () => {
    const vault = await serverVault()
    const places = { keyStore: folderIn(vault.folder), keyFile: folderIn(vault.folder) }
    const copier = keyCopier(vault, places)
    onTestFinished(() => {
      copier.close()
    })
    const [gone, kept] = [caseOwner(randomUUID()), caseOwner(randomUUID())]
    await vault.ring.sealing([gone])
    await copier.look()
    const copy = path.join(places.keyStore, 'store.sqlite')
    const before = statSync(copy)
    expect(before.mode & 0o777).toBe(0o600)
    await copier.look()
    expect(statSync(copy).ino).toBe(before.ino)
    const keys = await vault.ring.sealing([gone, kept])
    await copier.look()
    const old = openSync(copy, 'r')
    const [row] = await vault.look<{ wrapped: Buffer }>(
      'select wrapped from causeway_keys.data_key where owner_id = $1',
      [gone.id],
    )
    expect(readFileSync(copy).includes(row?.wrapped ?? '?')).toBe(true)
    await vault.ring.forget(gone)
    await copier.look()
    // The newest only: where the one before stood are zeros.
    expect(readFileSync(copy).includes(row?.wrapped ?? '?')).toBe(false)
    const blocks = Buffer.alloc(fstatSync(old).size, 1)
    readSync(old, blocks, 0, blocks.length, 0)
    closeSync(old)
    expect(blocks.equals(Buffer.alloc(blocks.length))).toBe(true)
    expect(readdirSync(places.keyStore)).toEqual(['store.sqlite'])
    const fresh = await keyDatabase()
    expect(await moveToServer(copy, fresh.url)).toEqual({ keys: 2, tombstones: 1 })
    const ring = keyring(
      openKeyStore({ keyStore: 'none', keysUrl: fresh.url }),
      keyFile(path.join(places.keyFile, 'key-file.json')),
    )
    await ring.check()
    expect([...(await ring.sealing([kept])).values()].map(({ id }) => id)).toContain(
      keys.get(`case:${kept.id}`)?.id,
    )
    await expect(ring.sealing([gone])).rejects.toMatchObject({ fault: 'forgotten' })
    await ring.close()
  })

  it('has the very tables, indexes and triggers of the file that a house without a server has', async () => {
    const [file, server] = [ownVault(), await serverVault()]
    const shape = ({ keyStore }: { readonly keyStore: string }) => {
      const database = new DatabaseSync(keyStore, { readOnly: true })
      const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
      database.close()
      return rows
    }
    const copies = [
      await copyKeys(file, folderIn(file.folder)),
      await copyKeys(server, folderIn(server.folder)),
    ]
    const [ofFile = [], ofServer = []] = copies.map(shape)
    expect(ofFile.length).toBeGreaterThan(8)
    expect(ofServer).toEqual(ofFile)
  })

  it('stays as it is when the server has become an older one, and says so; the newest goes on being copied', async () => {
    const vault = await serverVault()
    const places = { keyStore: folderIn(vault.folder), keyFile: folderIn(vault.folder) }
    const copier = keyCopier(vault, places)
    onTestFinished(() => {
      copier.close()
    })
    const owner = caseOwner(randomUUID())
    await vault.ring.sealing([owner])
    await copier.look()
    const before = readFileSync(path.join(places.keyStore, 'store.sqlite'))
    await vault.look(
      'begin; set local session_replication_role = replica; create table kept as select * from causeway_keys.data_key; delete from causeway_keys.data_key; commit',
    )
    await vault.look('update causeway_keys.about set changed = changed + 1')
    await expect(copier.look()).rejects.toThrow(/has keys that the key store of this house does not know/)
    expect(readFileSync(path.join(places.keyStore, 'store.sqlite'))).toEqual(before)
    await vault.look('insert into causeway_keys.data_key select * from kept')
    await vault.ring.sealing([caseOwner(randomUUID())])
    await copier.look()
    const store = openKeyStore({ keyStore: path.join(places.keyStore, 'store.sqlite') })
    expect((await store.newest([owner])).map(isDestroyed)).toEqual([false])
    await store.close()
  })
})
