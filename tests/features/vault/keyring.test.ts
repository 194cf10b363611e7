/** The keys of the vault: made once, found again, wrapped anew while others read, and destroyed for good. */
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { ensureKeyFile, keyFile } from '../../../lib/server/vault/key-file.ts'
import { keyring, nameOf, type Keyring } from '../../../lib/server/vault/keyring.ts'
import { caseOwner, journeyOwner } from '../../../lib/server/vault/owners.ts'
import { openRecords, sealRecords } from '../../../lib/server/vault/sealed-records.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { rotateUnderLoad } from '../../support/rotation.ts'
import { ownVault } from '../../support/vaults.ts'

function note(caseId: string, body: string) {
  return { table: 'note', owner: caseOwner(caseId), row: randomUUID(), record: { body } } as const
}

async function sealNote(ring: Keyring, caseId: string, body: string) {
  const row = note(caseId, body)
  const [record] = await sealRecords(ring, [row])
  return { ...row, record: { body: record?.body ?? '' } }
}

async function read(ring: Keyring, row: Awaited<ReturnType<typeof sealNote>>): Promise<string | null> {
  const [record = null] = await openRecords(ring, [row])
  return record === null ? null : record.body
}

/** Every byte of the key store: the file, its log, its index. */
function storeBytes(keyStore: string): Buffer {
  const files = [keyStore, `${keyStore}-wal`, `${keyStore}-shm`].filter((file) => existsSync(file))
  return Buffer.concat(files.map((file) => readFileSync(file)))
}

function wrappedKeys(keyStore: string): readonly Buffer[] {
  const database = new DatabaseSync(keyStore, { readOnly: true })
  const rows = database.prepare('SELECT wrapped FROM data_key WHERE wrapped IS NOT NULL').all()
  database.close()
  return rows.map(({ wrapped }) => Buffer.from(wrapped instanceof Uint8Array ? wrapped : []))
}

describe('a key', () => {
  it('is made once for an owner, also when several ask at the same time in several processes', async () => {
    const { ring, again } = ownVault()
    const owner = caseOwner(randomUUID())
    const rings = [ring, again(), again()]
    const made = await Promise.all(rings.flatMap((one) => [one.sealing([owner]), one.sealing([owner])]))
    expect(new Set(made.map((keys) => keys.get(nameOf(owner))?.id)).size).toBe(1)
  })

  it('opens in another process what was sealed in this one', async () => {
    const { ring, again } = ownVault()
    const row = await sealNote(ring, randomUUID(), '산길 at dawn')
    expect(await read(again(), row)).toBe('산길 at dawn')
  })

  it('is renewed for what is sealed from then on, and the one before still opens', async () => {
    const { ring } = ownVault()
    const caseId = randomUUID()
    const before = await sealNote(ring, caseId, 'before')
    await ring.renew(caseOwner(caseId))
    const after = await sealNote(ring, caseId, 'after')
    expect(after.record.body.slice(0, 24)).not.toBe(before.record.body.slice(0, 24))
    expect([await read(ring, before), await read(ring, after)]).toEqual(['before', 'after'])
  })
})

