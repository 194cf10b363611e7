/** A copy of the keys that the house does not know all of is never replaced: it may be all there is. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { healthOf } from '../../../lib/server/act/health.ts'
import { log } from '../../../lib/server/log.ts'
import { lockKeys, readKeyFile, writeKeyFile } from '../../../lib/server/vault/key-file-content.ts'
import { admit, newLockKey, type KeyHolder, type LockKey } from '../../../lib/server/vault/key-holders.ts'
import { keyCopier, keyCopyIsLate, startKeyCopies } from '../../../lib/server/vault/key-copier.ts'
import { copyKeys, type KeyFiles } from '../../../lib/server/vault/key-copy.ts'
import { newKeyEncryptionKey } from '../../../lib/server/vault/key-source.ts'
import { caseOwner, type Owner } from '../../../lib/server/vault/owners.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { ownVault, type OwnVault } from '../../support/vaults.ts'

type Places = { readonly keyStore: string; readonly keyFile: string }

function folderIn({ folder }: OwnVault): string {
  const made = path.join(folder, randomUUID())
  mkdirSync(made, { mode: 0o700 })
  return made
}

function placesIn(vault: OwnVault): Places {
  return { keyStore: folderIn(vault), keyFile: folderIn(vault) }
}

async function newOwner({ ring }: OwnVault): Promise<Owner> {
  const owner = caseOwner(randomUUID())
  await ring.sealing([owner])
  return owner
}

/** The bytes of both copies. */
function bytesIn(places: Places): readonly string[] {
  const copies = [path.join(places.keyStore, 'store.sqlite'), path.join(places.keyFile, 'key-file.json')]
  return copies.map((file) => readFileSync(file).toString('hex'))
}

async function look(from: KeyFiles, places: { keyStore: string | null; keyFile: string | null }) {
  const copier = keyCopier(from, places)
  try {
    await copier.look()
  } finally {
    copier.close()
  }
}

/** A pair as it stands now, elsewhere. */
async function older(vault: OwnVault): Promise<KeyFiles> {
  return copyKeys(vault, folderIn(vault))
}

/** Asserts that a look is refused with these words and changes nothing, in either folder. */
async function expectStays(from: KeyFiles, places: Places, words: RegExp): Promise<void> {
  const before = bytesIn(places)
  await expect(look(from, places)).rejects.toThrow(words)
  await expect(look(from, places)).rejects.toThrow(words)
  expect(bytesIn(places)).toEqual(before)
  expect(readdirSync(places.keyStore)).toEqual(['store.sqlite'])
  expect(readdirSync(places.keyFile)).toEqual(['key-file.json'])
}

/** Both copies are what the house has now: a look has nothing to say and leaves the same key file. */
async function expectCopied(vault: OwnVault, places: Places, count: number): Promise<void> {
  const store = openSqliteKeyStore(path.join(places.keyStore, 'store.sqlite'))
  const used = await store.inUse()
  expect((await store.owners(null, 100)).length).toBe(count)
  await store.close()
  const live = openSqliteKeyStore(vault.keyStore)
  expect(await live.inUse()).toEqual(used)
  await live.close()
  expect(readFileSync(path.join(places.keyFile, 'key-file.json'))).toEqual(readFileSync(vault.keyFile))
}

describe('the copy stays', () => {
  it.each([
    ['an empty key store', 0],
    ['a key store of another house', 2],
  ])('when %s begins beside it, and is copied on by its own house', async (_, keys) => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    await look(vault, places)
    const other = ownVault()
    for (let made = 0; made < keys; made++) await newOwner(other)
    await expectStays(other, places, /has keys that the key store of this house does not know/)
    await newOwner(vault)
    await vault.ring.rotate()
    await look(vault, places)
    await expectCopied(vault, places, 2)
  })

  it('when an older key store is put back: without a newer key, or without what was forgotten', async () => {
    const vault = ownVault()
    const places = placesIn(vault)
    const gone = await newOwner(vault)
    const old = await older(vault)
    await newOwner(vault)
    await look(vault, places)
    await expectStays(old, places, /does not know/)
    const before = await older(vault)
    await vault.ring.forget(gone)
    await look(vault, places)
    await expectStays(before, places, /knows of destroyed keys/)
    const blank = await older(vault)
    await vault.ring.forget(caseOwner(randomUUID()))
    await look(vault, places)
    await expectStays(blank, places, /knows of forgotten owners/)
    await expectCopied(vault, places, 1)
  })

  it('when only one of the two is from before a rotation, and goes with the house that rotated', async () => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    const old = await older(vault)
    await look(vault, places)
    await vault.ring.rotate()
    await look(vault, places)
    await expectCopied(vault, places, 1)
    await expectStays({ ...old, keyFile: vault.keyFile }, places, /is wrapped by another key/)
    await expectStays({ ...vault, keyFile: old.keyFile }, places, /has a key that the key store needs/)
  })

  it('when the store’s disk is away: another house’s key file takes no place, nor its store the empty one', async () => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    await look(vault, places)
    const other = ownVault()
    await newOwner(other)
    const away = { keyStore: folderIn(other), keyFile: places.keyFile }
    const before = bytesIn(places)
    for (let round = 0; round < 2; round++) {
      await expect(look(other, away)).rejects.toThrow(/nothing shows that they belong together/)
      await expect(look(other, { ...away, keyStore: null })).rejects.toThrow(/nothing shows/)
    }
    expect(bytesIn(places)).toEqual(before)
    expect(readdirSync(away.keyStore)).toEqual([])
  })

  it.each([
    ['key store', 'keyStore', 'store.sqlite'],
    ['key file', 'keyFile', 'key-file.json'],
  ] as const)('when the copy of the %s is half; an empty file is nobody’s', async (_, which, name) => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    await look(vault, places)
    const copy = path.join(places[which], name)
    const whole = readFileSync(copy)
    writeFileSync(copy, whole.subarray(0, whole.length / 2))
    await expectStays(vault, places, /is damaged/)
    writeFileSync(copy, '')
    await look(vault, places)
    await expectCopied(vault, places, 1)
  })

  it('when rows stand in a log beside it', async () => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    await look(vault, places)
    await newOwner(vault)
    writeFileSync(path.join(places.keyStore, 'store.sqlite-wal'), 'rows')
    await expect(look(vault, places)).rejects.toThrow(/was opened where it lies/)
    rmSync(path.join(places.keyStore, 'store.sqlite-wal'))
    await look(vault, places)
    await expectCopied(vault, places, 2)
  })
})

