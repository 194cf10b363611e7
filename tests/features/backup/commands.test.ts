/** The operator's commands: from one house into another, by keys or by a passphrase, which are never an argument. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { backUp, restore } from '../../../cli/backup.ts'
import { newIdentity } from '../../../cli/backup-keys.ts'
import { LEFT_OUT } from '../../../lib/server/postgres/backup/tables.ts'
import { backedUp, emptyHouse, ownFolder } from '../../support/backups.ts'
import { makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { DATABASE } from '../../support/database.ts'
import { backUpAndRestore, causeway } from '../../support/restore-drill.ts'
import { put } from '../../support/sealed.ts'

const PASSPHRASE = 'seven grey herons at the salt gate'
const { settings } = inject('house')
const { CAUSEWAY_KEY_STORE: keyStore = '', CAUSEWAY_KEY_FILE: keyFile = '' } = settings
const here = { ...settings, DATABASE_MIGRATE_URL: DATABASE.migratorUrl }

beforeAll(async () => {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  for (let count = 0; count < 3; count++) {
    const file = await makeCase(team, [mina], 'transit')
    await put('note', { case_id: file.id, body: 'a word', recorded_by: mina.personId })
  }
})

describe('the commands', () => {
  it('bring a house into a cluster of its own in a fresh data folder, table by table the same', async () => {
    const { migratorUrl, superuserUrl } = DATABASE
    const compared = await backUpAndRestore({ migratorUrl, superuserUrl, keyStore, keyFile })
    expect(compared.different.filter((table) => !(table in LEFT_OUT))).toEqual([])
    expect(compared.tables).toBeGreaterThan(30)
    expect(compared.rows).toBeGreaterThan(20)
  })

  it('take a passphrase that is typed twice, or stands in a file of its owner alone', async () => {
    const folder = ownFolder()
    const file = path.join(folder, 'house.age')
    const made = await causeway(['backup', file], here, [PASSPHRASE, PASSPHRASE])
    expect(made).toMatchObject({ code: 0 })
    expect(made.said).not.toContain(PASSPHRASE)
    const target = await emptyHouse()
    vi.stubEnv('DATABASE_MIGRATE_URL', target.migratorUrl)
    const kept = path.join(folder, 'passphrase')
    writeFileSync(kept, 'seven grey herons at the sea\n', { mode: 0o600 })
    await expect(restore([file, '--passphrase-file', kept])).rejects.toThrow(/does not open the backup/)
    expect(await target.look('select from person')).toEqual([])
    writeFileSync(kept, `${PASSPHRASE}\n`)
    chmodSync(kept, 0o640)
    await expect(restore([file, '--passphrase-file', kept])).rejects.toThrow(
      /may be read by others than its owner/,
    )
    chmodSync(kept, 0o600)
    const there = { ...settings, DATABASE_MIGRATE_URL: target.migratorUrl }
    const back = await causeway(['restore', file, '--passphrase-file', kept], there)
    expect(back).toMatchObject({ code: 0 })
    expect(back.said).toMatch(/The house of .* is back: \d+ tables with \d+ rows, 0 files/)
    expect((await target.look('select from case_file')).length).toBe(3)
  })

  it('touch no house that is in use, nor a database of something else, not even to bring it up to date', async () => {
    const folder = ownFolder()
    const [file, identity] = [path.join(folder, 'house.age'), path.join(folder, 'identity')]
    const recipient = await newIdentity(identity)
    await backedUp(file, { kind: 'recipients', recipients: [recipient] })
    const used = await emptyHouse()
    await used.look(`insert into team (id, name, time_zone) values (gen_random_uuid(), 'Here', 'UTC')`)
    const other = await emptyHouse()
    await other.look(`alter table _prisma_migrations rename to something_else`)
    const older = await emptyHouse()
    await older.look(`delete from _prisma_migrations where migration_name like '0017%'`)
    for (const [house, words] of [
      [used, 'it holds rows of team'],
      [other, 'it holds tables of something else'],
      [older, 'Another version of Causeway'],
    ] as const) {
      const state = () => house.look('select * from law.context_key')
      const before = await state()
      vi.stubEnv('DATABASE_MIGRATE_URL', house.migratorUrl)
      vi.stubEnv('CAUSEWAY_SECRET', 'B'.repeat(43).replace(/.$/, 'A'))
      await expect(restore([file, '--identity', identity])).rejects.toThrow(words)
      expect(await state()).toEqual(before)
    }
    vi.stubEnv('CAUSEWAY_SECRET', settings['CAUSEWAY_SECRET'])
  })

  it.each([
    ['a short one', 'short', '15 to 256 characters'],
    ['a common one', 'passwordpassword123', 'among the first that are tried'],
  ])('take no passphrase that is %s', async (_, passphrase, words) => {
    const folder = ownFolder()
    const kept = path.join(folder, 'passphrase')
    writeFileSync(kept, passphrase, { mode: 0o600 })
    vi.stubEnv('DATABASE_MIGRATE_URL', DATABASE.migratorUrl)
    await expect(backUp([path.join(folder, 'house.age'), '--passphrase-file', kept])).rejects.toThrow(words)
  })

  it('make keys for somebody, once, and tell what is missing or misspelled', async () => {
    const folder = ownFolder()
    const identity = path.join(folder, 'identity')
    expect(await newIdentity(identity)).toMatch(/^age1[a-z0-9]+$/)
    expect(statSync(identity).mode & 0o777).toBe(0o600)
    const before = readFileSync(identity, 'utf8')
    expect(before).toMatch(/AGE-SECRET-KEY-/)
    await expect(newIdentity(identity)).rejects.toThrow(/is there already/)
    expect(readFileSync(identity, 'utf8')).toBe(before)
    const empty = path.join(folder, 'empty')
    mkdirSync(empty)
    for (const name of ['DATABASE_URL', 'DATABASE_JOBS_URL', 'DATABASE_MIGRATE_URL']) vi.stubEnv(name, '')
    await expect(backUp(['x.age', '--data', empty])).rejects.toThrow(`There is no house in ${empty}.`)
    await expect(backUp([])).rejects.toThrow('causeway backup TARGET')
    await expect(backUp(['x.age', '--passphrase', PASSPHRASE])).rejects.toThrow('causeway backup TARGET')
    await expect(restore(['none.age', '--identity', identity, '--data', empty])).rejects.toThrow(
      'There is no file',
    )
    vi.stubEnv('CAUSEWAY_KEY_STORE', '')
    vi.stubEnv('CAUSEWAY_KEY_FILE', '')
    await expect(restore(['none.age', '--data', empty])).rejects.toThrow(
      /store\.sqlite is missing\. Put the newest copies/,
    )
    expect(readdirSync(empty)).toEqual([])
  })
})
