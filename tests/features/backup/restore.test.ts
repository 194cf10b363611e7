/** A backup goes into an empty house and is there what it was, row by row; into anything else it does not go. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { writeBackup } from '../../../lib/server/backup/backup-file.ts'
import { LEFT_OUT } from '../../../lib/server/postgres/backup/tables.ts'
import {
  backedUp,
  contentsOf,
  emptyHouse,
  houseEntries,
  keeper,
  ownFolder,
  restored,
} from '../../support/backups.ts'
import { addTask, makeCase, makePerson, makeTeam, openCriticalIncident } from '../../support/cast.ts'
import { look } from '../../support/database.ts'
import { put } from '../../support/sealed.ts'

let mina: PersonActor

beforeAll(async () => {
  const team = await makeTeam()
  mina = await makePerson(['caseworker'], team, { onCall: true })
  for (const stage of ['contact', 'safe-house', 'transit', 'hanawon'] as const) {
    const file = await makeCase(team, [mina], stage)
    await addTask(file, mina, { title: 'Two lines\nand a \\ backslash\twith a tab' })
    await openCriticalIncident(file, mina.personId)
    await put('note', { case_id: file.id, body: '한글 Кириллица', recorded_by: mina.personId })
  }
  await look(
    `insert into audit_entry (action, key_id, salt, payload, actor) values ('x', 'clear', '\\x00ff', '\\x0a', $1)`,
    [mina.personId],
  )
  await look(
    `insert into session (id, person_id, token_hash, expires_at) values (gen_random_uuid(), $1, '\\x01', now())`,
    [mina.personId],
  )
  await look(`insert into stored_orphan (stored_as) values (gen_random_uuid())`)
  await look(`update house_limit set value = 33`)
})

/** What the house does not give away, and what its migrations say by themselves. */
function withoutLeftOut(contents: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(contents).filter(([table]) => !(table in LEFT_OUT)))
}

