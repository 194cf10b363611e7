/** A small house whose keys are on a second server: what it does by day and by night, and its backup. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { backUp, restore } from '../../../cli/backup.ts'
import { newIdentity } from '../../../cli/backup-keys.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { finishForgetting } from '../../../lib/features/forgetting/service.ts'
import { sweepOrphanKeys } from '../../../lib/features/upkeep/service.ts'
import { assertKeysApart, assertKeysOfDatabase } from '../../../lib/server/act/known-keys.ts'
import { keyCopyIsLate, startKeyCopies } from '../../../lib/server/vault/key-copier.ts'
import { makeKeyFile } from '../../../lib/server/vault/key-file.ts'
import { beginsOnServer } from '../../../lib/server/vault/key-server-start.ts'
import { caseOwner } from '../../../lib/server/vault/owners.ts'
import {
  closeVault,
  forgetOwners,
  forgottenCases,
  rotateVault,
  sealed,
  unforgotten,
  vaultOpens,
} from '../../../lib/server/vault/vault.ts'
import { emptyHouse, ownFolder } from '../../support/backups.ts'
import { makeCase, makePerson, makeTeam, type Team } from '../../support/cast.ts'
import { DATABASE, look } from '../../support/database.ts'
import { keyDatabase, type KeyDatabase } from '../../support/key-servers.ts'
import { peek, put } from '../../support/sealed.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'causeway-key-server-'))
const copies = path.join(folder, 'copy')
const ends: (() => Promise<void>)[] = []
let keys: KeyDatabase
let own: Readonly<Record<string, string>>
let team: Team
let mina: PersonActor

beforeAll(async () => {
  keys = await keyDatabase((end) => ends.push(end))
  const CAUSEWAY_KEY_FILE = path.join(folder, 'key-file.json')
  if (await beginsOnServer(CAUSEWAY_KEY_FILE, keys.url)) makeKeyFile(CAUSEWAY_KEY_FILE)
  mkdirSync(copies, { mode: 0o700 })
  own = {
    KEYS_DATABASE_URL: keys.url,
    CAUSEWAY_KEY_FILE,
    CAUSEWAY_KEY_STORE: path.join(folder, 'none', 'store.sqlite'),
    CAUSEWAY_KEY_STORE_COPY_DIR: copies,
  }
  for (const [setting, value] of Object.entries(own)) vi.stubEnv(setting, value)
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
})

afterAll(async () => {
  await closeVault()
  for (const end of ends) await end()
  rmSync(folder, { recursive: true, force: true })
})

async function newNote(body: string): Promise<{ readonly caseId: string; readonly id: string }> {
  const file = await makeCase(team, [mina])
  return { caseId: file.id, id: await put('note', { case_id: file.id, body, recorded_by: mina.personId }) }
}

async function noteOf({ id }: { readonly id: string }): Promise<unknown> {
  const [row] = await peek('note', 'id, case_id, body', 'id = $1', [id])
  return row?.['body']
}

describe('a house with its keys on a server', () => {
  it('starts, writes, reads and rotates, and makes no key store in a file', async () => {
    expect(await vaultOpens()).toBe(true)
    await assertKeysApart()
    await assertKeysOfDatabase()
    const note = await newNote('by the river')
    expect(await noteOf(note)).toBe('by the river')
    const { keys: wrapped, unopened } = await rotateVault()
    expect(wrapped).toBeGreaterThan(1)
    expect(unopened).toBe(0)
    expect(await noteOf(note)).toBe('by the river')
    expect(await vaultOpens()).toBe(true)
    expect(existsSync(path.dirname(own['CAUSEWAY_KEY_STORE'] ?? ''))).toBe(false)
  })

  it('forgets a case for good, and knows by the keys alone whom it forgot', async () => {
    const [gone, kept] = [await newNote('forget me'), await newNote('keep me')]
    expect(await forgetOwners([`case:${gone.caseId}`])).toBe(1)
    expect([await noteOf(gone), await noteOf(kept)]).toEqual(['⟦?⟧', 'keep me'])
    expect(await unforgotten([`case:${gone.caseId}`, `case:${kept.caseId}`])).toEqual([`case:${kept.caseId}`])
    expect(await forgottenCases()).toContain(gone.caseId)
    // The rows of a case that only the keys have forgotten go too.
    await finishForgetting()
    expect(await look('select from case_file where id = $1', [gone.caseId])).toEqual([])
    expect(await noteOf(kept)).toBe('keep me')
  })

  it('destroys the keys of all whom it forgets, also while somebody reads an older state of the key server', async () => {
    const notes = [await newNote('first'), await newNote('second')] as const
    const reader = new pg.Client({ connectionString: keys.superuserUrl })
    await reader.connect()
    await reader.query('begin isolation level repeatable read')
    await reader.query('select 1 from pg_class limit 1')
    const names = notes.map(({ caseId }) => `case:${caseId}`)
    await expect(forgetOwners(names)).rejects.toThrow(/keeps the old row in it/)
    expect(await unforgotten(names)).toEqual([])
    expect([await noteOf(notes[0]), await noteOf(notes[1])]).toEqual(['⟦?⟧', '⟦?⟧'])
    await reader.end()
    expect(await forgetOwners(names)).toBe(0)
  })

  it('sweeps a key whose transaction failed a month later, and no other', async () => {
    const note = await newNote('stays')
    const id = randomUUID()
    await sealed('note', caseOwner(randomUUID()), id, { body: 'never committed' })
    expect(await sweepOrphanKeys()).toMatchObject({ orphans: 1, destroyed: 0 })
    const later = new Date(Date.now() + 31 * 24 * 3_600_000)
    expect(await sweepOrphanKeys(later)).toMatchObject({ orphans: 1, destroyed: 1 })
    expect(await noteOf(note)).toBe('stays')
  })

  it('stops at a start beside a key server that has not its keys', async () => {
    const other = await keyDatabase()
    await beginsOnServer('/nowhere/key-file.json', other.url)
    await expect(assertKeysOfDatabase({ keyStore: 'none', keysUrl: other.url })).rejects.toThrow(
      /The key store behind KEYS_DATABASE_URL is not the one of this database/,
    )
  })

  it('keeps the copy that its settings ask for', async () => {
    const stop = startKeyCopies(20)
    await vi.waitFor(() => {
      expect(readdirSync(copies)).toEqual(['store.sqlite'])
    }, 10_000)
    expect(keyCopyIsLate()).toBe(false)
    stop()
  })

  it('is backed up and restored, joined with the keys on the server and with no older ones', async () => {
    const [kept, gone] = [await newNote('in the backup'), await newNote('gone since')]
    const [file, identity] = [path.join(ownFolder(), 'house.age'), path.join(ownFolder(), 'identity')]
    const recipient = await newIdentity(identity)
    const older = await keyDatabase()
    await beginsOnServer('/nowhere/key-file.json', older.url)
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    vi.stubEnv('DATABASE_MIGRATE_URL', DATABASE.migratorUrl)
    await backUp([file, '--recipient', recipient])
    await forgetOwners([`case:${gone.caseId}`])
    const target = await emptyHouse()
    vi.stubEnv('DATABASE_MIGRATE_URL', target.migratorUrl)
    vi.stubEnv('KEYS_DATABASE_URL', older.url)
    await expect(restore([file, '--identity', identity])).rejects.toThrow(
      /The key store behind KEYS_DATABASE_URL is older than the backup/,
    )
    vi.stubEnv('KEYS_DATABASE_URL', keys.url)
    await restore([file, '--identity', identity])
    expect(String(lines.mock.lastCall?.[0])).toMatch(
      /The house of .* is back: .*Forgotten, and not brought back: \d+ × case/s,
    )
    const note = 'select body from note where id = $1'
    expect(await target.look(note, [kept.id])).toEqual(await look(note, [kept.id]))
  })
})