describe('forgetting an owner', () => {
  it('leaves what was sealed unreadable in every process, and everybody else as they were', async () => {
    const { ring, again } = ownVault()
    const [gone, kept] = [randomUUID(), randomUUID()]
    const rows = [await sealNote(ring, gone, 'forget me'), await sealNote(ring, kept, 'keep me')] as const
    const other = again()
    expect(await read(other, rows[0])).toBe('forget me')
    expect(await ring.forget(caseOwner(gone))).toBe(1)
    for (const one of [ring, other]) {
      expect([await read(one, rows[0]), await read(one, rows[1])]).toEqual([null, 'keep me'])
    }
  })

  it('destroys all versions of the key, and not the journey of the same case', async () => {
    const { ring } = ownVault()
    const caseId = randomUUID()
    await ring.sealing([caseOwner(caseId), journeyOwner(caseId)])
    await ring.renew(caseOwner(caseId))
    expect(await ring.forget(caseOwner(caseId))).toBe(2)
    const route = { table: 'journey_route', owner: journeyOwner(caseId), row: randomUUID() } as const
    const [sealed] = await sealRecords(ring, [{ ...route, record: { route: 'by sea' } }])
    expect(await openRecords(ring, [{ ...route, record: sealed ?? {} }])).toEqual([{ route: 'by sea' }])
  })

  it('leaves no byte of the wrapped key in the files of the store', async () => {
    const { ring, keyStore } = ownVault()
    const caseId = randomUUID()
    await sealNote(ring, caseId, 'forget me')
    const [wrapped] = wrappedKeys(keyStore)
    if (wrapped === undefined) throw new Error('no key')
    expect(storeBytes(keyStore).includes(wrapped)).toBe(true)
    await ring.forget(caseOwner(caseId))
    expect(storeBytes(keyStore).includes(wrapped.subarray(12, 28))).toBe(false)
  })

  it('lets nobody write about the owner again, in no process, not even one that opened the store before', async () => {
    const { ring, again } = ownVault()
    const caseId = randomUUID()
    const before = await sealNote(ring, caseId, 'before')
    const other = again()
    expect(await read(other, before)).toBe('before')
    await ring.forget(caseOwner(caseId))
    for (const one of [ring, other, again()]) {
      await expect(sealNote(one, caseId, 'after')).rejects.toMatchObject({ fault: 'forgotten' })
      await expect(one.renew(caseOwner(caseId))).rejects.toMatchObject({ fault: 'forgotten' })
      expect(await read(one, before)).toBeNull()
    }
    expect(await read(ring, await sealNote(ring, randomUUID(), 'others may'))).toBe('others may')
  })

  it('holds for an owner that never had a key, and may be repeated', async () => {
    const { ring, again } = ownVault()
    const [gone, kept] = [caseOwner(randomUUID()), caseOwner(randomUUID())]
    expect([await ring.forget(gone), await again().forget(gone)]).toEqual([0, 0])
    await expect(again().sealing([gone])).rejects.toMatchObject({ fault: 'forgotten' })
    expect(await ring.upkeep.unforgotten([gone, kept])).toEqual([kept])
    expect(await ring.upkeep.forgotten('case')).toEqual([gone.id])
    expect(await ring.upkeep.forgotten('journey')).toEqual([])
  })

  it('is kept by the file of the store itself, whatever writes into it', async () => {
    const { ring, keyStore } = ownVault()
    const caseId = randomUUID()
    const row = await sealNote(ring, caseId, 'before')
    const database = new DatabaseSync(keyStore)
    const old = database.prepare('SELECT * FROM data_key').get() ?? {}
    await ring.forget(caseOwner(caseId))
    const insert = `INSERT INTO data_key (id, owner_kind, owner_id, version, wrapped_by, wrapped) VALUES (?, 'case', ?, ?, ?, ?)`
    const secret = [String(old['wrapped_by']), old['wrapped'] ?? null] as const
    expect(database.prepare(insert).run(randomUUID(), caseId, 2, ...secret).changes).toBe(0)
    const back = 'UPDATE data_key SET wrapped_by = ?, wrapped = ?, destroyed_at = NULL WHERE owner_id = ?'
    expect(database.prepare(back).run(...secret, caseId).changes).toBe(0)
    expect(database.prepare('DELETE FROM data_key WHERE owner_id = ?').run(caseId).changes).toBe(0)
    expect(database.prepare(insert).run(randomUUID(), randomUUID(), 1, ...secret).changes).toBe(1)
    database.close()
    expect(await read(ring, row)).toBeNull()
  })

  it('lets of many processes that write about the owner meanwhile none write afterwards', async () => {
    const { ring, again } = ownVault()
    const owner = caseOwner(randomUUID())
    const rings = [again(), again(), again()]
    const tried = rings.flatMap((one) => [one.sealing([owner]), one.sealing([owner])])
    await Promise.all([...tried.map((one) => one.catch(() => null)), ring.forget(owner)])
    // A key that was made just before is destroyed with the others: nobody has one now, and nobody gets one.
    for (const one of rings) await expect(one.sealing([owner])).rejects.toMatchObject({ fault: 'forgotten' })
    expect(await ring.upkeep.unforgotten([owner])).toEqual([])
  })

  it('outlasts a rotation, which leaves the tombstone as it is', async () => {
    const { ring, again } = ownVault()
    const [gone, kept] = [randomUUID(), randomUUID()]
    const before = await sealNote(ring, gone, 'forget me')
    const other = await sealNote(ring, kept, 'keep me')
    await ring.forget(caseOwner(gone))
    expect(await ring.rotate()).toEqual({ keys: 1, unopened: 0 })
    const later = again()
    expect([await read(later, before), await read(later, other)]).toEqual([null, 'keep me'])
    await expect(sealNote(later, gone, 'after')).rejects.toMatchObject({ fault: 'forgotten' })
  })
})

describe('wrapping the keys anew', () => {
  it('fails no read and no write of another process that goes on meanwhile', async () => {
    const { failed, reads, took } = await rotateUnderLoad(ownVault(), { cases: 400, reads: 400, times: 3 })
    expect(failed).toEqual([])
    expect(reads).toBeGreaterThanOrEqual(400)
    expect(took).toHaveLength(3)
  })

  it('leaves the old key file useless, and the new one alone', async () => {
    const { ring, again, keyFile: file } = ownVault()
    const row = await sealNote(ring, randomUUID(), 'sealed before')
    const old = readFileSync(file)
    await ring.rotate()
    const fresh = readFileSync(file)
    writeFileSync(file, old)
    await expect(read(again(), row)).rejects.toThrow(/not the one of this key store/)
    writeFileSync(file, fresh)
    expect(await read(again(), row)).toBe('sealed before')
  })
})

