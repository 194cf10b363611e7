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
import { closeDb } from '../../lib/server/db.ts'

const house = inject('house')
const name = `test_${randomBytes(8).toString('hex')}`

/** The same login, another database. */
function at(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** Addresses of this file's database: as the app, as the migrator (owns the tables), as the superuser. */
export const DATABASE = {
  appUrl: at(house.appUrl, name),
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

/** A connection as the app's own login: what the database itself allows and refuses, without the app's manners. */
export async function asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: DATABASE.appUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
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
  for (const [setting, value] of Object.entries({ ...house.settings, DATABASE_URL: DATABASE.appUrl })) {
    vi.stubEnv(setting, value)
  }
})

afterAll(async () => {
  await closeDb()
  await curtain?.end()
})