it('a running house notices what somebody put in the place of its copy, and in the place of its store', async () => {
  const vault = ownVault()
  const places = placesIn(vault)
  const copier = keyCopier(vault, places)
  await newOwner(vault)
  const old = await older(vault)
  await newOwner(vault)
  await copier.look()
  const copy = path.join(places.keyStore, 'store.sqlite')
  copyFileSync(old.keyStore, copy)
  await copier.look()
  await expectCopied(vault, places, 2)
  const other = ownVault()
  await newOwner(other)
  copyFileSync((await older(other)).keyStore, copy)
  const foreign = readFileSync(copy)
  await expect(copier.look()).rejects.toThrow(/does not know/)
  expect(readFileSync(copy)).toEqual(foreign)
  rmSync(copy)
  await copier.look()
  await expectCopied(vault, places, 2)
  await vault.ring.close()
  for (const end of ['', '-wal', '-shm']) rmSync(vault.keyStore + end, { force: true })
  copyFileSync(old.keyStore, vault.keyStore)
  await expect(copier.look()).rejects.toThrow(/does not know/)
  copier.close()
})

describe('a locked key file', () => {
  /** Locks the file of a vault; gives what is needed to lock it again with other keys. */
  async function locked(vault: OwnVault) {
    const content = readKeyFile(vault.keyFile)
    if (content.kind !== 'plain') throw new Error('locked already')
    const lock = newLockKey()
    const cost = { n: 1024, r: 8, p: 1 }
    const holders = [await admit(lock, 'mina', 'lantern over the quiet harbour', cost)]
    holders.push(await admit(lock, 'suji', 'seven herons at the salt gate', cost))
    const write = (by: LockKey, who: readonly KeyHolder[], keys = content.keys) => {
      writeKeyFile(vault.keyFile, lockKeys(by, who, keys))
    }
    write(lock, holders)
    return { lock, holders, write }
  }

  it('is copied when a plain one is locked and when a holder comes, and not from before', async () => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    await look(vault, places)
    const { lock, holders, write } = await locked(vault)
    await look(vault, places)
    const before = await older(vault)
    write(lock, [...holders, ...holders.slice(0, 1)])
    await look(vault, places)
    await expectCopied(vault, places, 1)
    write(lock, holders, [newKeyEncryptionKey()])
    await look(vault, places)
    await expectStays({ ...vault, keyFile: before.keyFile }, places, /no rotation was between them/)
  })

  it('under another lock takes the place only of the copy that this server made itself', async () => {
    const vault = ownVault()
    const places = placesIn(vault)
    await newOwner(vault)
    const { holders, write } = await locked(vault)
    const copier = keyCopier(vault, places)
    await copier.look()
    write(newLockKey(), holders)
    await expectStays(vault, places, /nothing shows that they belong together/)
    await copier.look()
    await expectCopied(vault, places, 1)
    copier.close()
  })
})

it('the log and the health page tell, and the server goes on', async () => {
  const vault = ownVault()
  const places = placesIn(vault)
  await newOwner(vault)
  await look(vault, places)
  const before = bytesIn(places)
  const other = ownVault()
  vi.stubEnv('CAUSEWAY_KEY_STORE', other.keyStore)
  vi.stubEnv('CAUSEWAY_KEY_FILE', other.keyFile)
  vi.stubEnv('CAUSEWAY_KEY_STORE_COPY_DIR', places.keyStore)
  vi.stubEnv('CAUSEWAY_KEY_FILE_COPY_DIR', places.keyFile)
  const line = vi.spyOn(log(), 'error').mockImplementation(() => undefined)
  const soon = Date.now() + 60_500
  const stop = startKeyCopies(5)
  await vi.waitFor(() => {
    expect(line.mock.calls.length).toBeGreaterThan(1)
  }, 20_000)
  stop()
  expect(JSON.stringify(line.mock.calls)).toMatch(/does not know.*left as it is/)
  expect(keyCopyIsLate(soon)).toBe(true)
  expect(await healthOf(soon)).toEqual({ ok: true, keyCopyLate: true })
  expect(bytesIn(places)).toEqual(before)
})

it('the operator’s own copy refuses as well, until it is told to replace what stands there', async () => {
  const [vault, other] = [ownVault(), ownVault()]
  const folder = folderIn(vault)
  await newOwner(vault)
  await newOwner(other)
  await copyKeys(other, folder)
  const places = { keyStore: folder, keyFile: folder }
  const before = bytesIn(places)
  await expect(copyKeys(vault, folder)).rejects.toThrow(/does not know/)
  expect(bytesIn(places)).toEqual(before)
  await copyKeys(vault, folder, { replace: true })
  await expectCopied(vault, places, 1)
  expect(statSync(path.join(folder, 'store.sqlite')).mode & 0o777).toBe(0o600)
})