describe('wrapping an empty store anew', () => {
  it('loses no first key that another process makes at the same moment', async () => {
    const { ring, again, keyStore, keyFile: file } = ownVault()
    const store = openSqliteKeyStore(keyStore)
    let left = 1
    // Has read the key file, and stands before the store when the other one wraps it anew.
    const late = keyring(
      {
        ...store,
        create: async (keys) => {
          if (left-- > 0) expect(await ring.rotate()).toEqual({ keys: 0, unopened: 0 })
          return store.create(keys)
        },
      },
      keyFile(file),
    )
    const row = await sealNote(late, randomUUID(), 'the first')
    await late.close()
    await expect(again().check()).resolves.toBeUndefined()
    expect(await read(again(), row)).toBe('the first')
  })
})

describe('a damaged key', () => {
  it('is left as it is and counted, and stops no rotation of the others', async () => {
    const { ring, again, keyStore, keyFile: file } = ownVault()
    const rows = [
      await sealNote(ring, randomUUID(), 'one'),
      await sealNote(ring, randomUUID(), 'two'),
    ] as const
    const database = new DatabaseSync(keyStore)
    const kept = database.prepare('SELECT id, wrapped FROM data_key ORDER BY id LIMIT 1').get()
    const first = String(kept?.['id'])
    const damage = database.prepare('UPDATE data_key SET wrapped = ? WHERE id = ?')
    damage.run(new Uint8Array(60), first)
    for (const keys of [1, 1, 1]) expect(await ring.rotate()).toEqual({ keys, unopened: 1 })
    const inFile = (): number => readFileSync(file, 'utf8').split('"secret"').length - 1
    // The one of today, and the one under which the damaged key was whole.
    expect(inFile()).toBe(2)
    await expect(again().check()).resolves.toBeUndefined()
    damage.run(kept?.['wrapped'] ?? null, first)
    database.close()
    expect(await ring.rotate()).toEqual({ keys: 2, unopened: 0 })
    expect(inFile()).toBe(1)
    expect([await read(again(), rows[0]), await read(again(), rows[1])]).toEqual(['one', 'two'])
  })
})

describe('the key store', () => {
  it('is its owner’s alone, with the log and the index beside it', async () => {
    const { ring, keyStore } = ownVault()
    await ring.sealing([caseOwner(randomUUID())])
    for (const file of [keyStore, `${keyStore}-wal`, `${keyStore}-shm`]) {
      expect(statSync(file).mode & 0o777, file).toBe(0o600)
    }
  })
})

describe('the key file', () => {
  it('is made at the first start, for its owner alone, and never beside keys that another one wrapped', async () => {
    const { ring, keyFile: file, keyStore } = ownVault()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await sealNote(ring, randomUUID(), 'sealed')
    rmSync(file)
    expect(() => {
      ensureKeyFile(file, keyStore)
    }).toThrow(/is missing. Put its copy back/)
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    [
      'that is missing',
      (file: string) => {
        rmSync(file)
      },
      /is missing/,
    ],
    [
      'that others may read',
      (file: string) => {
        chmodSync(file, 0o644)
      },
      /may be read by others/,
    ],
    [
      'that is cut',
      (file: string) => {
        writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40))
      },
      /is damaged/,
    ],
    [
      'with a flipped secret',
      (file: string) => {
        writeFileSync(
          file,
          readFileSync(file, 'utf8').replace(
            /("secret": ")(.)/,
            (_, head: string, letter: string) => head + (letter === 'A' ? 'B' : 'A'),
          ),
        )
      },
      /is damaged/,
    ],
  ])('%s is named in the error, and opens again once it is whole', async (_, harm, words) => {
    const { ring, again, keyFile: file } = ownVault()
    const row = await sealNote(ring, randomUUID(), 'sealed')
    const whole = readFileSync(file)
    harm(file)
    await expect(again().check()).rejects.toThrow(words)
    await expect(read(again(), row)).rejects.toThrow(words)
    rmSync(file, { force: true })
    writeFileSync(file, whole, { mode: 0o600 })
    expect(await read(again(), row)).toBe('sealed')
  })

  it('of another house opens nothing', async () => {
    const [here, there] = [ownVault(), ownVault()]
    const row = await sealNote(here.ring, randomUUID(), 'sealed')
    await sealNote(there.ring, randomUUID(), 'theirs')
    writeFileSync(here.keyFile, readFileSync(there.keyFile))
    await expect(here.again().check()).rejects.toThrow(/not the one of this key store/)
    await expect(read(there.ring, row)).rejects.toThrow(/unknown-key/)
  })
})
