/**
 * A whole key store from a file to a server and back: into an empty one only, all of it or nothing, and compared before it
 * counts. What was there stays: whoever moves destroys it when the house opens with the new one.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type pg from 'pg'
import { putInPlace } from '../durable-file.ts'
import { KEY_SERVER } from './key-server-faults.ts'
import { assertOurs, begin, withKeyServer } from './key-server.ts'
import { isUntouched, makeTables } from './postgres-schema.ts'
import { assertOwnLog } from './sqlite-file.ts'
import { storeFit } from './store-copy-fit.ts'
import { writeStoreFile } from './store-file.ts'
import { snapshotOf } from './store-snapshot.ts'
import { postgresRows, putIntoPostgres, rowInWords, sqliteRows, STORE_TABLE_NAMES } from './store-tables.ts'
import { VaultError } from './vault-error.ts'

/** How many keys were moved, and how many of them are destroyed. */
export type Moved = { readonly keys: number; readonly tombstones: number }

/** Fills the empty store of a server with all that a file has. Throws VaultError `unusable`; nothing is changed then. */
export async function moveToServer(file: string, url: string): Promise<Moved> {
  const source = readable(file)
  try {
    return await withKeyServer(url, async (client) => {
      await begin(client, () => makeTables(client))
      await assertOurs(client)
      if (!(await isUntouched(client))) {
        throw new VaultError(
          'unusable',
          `The key store ${KEY_SERVER} has keys already, or knows of forgotten owners: nothing is ever put over them. Name an empty database`,
        )
      }
      await client.query('DELETE FROM causeway_keys.orphan')
      for (const table of STORE_TABLE_NAMES) {
        for (const rows of sqliteRows(source, table)) await putIntoPostgres(client, table, rows)
      }
      await assertSame(source, client)
      // Another store than the empty one: who remembered something of that asks anew.
      await client.query('UPDATE causeway_keys.about SET made = gen_random_uuid()')
      await client.query('COMMIT')
      return counted(source)
    })
  } finally {
    source.close()
  }
}

/** Writes all that a server's store has into a new file. Throws VaultError `unusable`; no file is left then. */
export async function moveToFile(url: string, file: string): Promise<Moved> {
  // Also a log that is left of a store that stood there: SQLite would write it over the new one.
  const taken = ['', '-wal', '-shm', '-journal'].map((end) => file + end).find((one) => existsSync(one))
  if (taken !== undefined) {
    throw new VaultError(
      'unusable',
      `${taken} is there already: nothing is ever put over it. Name a new file`,
    )
  }
  const snapshot = await snapshotOf(url)
  const fresh = `${file}.new`
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    writeStoreFile(snapshot, fresh)
    if (!storeFit(snapshot, fresh).same) throw notTheSame(file)
    putInPlace(fresh, file)
    return counted(snapshot)
  } finally {
    rmSync(fresh, { force: true })
    snapshot.close()
  }
}

/** SQLITE_BUSY. */
const HELD = 5

/**
 * Whole, of this version, and for nobody else until it is closed: a house that has it open, or opens it, would make keys in it
 * that are not moved.
 */
function readable(file: string): DatabaseSync {
  if (!existsSync(file)) throw new VaultError('unusable', `There is no file ${file}`)
  assertOwnLog(file)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    const [check] = database.prepare('PRAGMA integrity_check(1)').all()
    if (check?.['integrity_check'] !== 'ok') throw new Error('damaged')
    for (const table of STORE_TABLE_NAMES) database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get()
    return database
  } catch (error) {
    database?.close()
    const held = error instanceof Error && 'errcode' in error && error.errcode === HELD
    throw new VaultError(
      'unusable',
      held
        ? `${file} is open in another process. Stop the house: keys that it makes meanwhile would be lost`
        : `${file} is damaged, or no key store of this version`,
    )
  }
}

/** What was just written, read back. */
async function assertSame(source: DatabaseSync, client: pg.ClientBase): Promise<void> {
  for (const table of STORE_TABLE_NAMES) {
    const pages = sqliteRows(source, table)
    for await (const rows of postgresRows(client, table)) {
      const page = pages.next()
      const words = (page.done === true ? [] : page.value).map((row) => rowInWords(table, row))
      if (rows.length !== words.length || rows.some((row, at) => rowInWords(table, row) !== words[at])) {
        throw notTheSame(`The key store ${KEY_SERVER}`)
      }
    }
    if (pages.next().done !== true) throw notTheSame(`The key store ${KEY_SERVER}`)
  }
}

function notTheSame(what: string): VaultError {
  return new VaultError(
    'unusable',
    `${what} did not become what it was filled from, and was given up. Try again`,
  )
}

function counted(source: DatabaseSync): Moved {
  const row = source.prepare('SELECT count(*) AS keys, count(destroyed_at) AS gone FROM data_key').get()
  return { keys: Number(row?.['keys']), tombstones: Number(row?.['gone']) }
}
