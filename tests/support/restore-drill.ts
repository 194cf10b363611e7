/** A house backed up by the operator's command, restored by it into a fresh data folder with a cluster of its own, and compared. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { newIdentity } from '../../cli/backup-keys.ts'
import { openEmbedded } from '../../cli/embedded.ts'
import { ensureSecrets } from '../../cli/secrets.ts'
import { newStops } from '../../cli/stops.ts'
import { childEnvironment } from '../../lib/server/env.ts'
import { databaseName } from '../../lib/server/postgres/house-database.ts'
import { canReach } from '../../lib/server/postgres/reach.ts'
import { identityFor } from '../../lib/server/postgres/system-user.ts'
import { copyKeys } from '../../lib/server/vault/key-copy.ts'
import { contentsOf } from './backups.ts'

const root = path.resolve(import.meta.dirname, '../..')

export type Said = { readonly code: number | null; readonly said: string }

/** Runs the operator's command with what is typed. */
export async function causeway(
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
  typed: readonly string[] = [],
): Promise<Said> {
  const none = { DATABASE_URL: '', DATABASE_JOBS_URL: '', CAUSEWAY_BACKUP_RECIPIENTS: '' }
  const child = spawn(process.execPath, ['--conditions=react-server', 'cli/causeway.ts', ...words], {
    cwd: root,
    env: childEnvironment({ ...none, ...settings }),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stdin.end(typed.map((line) => `${line}\n`).join(''))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

/** What is backed up: a database, and where its keys are. */
export type Source = {
  readonly migratorUrl: string
  readonly superuserUrl: string
  readonly keyStore: string
  readonly keyFile: string
}

export type Compared = {
  readonly rows: number
  readonly backupMs: number
  readonly restoreMs: number
  /** Tables that do not say the same in both. */
  readonly different: readonly string[]
  readonly tables: number
}

/** Does all of it, in a folder that goes afterwards. */
export async function backUpAndRestore({ migratorUrl, superuserUrl, ...keys }: Source): Promise<Compared> {
  const folder = mkdtempSync(path.join(base(), 'causeway-restore-'))
  try {
    chmodSync(folder, 0o711)
    const house = path.join(folder, 'house')
    mkdirSync(path.join(house, 'keys'), { recursive: true, mode: 0o711 })
    chmodSync(house, 0o711)
    const identity = path.join(folder, 'identity')
    const recipient = await newIdentity(identity)
    const file = path.join(folder, 'house.age')
    const own = { CAUSEWAY_KEY_STORE: keys.keyStore, CAUSEWAY_KEY_FILE: keys.keyFile }
    const from = performance.now()
    const told = await done(
      causeway(['backup', file, '--recipient', recipient], { ...own, DATABASE_MIGRATE_URL: migratorUrl }),
    )
    const between = performance.now()
    // The newest keys, from their own copy.
    const copies = path.join(folder, 'copies')
    mkdirSync(copies, { mode: 0o700 })
    const copy = await copyKeys(keys, copies)
    const places = { CAUSEWAY_KEY_STORE: copy.keyStore, CAUSEWAY_KEY_FILE: copy.keyFile }
    await done(
      causeway(['restore', file, '--identity', identity, '--data', house], {
        ...places,
        DATABASE_MIGRATE_URL: '',
      }),
    )
    const until = performance.now()
    const [source, there] = [await contentsBehind(superuserUrl), await contentsOfHouse(house)]
    const tables = Object.keys(source)
    return {
      rows: Number(/with (\d+) rows/.exec(told)?.[1]),
      backupMs: Math.round(between - from),
      restoreMs: Math.round(until - between),
      different: tables.filter((table) => source[table] !== there[table]),
      tables: tables.length,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a house in a data folder holds; it does not run. */
async function contentsOfHouse(folder: string): Promise<Readonly<Record<string, string>>> {
  const stops = newStops()
  try {
    const { embedded } = await openEmbedded(folder, ensureSecrets(folder), stops)
    const url = new URL(embedded?.superuserUrl ?? '')
    url.pathname = `/${databaseName}`
    return await contentsBehind(url.href)
  } finally {
    await stops.all()
  }
}

async function contentsBehind(superuserUrl: string): Promise<Readonly<Record<string, string>>> {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 1 })
  try {
    return await contentsOf(
      async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
        (await pool.query<Row>(sql, [...values])).rows,
    )
  } finally {
    await pool.end()
  }
}

/** A folder that the database's user can enter, also where the tests run as root. */
function base(): string {
  const identity = identityFor('')
  return ['/tmp', '/var/lib/causeway'].find((folder) => canReach(folder, identity)) ?? '/tmp'
}

async function done(command: Promise<Said>): Promise<string> {
  const { code, said } = await command
  if (code !== 0) throw new Error(said)
  return said
}
