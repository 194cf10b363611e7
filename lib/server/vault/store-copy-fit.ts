/**
 * Whether a key store may take the place of a copy: only when it knows everything that the copy knows. An empty store that a
 * new disk began with, or an older one, would otherwise take the only keys there are.
 */
import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { copyStays, stampOf } from './copy-refusal.ts'
import { KEY_SERVER } from './key-server-faults.ts'
import { PATIENCE_MS } from './sqlite-patience.ts'
import { STORE_TABLE_NAMES, type StoreTable } from './store-tables.ts'
import { VaultError } from './vault-error.ts'

/**
 * Ids of the key-encryption keys that the store uses and that its copy does. `copy` is null where none stands, `stamp` what
 * was compared, `same` when every row is the same.
 */
export type StoreFit = {
  readonly uses: readonly string[]
  readonly copy: { readonly uses: readonly string[]; readonly stamp: string | null } | null
  readonly same: boolean
}

/** A file, or what was read from a server. */
export type StoreSource = string | DatabaseSync

/** Everything that would be lost with the copy, each with the words for it. */
const LOSSES: readonly (readonly [query: string, why: string])[] = [
  [
    'SELECT 1 FROM copy.data_key c WHERE NOT EXISTS (SELECT 1 FROM main.data_key k WHERE k.id = c.id) LIMIT 1',
    'has keys that the key store of this house does not know (another house, an empty one, or an older key store)',
  ],
  [
    `SELECT 1 FROM copy.data_key c JOIN main.data_key k ON k.id = c.id
     WHERE c.destroyed_at IS NOT NULL AND k.destroyed_at IS NULL LIMIT 1`,
    'knows of destroyed keys that the key store of this house still has (an older key store)',
  ],
  [
    `SELECT 1 FROM copy.forgotten c WHERE NOT EXISTS
       (SELECT 1 FROM main.forgotten f WHERE f.owner_kind = c.owner_kind AND f.owner_id = c.owner_id) LIMIT 1`,
    'knows of forgotten owners whom the key store of this house does not know (an older key store)',
  ],
]

/** Ids of the key-encryption keys that a store uses. */
export function usedBy(from: StoreSource): readonly string[] {
  return reading(from, (database) => usedIn(database, 'main'))
}

/** Compares a key store with its copy, which is only read. Throws VaultError `unusable` where the copy has to stay. */
export function storeFit(from: StoreSource, copy: string): StoreFit {
  const stamp = stampOf(copy)
  // An empty file is no key store of anybody.
  if (stamp === null || statSync(copy).size === 0) {
    return { uses: usedBy(from), copy: stamp === null ? null : { uses: [], stamp }, same: false }
  }
  if (['-wal', '-journal'].some((end) => statSync(copy + end, { throwIfNoEntry: false })?.size)) {
    throw copyStays(copy, 'was opened where it lies, and its newest rows stand in the log beside it')
  }
  return reading(from, (database) => {
    const loss = attached(database, copy)
    try {
      if (loss !== undefined) throw copyStays(copy, loss)
      return {
        uses: usedIn(database, 'main'),
        copy: { uses: usedIn(database, 'copy'), stamp },
        same: STORE_TABLE_NAMES.every((table) => areSame(database, table)),
      }
    } finally {
      detach(database)
    }
  })
}

/** Does work with what a store is read from. */
export function withSource<T>(from: StoreSource, work: (database: DatabaseSync) => T): T {
  if (typeof from !== 'string') return work(from)
  const database = new DatabaseSync(from, { timeout: PATIENCE_MS })
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** How a store that is copied is called. */
export function sourceInWords(from: StoreSource): string {
  return typeof from === 'string' ? from : KEY_SERVER
}

function reading<T>(from: StoreSource, work: (database: DatabaseSync) => T): T {
  try {
    return withSource(from, work)
  } catch (error) {
    if (error instanceof VaultError) throw error
    throw new VaultError(
      'unusable',
      `The key store ${sourceInWords(from)} does not answer, or is damaged: its copy was left as it is`,
    )
  }
}

/** Why the copy has to stay, if it has. Reads it without a lock, a log or anything else beside it. */
function attached(database: DatabaseSync, copy: string): string | undefined {
  try {
    database.prepare('ATTACH ? AS copy').run(`${pathToFileURL(copy).href}?immutable=1&mode=ro`)
    const [check] = database.prepare('PRAGMA copy.integrity_check(1)').all()
    if (check?.['integrity_check'] !== 'ok') return 'is damaged'
    for (const table of STORE_TABLE_NAMES) database.prepare(`SELECT 1 FROM copy.${table} LIMIT 1`).get()
  } catch {
    return existsSync(copy) ? 'is damaged, or no key store of this version' : 'went while it was compared'
  }
  return LOSSES.find(([query]) => database.prepare(query).get() !== undefined)?.[1]
}

/** Nothing of the copy stays attached to what is compared again later. */
function detach(database: DatabaseSync): void {
  const attachedToo = database.prepare(`SELECT 1 FROM pragma_database_list WHERE name = 'copy'`).get()
  if (attachedToo !== undefined) database.exec('DETACH copy')
}

function usedIn(database: DatabaseSync, where: 'main' | 'copy'): readonly string[] {
  const found = database.prepare(
    `SELECT wrapped_by FROM ${where}.data_key WHERE wrapped_by IS NOT NULL UNION SELECT wrapped_by FROM ${where}.wrapping`,
  )
  return found.all().map(({ wrapped_by }) => String(wrapped_by))
}

function areSame(database: DatabaseSync, table: StoreTable): boolean {
  const more = (a: string, b: string) =>
    database.prepare(`SELECT * FROM ${a}.${table} EXCEPT SELECT * FROM ${b}.${table} LIMIT 1`).get()
  return more('main', 'copy') === undefined && more('copy', 'main') === undefined
}
