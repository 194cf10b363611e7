/**
 * A database of one's own for each file of feature tests: a clone of the migrated template, in which services, stores
 * and `act` work as they do in the server. Loaded before each file; tests import what they need from here.
 *
 *     import { look } from '../support/database.ts'
 *     const [row] = await look<{ stage: string }>('select stage from case_file where id = $1', [id])
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject, vi } from 'vitest'
import type { Actor } from '../../lib/domain/policy/roles.ts'
import { contextOf } from '../../lib/server/act/context.ts'
import { closeDb } from '../../lib/server/db.ts'
import { closeVault } from '../../lib/server/vault/vault.ts'

const house = inject('house')
const name = `test_${randomBytes(8).toString('hex')}`

/** The same login, another database. */
function at(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Addresses of this file's database: as the app, as its jobs, as the migrator (owns the tables), as the superuser. */
export const DATABASE = {
  appUrl: at(house.appUrl, name),
  jobsUrl: at(house.jobsUrl, name),
  migratorUrl: at(house.migratorUrl, name),
  superuserUrl: at(house.superuserUrl, name),
} as const

let curtain: pg.Pool | undefined

/**
 * Looks behind the curtain, or prepares what no service may do: runs SQL as the superuser, past every door.
 * Returns the rows.
 */
export async function look<Row extends pg.QueryResultRow>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  curtain ??= new pg.Pool({ connectionString: DATABASE.superuserUrl, max: 4 })
  const { rows } = await curtain.query<Row>(sql, [...values])
  return rows
}

/**
 * A connection as the app's own login: what the database itself allows and refuses, without the app's manners. With an
 * actor all of it is one transaction in their signed context; without, there is none.
 */
export async function asApp<T>(work: (client: pg.Client) => Promise<T>, actor?: Actor): Promise<T> {
  return connected(DATABASE.appUrl, work, actor)
}

/** The same as the login of what the house does by itself. */
export async function asJobs<T>(work: (client: pg.Client) => Promise<T>, actor?: Actor): Promise<T> {
  return connected(DATABASE.jobsUrl, work, actor)
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>, actor?: Actor): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    if (actor === undefined) return await work(client)
    await enter(client, actor)
    const done = await work(client)
    await client.query('commit')
    return done
  } finally {
    await client.end()
  }
}

/** Begins a transaction in the context of an actor, as `act` does. */
export async function enter(client: pg.Client, actor: Actor): Promise<void> {
  await client.query('begin')
  await client.query('select law.enter($1)', [contextOf(actor)])
}

beforeAll(async () => {
  const client = new pg.Client({ connectionString: at(house.superuserUrl, 'postgres') })
  await client.connect()
  try {
    const template = new URL(house.appUrl).pathname.slice(1)
    const { rows } = await client.query<{ owner: string }>(
      'select pg_get_userbyid(datdba) as owner from pg_database where datname = $1',
      [template],
    )
    await client.query(`create database ${name} template ${template} owner ${rows[0]?.owner ?? 'postgres'}`)
  } finally {
    await client.end()
  }
  const { appUrl: DATABASE_URL, jobsUrl: DATABASE_JOBS_URL } = DATABASE
  for (const [setting, value] of Object.entries({ ...house.settings, DATABASE_URL, DATABASE_JOBS_URL })) {
    vi.stubEnv(setting, value)
  }
})

afterAll(async () => {
  await closeDb()
  await closeVault()
  await curtain?.end()
})
