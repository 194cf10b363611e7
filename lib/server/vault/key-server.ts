/**
 * The way to the server of the key store: few connections, short waits, and every fault in words. Whatever the server's own
 * settings are, a change is on its disk before it is reported.
 */
import pg from 'pg'
import { faultOf, KEY_SERVER, otherFormat } from './key-server-faults.ts'
import { FORMAT } from './postgres-schema.ts'
import { VaultError } from './vault-error.ts'

/** Connections of one process: openings are short. */
const POOL_SIZE = 4
const CONNECT_MS = 3_000
const STATEMENT_MS = 4_000
const LOCK_MS = 3_000

export type KeyServer = {
  /** The rows of one question. Throws VaultError `unusable`. */
  read(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** All of the work, or nothing of it when it throws or gives null; nobody else changes anything meanwhile. Throws as `read` does. */
  write<T>(work: (ask: Ask) => Promise<T | null>): Promise<T | null>
  /** Work on a connection outside a transaction, which is closed afterwards. Throws as `read` does. */
  aside<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export type Row = Readonly<Record<string, unknown>>
export type Ask = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>

function settingsOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'causeway keys',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: 2 * STATEMENT_MS,
    // The server's own limits do not reach a machine whose line is dead.
    query_timeout: STATEMENT_MS + 1_000,
    keepAlive: true,
  }
}

/** Opens no connection yet. */
export function keyServer(url: string): KeyServer {
  const pool = new pg.Pool({ ...settingsOf(url), max: POOL_SIZE, allowExitOnIdle: true })
  // A connection that ends while nobody uses it; the next one who asks gets another.
  pool.on('error', () => undefined)
  // The same while it waits in somebody's hand.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const known = new WeakSet<pg.PoolClient>()
  let closing: Promise<void> | undefined

  async function connected(): Promise<pg.PoolClient> {
    let client: pg.PoolClient
    try {
      client = await pool.connect()
    } catch (error) {
      throw faultOf(error, true)
    }
    if (known.has(client)) return client
    try {
      await assertOurs(client)
      known.add(client)
      return client
    } catch (error) {
      client.release(true)
      throw faultOf(error, false)
    }
  }

  /** A connection on which something went wrong is not used again. */
  async function on<T>(work: (client: pg.PoolClient) => Promise<T>, once = false): Promise<T> {
    const client = await connected()
    let whole = false
    try {
      const done = await work(client)
      whole = !once
      return done
    } catch (error) {
      throw faultOf(error, false)
    } finally {
      client.release(!whole)
    }
  }

  return {
    read: (sql, values = []) => on(async (client) => (await client.query<Row>(sql, [...values])).rows),
    write: (work) =>
      on(async (client) => {
        await begin(client)
        const done = await work(async (sql, values = []) => (await client.query<Row>(sql, [...values])).rows)
        await client.query(done === null ? 'ROLLBACK' : 'COMMIT')
        return done
      }),
    aside: (work) => on(work, true),
    close: () => (closing ??= pool.end()),
  }
}

/** One piece of work on a connection of its own, whatever stands on the server. Throws VaultError `unusable`. */
export async function withKeyServer<T>(url: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  let connecting = true
  let client: pg.Client | undefined
  try {
    client = new pg.Client(settingsOf(url))
    // What it breaks off with is told by whoever waits for it.
    client.on('error', () => undefined)
    await client.connect()
    connecting = false
    return await work(client)
  } catch (error) {
    throw faultOf(error, connecting)
  } finally {
    await client?.end().catch(() => undefined)
  }
}

/** Begins a change: durable whatever the server's default is, and alone. `first` comes before the tables are needed. */
export async function begin(client: pg.ClientBase, first?: () => Promise<void>): Promise<void> {
  await client.query('BEGIN')
  await client.query('SET LOCAL synchronous_commit TO on')
  await first?.()
  await client.query('SELECT 1 FROM causeway_keys.about FOR UPDATE')
}

/** Throws VaultError for a store of another version, and for a copy of a server, which may not know of a destruction yet. */
export async function assertOurs(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<Row>(
    'SELECT format, pg_is_in_recovery() AS standby FROM causeway_keys.about',
  )
  if (rows[0]?.['format'] !== FORMAT) throw otherFormat()
  if (rows[0]['standby'] === true) throw standby()
}

/** What is said of a server that only follows another one. */
export function standby(): VaultError {
  return new VaultError(
    'unusable',
    `The key store ${KEY_SERVER} is a copy that follows another server (a standby), and may not know yet what was destroyed. Name the first server`,
  )
}
