/** What the migrations leave behind: the schema as written, an app that may use it and change nothing of it. */
import { describe, expect, it } from 'vitest'
import { applyMigrations, diffSql } from '../../../lib/server/postgres/migrate.ts'
import { asApp, asJobs, DATABASE, look } from '../../support/database.ts'

describe('the migrations', () => {
  it('leave nothing that the engine would change to reach prisma/schema', async () => {
    const statements = (await diffSql(DATABASE.migratorUrl, 'database'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('--'))
    expect(statements).toEqual([])
  })

  it('apply nothing a second time', async () => {
    expect(await applyMigrations(DATABASE.migratorUrl)).toEqual([])
  })

  it('leave nothing behind when they fail, and are tried again', async () => {
    await look(
      `update _prisma_migrations set finished_at = null, logs = 'the power went' where migration_name like '0002%'`,
    )
    // The tables of 0002 stand, so the second try fails on the first of them, and says so.
    await expect(applyMigrations(DATABASE.migratorUrl)).rejects.toThrow('already exists')
    await look(
      `update _prisma_migrations set finished_at = now(), rolled_back_at = null where migration_name like '0002%'`,
    )
  })
})

describe('the login of the app', () => {
  it('finds its tables, and that of the jobs the queue', async () => {
    const law = await asApp((client) => client.query('select count(*) > 0 as found from stage_move'))
    expect(law.rows).toEqual([{ found: true }])
    const queue = 'select count(*) = 1 as found from pgboss.version'
    await expect(asApp((client) => client.query(queue))).rejects.toThrow(/permission denied/)
    expect((await asJobs((client) => client.query(queue))).rows).toEqual([{ found: true }])
  })

  it.each([
    ['make a table', 'create table note_copy ()'],
    ['change a table', 'alter table note add column more text'],
    ['drop a table', 'drop table note'],
    ['make a role', 'create role another login'],
    ['become the owner', 'set role causeway_owner'],
    ['rewrite the law of moves', 'delete from stage_move'],
    ['rewrite the audit', 'update audit_entry set actor = actor'],
    ['change the job queue itself', 'drop table pgboss.job cascade'],
  ])('may not %s', async (_what, sql) => {
    await expect(asApp((client) => client.query(sql))).rejects.toThrow(/permission denied|must be owner/)
  })
})

describe('the embedded server', () => {
  it('listens on this machine only, asks for a password and keeps statements out of its log', async () => {
    const rows = await look<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in
        ('listen_addresses', 'unix_socket_directories', 'data_checksums', 'log_statement', 'log_error_verbosity')
       order by name`,
    )
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      log_error_verbosity: 'terse',
      log_statement: 'none',
      unix_socket_directories: '',
    })
    const doors = await look<{ auth_method: string }>('select distinct auth_method from pg_hba_file_rules')
    expect(doors).toEqual([{ auth_method: 'scram-sha-256' }])
  })
})
