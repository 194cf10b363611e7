/** A key service holds what opens the key file: what happens with it, without it, and when it goes away. */
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { keyPlaces, ensureKeys } from '../../../cli/keys.ts'
import { operatorSettings, SettingsError, transitPlace } from '../../../lib/server/env.ts'
import { beginsHere, ensureKeyFile, keyFile } from '../../../lib/server/vault/key-file.ts'
import { readKeyFile } from '../../../lib/server/vault/key-file-content.ts'
import { keyring, type Keyring } from '../../../lib/server/vault/keyring.ts'
import { lockFile } from '../../../lib/server/vault/key-lock.ts'
import { Opening } from '../../../lib/server/vault/opening.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openRecords, sealRecords } from '../../../lib/server/vault/sealed-records.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import { makeTransitFile, transitFile } from '../../../lib/server/vault/transit-file.ts'
import { transit } from '../../../lib/server/vault/transit.ts'
import { KEY_HOLDERS } from '../../support/key-holders.ts'
import { spellingsOf } from '../../support/spellings.ts'
import { startTransit } from '../../support/transit.ts'

const row = { table: 'note', owner: caseOwner(randomUUID()), row: randomUUID() } as const

async function seal(ring: Keyring, body: string) {
  const [record] = await sealRecords(ring, [{ ...row, record: { body } }])
  return { ...row, record: { body: record?.body ?? '' } }
}

async function read(ring: Keyring, sealed: Awaited<ReturnType<typeof seal>>) {
  const [record] = await openRecords(ring, [sealed])
  return record?.body
}

