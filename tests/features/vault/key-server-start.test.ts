/** A start with a key store on a server: never beside the data, never an empty one where keys should be, always durable. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ensureKeys, keyPlaces } from '../../../cli/keys.ts'
import { childEnvironment, operatorSettings } from '../../../lib/server/env.ts'
import { keyFile } from '../../../lib/server/vault/key-file.ts'
import { assertApart, beginsOnServer } from '../../../lib/server/vault/key-server-start.ts'
import { keyring } from '../../../lib/server/vault/keyring.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import { openPostgresKeyStore } from '../../../lib/server/vault/postgres-key-store.ts'
import { DATABASE } from '../../support/database.ts'
import { keyDatabase, serverVault } from '../../support/key-servers.ts'

function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-start-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** The places of a house whose keys are on that server, and its start. */
function houseAt(url: string) {
  const settings = operatorSettings({ KEYS_DATABASE_URL: url })
  const places = keyPlaces(path.join(ownFolder(), 'data'), settings)
  return { places, start: () => ensureKeys(places, settings, DATABASE.appUrl) }
}

function withHost(url: string, hostname: string): string {
  return Object.assign(new URL(url), { hostname }).href
}

describe('a start with a key store on a server', () => {
  it('makes its tables and the key file once, and no file for keys', async () => {
    const { url, look } = await keyDatabase()
    const { places, start } = houseAt(url)
    await start()
    const made = readFileSync(places.keyFile)
    const ring = keyring(openPostgresKeyStore(url), keyFile(places.keyFile))
    await ring.sealing([caseOwner('one')])
    await ring.close()
    await start()
    expect(readFileSync(places.keyFile)).toEqual(made)
    expect((await look('select from causeway_keys.data_key')).length).toBe(1)
    expect(existsSync(places.keyStore)).toBe(false)
  })

  it('goes on after one that was broken off between the tables and the key file', async () => {
    const { url } = await keyDatabase()
    const { places, start } = houseAt(url)
    expect(await beginsOnServer(places.keyFile, url)).toBe(true)
    await start()
    expect(existsSync(places.keyFile)).toBe(true)
  })

  it('stops at an empty server beside a key file, makes nothing there, and goes on with the right one', async () => {
    const [right, wrong] = [await keyDatabase(), await keyDatabase()]
    const { places, start } = houseAt(right.url)
    await start()
    const there = { ...places, keysUrl: wrong.url }
    await expect(ensureKeys(there, operatorSettings({}), null)).rejects.toThrow(
      /is empty, although this house has a key file/,
    )
    expect(await wrong.look(`select from pg_namespace where nspname = 'causeway_keys'`)).toEqual([])
    await start()
  })

  it('stops at a server with keys when the key file is lost, makes none, and goes on once it is back', async () => {
    const { url } = await keyDatabase()
    const { places, start } = houseAt(url)
    await start()
    const lost = readFileSync(places.keyFile, 'utf8')
    const ring = keyring(openPostgresKeyStore(url), keyFile(places.keyFile))
    await ring.sealing([caseOwner('one')])
    await ring.close()
    rmSync(places.keyFile)
    await expect(start()).rejects.toThrow(/The key file .* is missing/)
    expect(existsSync(places.keyFile)).toBe(false)
    // As a machine that is added: it gets the key file from the others.
    const second = houseAt(url)
    await expect(second.start()).rejects.toThrow(/The key file .* is missing/)
    writeFileSync(places.keyFile, lost, { mode: 0o600 })
    await start()
  })

  it('stops where something else has the name, and where the server answers nothing', async () => {
    const { url, look } = await keyDatabase()
    await look('create schema causeway_keys; create table causeway_keys.about (id int)')
    await look('grant all on schema causeway_keys to public; grant all on causeway_keys.about to public')
    await expect(houseAt(url).start()).rejects.toThrow(/is of another version of Causeway, or something else/)
    const nowhere = Object.assign(new URL(url), { port: '1' }).href
    await expect(houseAt(nowhere).start()).rejects.toThrow(/does not answer \(ECONNREFUSED\)/)
  })

  it.each([
    ['another database of it', (url: string) => url],
    ['another name of its machine', (url: string) => withHost(url, 'localhost')],
  ])('stops at the cluster of the data, also under %s, before it makes anything there', async (_, change) => {
    const same = Object.assign(new URL(DATABASE.migratorUrl), { pathname: '/postgres' }).href
    const { places, start } = houseAt(change(same))
    await expect(start()).rejects.toThrow(/leads to the same PostgreSQL cluster as DATABASE_URL/)
    expect(existsSync(places.keyFile)).toBe(false)
  })

  it('lets the server of a house ask the same with the least of its logins', async () => {
    const { url } = await keyDatabase()
    for (const data of [DATABASE.appUrl, DATABASE.jobsUrl]) {
      await expect(assertApart(data, url)).resolves.toBeUndefined()
      await expect(assertApart(data, DATABASE.appUrl)).rejects.toThrow(/the same PostgreSQL cluster/)
    }
  })

  it('stops at a server that does not wait for its disk', async () => {
    // The cluster of the tests' data is one.
    await expect(beginsOnServer('/nowhere/key-file.json', DATABASE.superuserUrl)).rejects.toThrow(
      /forgets at a power cut what it said was written/,
    )
  })
})

it('the address of the key server reaches a child process only where it is named', async () => {
  const { keysUrl } = await serverVault()
  vi.stubEnv('KEYS_DATABASE_URL', keysUrl)
  expect(childEnvironment({})['KEYS_DATABASE_URL']).toBe('')
  expect(childEnvironment({ KEYS_DATABASE_URL: keysUrl })['KEYS_DATABASE_URL']).toBe(keysUrl)
})
