/** Key stores on the second server of the test run, each in a database of its own that goes after the test. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { keyFile, makeKeyFile } from '../../lib/server/vault/key-file.ts'
import { beginsOnServer } from '../../lib/server/vault/key-server-start.ts'
import { keyring, type Keyring } from '../../lib/server/vault/keyring.ts'
import { openPostgresKeyStore } from '../../lib/server/vault/postgres-key-store.ts'

export type KeyDatabase = {
  /** The login that a house has: it owns the database, and nothing else. */
  readonly url: string
  readonly superuserUrl: string
  /** Looks behind the curtain, as the superuser. */
  readonly look: <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>
}

/** Takes what has to be done at the end: of the test, unless another end is named. */
type Ends = (work: () => Promise<void>) => void

/** An empty database on the key server. */
export async function keyDatabase(ends: Ends = onTestFinished): Promise<KeyDatabase> {
  const server = inject('house').keyServerUrl
  if (server == null) throw new Error('the test run has no key server')
  const name = `keys_${randomBytes(8).toString('hex')}`
  const password = randomBytes(8).toString('hex')
  const outside = new pg.Client({ connectionString: server })
  await outside.connect()
  await outside.query(`create role ${name} login password '${password}'`)
  await outside.query(`create database ${name} owner ${name}`)
  const at = (change: (url: URL) => void): string => {
    const changed = new URL(server)
    changed.pathname = `/${name}`
    change(changed)
    return changed.href
  }
  const superuserUrl = at(() => undefined)
  const curtain = new pg.Pool({ connectionString: superuserUrl, max: 2 })
  // The database may be dropped before its server has heard that a connection is closed.
  curtain.on('error', () => undefined)
  ends(async () => {
    await curtain.end()
    // Postgres waits some seconds for connections that are on their way out.
    await outside
      .query(`drop database ${name}`)
      .catch(() => outside.query(`drop database ${name} with (force)`))
    await outside.query(`drop role ${name}`)
    await outside.end()
  })
  return {
    url: at((url) => Object.assign(url, { username: name, password })),
    superuserUrl,
    async look<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await curtain.query<Row>(sql, [...values])).rows
    },
  }
}

export type ServerVault = KeyDatabase & {
  readonly folder: string
  /** Where no file is: the name that a copy takes. */
  readonly keyStore: string
  readonly keyFile: string
  readonly keysUrl: string
  readonly ring: Keyring
  /** The same vault as another process or machine opens it, there or over another line. */
  readonly again: (url?: string) => Keyring
}

/** A new vault with its store on the key server. */
export async function serverVault(): Promise<ServerVault> {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-vault-'))
  const place = path.join(folder, 'key-file.json')
  const rings: Keyring[] = []
  const database = await keyDatabase()
  onTestFinished(async () => {
    for (const ring of rings) await ring.close()
    rmSync(folder, { recursive: true, force: true })
  })
  if (await beginsOnServer(place, database.url)) makeKeyFile(place)
  const again = (url = database.url): Keyring => {
    const ring = keyring(openPostgresKeyStore(url), keyFile(place))
    rings.push(ring)
    return ring
  }
  const keyStore = path.join(folder, 'keys', 'store.sqlite')
  return { ...database, folder, keyStore, keyFile: place, keysUrl: database.url, ring: again(), again }
}

export type Line = {
  readonly url: string
  /** Breaks every connection, and takes no new one. */
  cut(): Promise<void>
  /** Lets nothing through any more, and tells nobody. */
  hush(): void
  mend(): Promise<void>
}

/** A line of wire to a server that can be cut: what a house sees when the server, or the way to it, goes. */
export async function lineTo(url: string): Promise<Line> {
  const there = new URL(url)
  const ends = new Set<Socket>()
  let silent = false
  const server = createServer((near) => {
    const far = connect(Number(there.port), there.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('data', (data) => silent || other.write(data))
      one.on('error', () => undefined)
      one.once('close', () => {
        ends.delete(one)
        other.destroy()
      })
    }
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const cut = async (): Promise<void> => {
    const closed = new Promise<void>((done) => server.close(() => done()))
    for (const end of ends) end.destroy()
    await closed
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const here = new URL(url)
  here.port = String(port)
  onTestFinished(async () => {
    if (server.listening) await cut()
  })
  return {
    url: here.href,
    cut,
    hush: () => {
      silent = true
    },
    async mend() {
      silent = false
      if (!server.listening) await listen(port)
    },
  }
}