/** A house with a key service; `another` opens its vault as another process does. */
async function served() {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-transit-'))
  const places = {
    keyStore: path.join(folder, 'keys', 'store.sqlite'),
    keyFile: path.join(folder, 'key-file.json'),
  }
  const rings: Keyring[] = []
  onTestFinished(async () => {
    for (const ring of rings) await ring.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { state, place, service } = await startTransit(folder)
  const another = () => {
    const ring = keyring(openSqliteKeyStore(places.keyStore), transitFile(places.keyFile, service))
    rings.push(ring)
    return ring
  }
  return { ...places, folder, state, place, service, another }
}

async function servedWithKeys() {
  const house = await served()
  if (beginsHere(house.keyFile, house.keyStore)) await makeTransitFile(house.keyFile, house.service)
  const ring = house.another()
  return { ...house, ring, sealed: await seal(ring, 'kept elsewhere') }
}

describe('a key file behind a key service', () => {
  it('opens with the service in another process, and holds nothing that opens without it', async () => {
    const { another, sealed, keyFile: file, service } = await servedWithKeys()
    expect(await read(another(), sealed)).toBe('kept elsewhere')
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/"ciphertext": "vault:v1:/)
    const content = readKeyFile(file)
    if (content.kind !== 'transit') throw new Error('no service')
    for (const { ciphertext } of content.keys) {
      for (const spelling of spellingsOf(await service.decrypt(ciphertext)))
        expect(text).not.toContain(spelling)
    }
    await expect(keyFile(file).read()).rejects.toThrow(/needs its key service/)
  })

  it('is wrapped anew while another process reads', async () => {
    const { ring, another, sealed, keyFile: file } = await servedWithKeys()
    const before = readFileSync(file, 'utf8')
    expect(await another().rotate()).toEqual({ keys: 1, unopened: 0 })
    expect(readFileSync(file, 'utf8')).not.toBe(before)
    expect(await read(ring, sealed)).toBe('kept elsewhere')
    expect(await read(another(), sealed)).toBe('kept elsewhere')
  })

  it('takes the place of a plain one at the next rotation', async () => {
    const { another, keyFile: file, keyStore } = await served()
    ensureKeyFile(file, keyStore)
    const sealed = await seal(another(), 'was in clear')
    expect(readKeyFile(file).kind).toBe('plain')
    await another().rotate()
    expect(readKeyFile(file).kind).toBe('transit')
    expect(await read(another(), sealed)).toBe('was in clear')
  })
})

type House = Awaited<ReturnType<typeof servedWithKeys>>

describe.each<[string, (house: House) => void, (house: House) => void, RegExp]>([
  ['is sealed', ({ state }) => (state.sealed = true), ({ state }) => (state.sealed = false), /is sealed/],
  [
    'does not take the token',
    ({ state }) => (state.token = 'hvs.another'),
    ({ state }) => (state.token = 'hvs.right-token'),
    /does not take the token/,
  ],
  [
    'does not answer',
    ({ state }) => (state.silent = true),
    ({ state }) => (state.silent = false),
    /does not answer/,
  ],
  [
    'may not be asked, because others may read the token',
    ({ place }) => {
      chmodSync(place.tokenFile, 0o644)
    },
    ({ place }) => {
      chmodSync(place.tokenFile, 0o600)
    },
    /token file .* may be read by others/,
  ],
])('a key service that %s', (_, harm, mend, words) => {
  it('stops a start in words without a secret, leaves who runs alone, and all goes on when it is back', async () => {
    const house = await servedWithKeys()
    const { ring, another, sealed, place, keyFile: file } = house
    harm(house)
    const error: unknown = await another()
      .check()
      .catch((thrown: unknown) => thrown)
    expect(String(error)).toMatch(words)
    expect(String(error)).not.toMatch(/hvs\.|vault:v1|authentication/)
    expect(await read(ring, sealed)).toBe('kept elsewhere')
    expect(await read(ring, await seal(ring, 'new meanwhile'))).toBe('new meanwhile')
    const before = readFileSync(file)
    await expect(another().rotate()).rejects.toThrow(words)
    expect(readFileSync(file)).toEqual(before)
    mend(house)
    expect(await read(another(), sealed)).toBe('kept elsewhere')
    expect(place.url).toMatch(/^http:\/\/127/)
  })
})

describe('a key service', () => {
  it('whose key is another, or that answers with another key, opens nothing', async () => {
    const { another, keyFile: file, place, service } = await servedWithKeys()
    await expect(transit({ ...place, key: 'other' }).decrypt('vault:v1:AAAA')).rejects.toThrow(
      /has no such key/,
    )
    await expect(service.decrypt('vault:v1:AAAA')).rejects.toThrow(/damaged key file/)
    const content = readKeyFile(file)
    if (content.kind !== 'transit') throw new Error('no service')
    const strange = await service.encrypt(Buffer.alloc(32, 7))
    const keys = content.keys.map(({ id }) => ({ id, ciphertext: strange }))
    writeFileSync(file, JSON.stringify({ version: 3, key: content.key, keys }), { mode: 0o600 })
    await expect(another().check()).rejects.toThrow(/is damaged/)
  })

  it('and a lock are not for the same file: each says so of the other', async () => {
    const { another, keyFile: file, keyStore } = await served()
    ensureKeyFile(file, keyStore)
    const cheap = { n: 2 ** 10, r: 8, p: 1 }
    expect(await lockFile(file, new Opening(), KEY_HOLDERS, cheap)).toMatchObject({ ok: true })
    await expect(another().check()).rejects.toThrow(/CAUSEWAY_TRANSIT_URL must be absent/)
    const { keyFile: behind } = await servedWithKeys()
    await expect(lockFile(behind, new Opening(), KEY_HOLDERS, cheap)).rejects.toThrow(
      /is not for key holders/,
    )
    expect(readKeyFile(behind).kind).toBe('transit')
  })

  it('that is away at the first start leaves no key file, and at a later one ends the start', async () => {
    const { folder, state, place } = await served()
    const settings = operatorSettings({
      CAUSEWAY_TRANSIT_URL: place.url,
      CAUSEWAY_TRANSIT_KEY: place.key,
      CAUSEWAY_TRANSIT_TOKEN_FILE: place.tokenFile,
    })
    const places = keyPlaces(path.join(folder, 'data'), settings)
    state.sealed = true
    await expect(ensureKeys(places, settings)).rejects.toThrow(/is sealed/)
    expect(existsSync(places.keyFile)).toBe(false)
    state.sealed = false
    await ensureKeys(places, settings)
    expect(readKeyFile(places.keyFile).kind).toBe('transit')
    const made = readFileSync(places.keyFile)
    state.silent = true
    await expect(ensureKeys(places, settings)).rejects.toThrow(/does not answer/)
    state.silent = false
    await ensureKeys(places, settings)
    expect(readFileSync(places.keyFile)).toEqual(made)
    const without = { ...settings, CAUSEWAY_TRANSIT_URL: undefined }
    await expect(ensureKeys(places, without)).rejects.toThrow(/CAUSEWAY_TRANSIT_URL is missing/)
  })

  it('is set whole or not at all, and never over a line that others hear', () => {
    const whole = {
      CAUSEWAY_TRANSIT_URL: 'https://bao.example.org:8200',
      CAUSEWAY_TRANSIT_KEY: 'causeway',
      CAUSEWAY_TRANSIT_TOKEN_FILE: '/root/token',
    }
    const placeOf = (settings: Record<string, string>) => transitPlace(operatorSettings(settings))
    expect(placeOf({})).toBeNull()
    expect(placeOf(whole)).toEqual({
      url: 'https://bao.example.org:8200',
      key: 'causeway',
      tokenFile: '/root/token',
    })
    expect(placeOf({ ...whole, CAUSEWAY_TRANSIT_URL: 'http://127.0.0.1:8200' })).not.toBeNull()
    for (const name of Object.keys(whole)) {
      expect(() => placeOf({ ...whole, [name]: '' }), name).toThrow(`${name} is missing`)
    }
    for (const url of ['http://bao.example.org', 'https://bao.example.org/path', 'ftp://127.0.0.1', 'bao']) {
      expect(() => placeOf({ ...whole, CAUSEWAY_TRANSIT_URL: url }), url).toThrow(SettingsError)
    }
    expect(() => placeOf({ ...whole, CAUSEWAY_TRANSIT_KEY: '../sys/seal' })).toThrow(SettingsError)
  })
})