describe('a backup', () => {
  it('brings back every row of every table and every file, and nothing that opens a door', async () => {
    const folder = ownFolder()
    const { sealing, unsealing } = await keeper()
    const documents = path.join(folder, 'documents')
    mkdirSync(path.join(documents, 'ab'), { recursive: true })
    writeFileSync(path.join(documents, 'ab', 'one.bin'), Buffer.alloc(3_000_000, 7))
    writeFileSync(path.join(documents, 'empty'), '')
    const file = path.join(folder, 'house.age')
    const made = await backedUp(file, sealing, documents)
    expect(made).toMatchObject({ file, files: 2 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).toSorted()).toEqual(['documents', 'house.age'])

    const target = await emptyHouse()
    const into = path.join(folder, 'other', 'documents')
    mkdirSync(path.dirname(into))
    const done = await restored(file, unsealing, { migratorUrl: target.migratorUrl, documents: into })
    expect(done).toMatchObject({
      rows: made.rows,
      tables: made.tables,
      files: 2,
      forgotten: [],
      unknownKeys: 0,
    })
    const source = await contentsOf(look)
    const there = await contentsOf((sql, values) => target.look(sql, values))
    expect(withoutLeftOut(there)).toEqual(withoutLeftOut(source))
    expect(there['case_file']?.length).toBeGreaterThan(100)
    expect(source['session']).not.toBe('')
    expect(there['session']).toBe('')
    // A restored house has missed no file yet.
    expect(source['stored_orphan']).not.toBe('')
    expect(there['stored_orphan']).toBe('')
    expect(readFileSync(path.join(into, 'ab', 'one.bin'))).toEqual(Buffer.alloc(3_000_000, 7))
    expect(readFileSync(path.join(into, 'empty'))).toHaveLength(0)
  })

  it('leaves every guard of the tables as it was, and the next row takes the next number', async () => {
    const { sealing, unsealing } = await keeper()
    const file = path.join(ownFolder(), 'house.age')
    await backedUp(file, sealing)
    const target = await emptyHouse()
    const guards = `select c.relname, c.relrowsecurity, c.relforcerowsecurity, t.tgname, t.tgenabled, t.tgdeferrable
      from pg_class c left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1, 4`
    const keys = `select conrelid::regclass::text, conname, condeferrable, condeferred, convalidated from pg_constraint
      where connamespace = 'public'::regnamespace order by 1, 2`
    const before = [await target.look(guards), await target.look(keys)]
    await restored(file, unsealing, { migratorUrl: target.migratorUrl })
    expect([await target.look(guards), await target.look(keys)]).toEqual(before)
    const [last] = await look<{ id: string }>('select max(id) as id from audit_entry')
    const [next] = await target.look<{ id: string }>(
      `insert into audit_entry (action, key_id, salt, payload) values ('x', 'clear', '', '') returning id`,
    )
    expect(BigInt(next?.id ?? 0)).toBe(BigInt(last?.id ?? 0) + 1n)
    // The app's login sees nothing without a context, as before.
    const client = new pg.Client({ connectionString: target.appUrl })
    await client.connect()
    const seen = await client.query('select from case_file').finally(() => client.end())
    expect(seen.rowCount).toBe(0)
  })

  it('goes into no house that has something in it, and changes nothing there', async () => {
    const folder = ownFolder()
    const { sealing, unsealing } = await keeper()
    const file = path.join(folder, 'house.age')
    await backedUp(file, sealing)
    const target = await emptyHouse()
    await target.look(`insert into team (id, name, time_zone) values (gen_random_uuid(), 'Here', 'UTC')`)
    await expect(restored(file, unsealing, { migratorUrl: target.migratorUrl })).rejects.toThrow(
      /not empty: it holds rows of team/,
    )
    expect(await target.look('select from person')).toEqual([])
    await target.look('delete from team')
    const documents = path.join(folder, 'documents')
    mkdirSync(documents)
    writeFileSync(path.join(documents, 'one'), '1')
    await expect(restored(file, unsealing, { migratorUrl: target.migratorUrl, documents })).rejects.toThrow(
      /has files already/,
    )
    expect(readFileSync(path.join(documents, 'one'), 'utf8')).toBe('1')
    await restored(file, unsealing, { migratorUrl: target.migratorUrl })
    expect((await target.look('select from person')).length).toBeGreaterThan(0)
  })

  it.each([
    ['a table that it may not read', 'create table extra (id uuid)', 'drop table extra', 'extra'],
    [
      'a table of which it sees some rows',
      'drop policy backup_reads on note',
      'create policy backup_reads on note for select to causeway_backup using (true)',
      'note',
    ],
    [
      'a table of which somebody hides rows',
      'create policy hides on task as restrictive for select using (version > 1)',
      'drop policy hides on task',
      'task',
    ],
  ])('is not made of a house with %s, and is once that is mended', async (_, harm, mend, named) => {
    const folder = ownFolder()
    const { sealing } = await keeper()
    const house = await emptyHouse()
    const made = () =>
      writeBackup(path.join(folder, 'house.age'), sealing, houseEntries(house.migratorUrl, `${folder}/none`))
    await house.look(harm)
    await expect(made()).rejects.toThrow(`The backup may not read all of: ${named}. Nothing was written.`)
    expect(readdirSync(folder)).toEqual([])
    await house.look(mend)
    expect((await made()).tables).toBeGreaterThan(30)
  })

  it('of another version of the tables is told by name, and changes nothing', async () => {
    const { sealing, unsealing } = await keeper()
    const file = path.join(ownFolder(), 'house.age')
    await backedUp(file, sealing)
    const target = await emptyHouse()
    await target.look(`update _prisma_migrations set checksum = 'x' where migration_name like '0014%'`)
    await expect(restored(file, unsealing, { migratorUrl: target.migratorUrl })).rejects.toThrow(
      /Another version of Causeway made this backup: its last migration is/,
    )
    expect(await target.look('select from person')).toEqual([])
  })
})
