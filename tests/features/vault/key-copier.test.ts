/** The copy that a running server keeps of its keys: the newest only, soon after each change, by however many processes. */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { keyCopier, keyCopyIsLate, startKeyCopies } from '../../../lib/server/vault/key-copier.ts'
import { healthOf } from '../../../lib/server/act/health.ts'
import { log } from '../../../lib/server/log.ts'
import { keyFile } from '../../../lib/server/vault/key-file.ts'
import type { CopyPlaces } from '../../../lib/server/vault/key-copy.ts'
import { isDestroyed } from '../../../lib/server/vault/key-store.ts'
import { keyring } from '../../../lib/server/vault/keyring.ts'
import { caseOwner, type Owner } from '../../../lib/server/vault/owners.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { ownVault, type OwnVault } from '../../support/vaults.ts'

/** Two folders for the copies, as on two other disks. */
function placesIn({ folder }: OwnVault): { readonly keyStore: string; readonly keyFile: string } {
  const places = { keyStore: path.join(folder, 'copy-of-store'), keyFile: path.join(folder, 'copy-of-file') }
  for (const place of Object.values(places)) mkdirSync(place, { mode: 0o700 })
  return places
}

async function newOwner({ ring }: OwnVault): Promise<Owner> {
  const owner = caseOwner(randomUUID())
  await ring.sealing([owner])
  return owner
}

/** What the copy knows of an owner, opened with the copy of the key file. */
async function inCopy(places: CopyPlaces, owner: Owner): Promise<'open' | 'destroyed' | 'unknown'> {
  const store = openSqliteKeyStore(path.join(places.keyStore ?? '', 'store.sqlite'))
  const ring = keyring(store, keyFile(path.join(places.keyFile ?? '', 'key-file.json')))
  try {
    await ring.check()
    const [key] = await store.newest([owner])
    if (key === undefined) return 'unknown'
    return isDestroyed(key) ? 'destroyed' : 'open'
  } finally {
    await ring.close()
    for (const end of ['-wal', '-shm'])
      rmSync(path.join(places.keyStore ?? '', `store.sqlite${end}`), { force: true })
  }
}

it('each change is copied at the next look, and no look without one writes anything', async () => {
  const vault = ownVault()
  const places = placesIn(vault)
  const copier = keyCopier(vault, places)
  const first = await newOwner(vault)
  await copier.look()
  expect(await inCopy(places, first)).toBe('open')
  const copy = path.join(places.keyStore, 'store.sqlite')
  const before = statSync(copy)
  expect(before.mode & 0o777).toBe(0o600)
  await copier.look()
  expect(statSync(copy).ino).toBe(before.ino)
  const second = await newOwner(vault)
  expect(await inCopy(places, second)).toBe('unknown')
  await copier.look()
  expect(await inCopy(places, second)).toBe('open')
  await vault.ring.rotate()
  await copier.look()
  expect(await inCopy(places, second)).toBe('open')
  rmSync(copy)
  await copier.look()
  expect(await inCopy(places, first)).toBe('open')
  expect(readdirSync(places.keyStore)).toEqual(['store.sqlite'])
  expect(readdirSync(places.keyFile)).toEqual(['key-file.json'])
  copier.close()
})

it('a key that is destroyed is gone from the copy, and from where the older copy stood on the disk', async () => {
  const vault = ownVault()
  const places = placesIn(vault)
  const copier = keyCopier(vault, places)
  const [gone, kept] = [await newOwner(vault), await newOwner(vault)]
  await copier.look()
  const store = openSqliteKeyStore(vault.keyStore)
  const [key] = await store.newest([gone])
  if (key === undefined || isDestroyed(key)) throw new Error('no key')
  const wrapped = Buffer.from(key.wrapped)
  const copy = path.join(places.keyStore, 'store.sqlite')
  expect(readFileSync(copy).includes(wrapped)).toBe(true)
  const old = openSync(copy, 'r')
  await store.destroy(gone)
  await store.close()
  await copier.look()
  expect(readFileSync(copy).includes(wrapped)).toBe(false)
  const blocks = Buffer.alloc(fstatSync(old).size, 1)
  readSync(old, blocks, 0, blocks.length, 0)
  closeSync(old)
  expect(blocks.length).toBeGreaterThan(4_000)
  expect(blocks.equals(Buffer.alloc(blocks.length))).toBe(true)
  expect([await inCopy(places, gone), await inCopy(places, kept)]).toEqual(['destroyed', 'open'])
  copier.close()
})

it('two servers that copy into the same folders, while keys are made and rotated, leave a copy that opens', async () => {
  const vault = ownVault()
  const places = placesIn(vault)
  const copiers = [keyCopier(vault, places), keyCopier(vault, places)]
  for (let round = 0; round < 5; round++) {
    const owner = await newOwner(vault)
    await Promise.all([...copiers.map((copier) => copier.look()), vault.ring.rotate()])
    await Promise.all(copiers.map((copier) => copier.look()))
    expect(await inCopy(places, owner)).toBe('open')
  }
  for (const copier of copiers) copier.close()
})

it('a copy that cannot be made is told, rings where the house is watched, and is made once it can', async () => {
  const vault = ownVault()
  const places = { keyStore: path.join(vault.folder, 'not-mounted'), keyFile: null }
  vi.stubEnv('CAUSEWAY_KEY_STORE', vault.keyStore)
  vi.stubEnv('CAUSEWAY_KEY_FILE', vault.keyFile)
  vi.stubEnv('CAUSEWAY_KEY_STORE_COPY_DIR', places.keyStore)
  expect(keyCopyIsLate()).toBe(false)
  const line = vi.spyOn(log(), 'error').mockImplementation(() => undefined)
  const soon = Date.now() + 60_500
  const stop = startKeyCopies(5)
  await vi.waitFor(() => {
    expect(JSON.stringify(line.mock.calls)).toMatch(/not-mounted is no folder/)
  }, 20_000)
  expect(await healthOf(soon)).toEqual({ ok: true, keyCopyLate: true })
  mkdirSync(places.keyStore)
  await vi.waitFor(() => {
    expect(keyCopyIsLate(soon)).toBe(false)
  }, 20_000)
  expect(await healthOf(soon)).toEqual({ ok: true })
  expect(readdirSync(places.keyStore)).toEqual(['store.sqlite'])
  stop()
})
