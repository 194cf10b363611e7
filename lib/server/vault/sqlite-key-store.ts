/**
 * The key store as one SQLite file of its own. `secure_delete` writes zeros over what is deleted, and after a destruction
 * the write-ahead log is cut too: no page of either keeps the wrapped key. Every commit is synced before it is reported.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { isDestroyed, type KeyStore, type StoredKey, type Tombstone } from './key-store.ts'
import { OWNER_KINDS, type Owner } from './owners.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { VaultError } from './vault-error.ts'

/** Keys that are wrapped anew in one transaction: some milliseconds, for which others wait. */
const STEP = 200
const PAUSE_MS = 2

type Row = Record<string, SQLOutputValue>

/** Opens the key store. Throws VaultError `unusable` for a file that is missing or none. */
export function openSqliteKeyStore(file: string): KeyStore {
  const database = openSqliteFile(file)
  const insert = database.prepare(
    `INSERT INTO data_key (id, owner_kind, owner_id, version, wrapped_by, wrapped)
     SELECT ?, ?, ?, ?, w.wrapped_by, ? FROM wrapping w WHERE w.wrapped_by = ?
     ON CONFLICT DO NOTHING`,
  )
  const begin = database.prepare(
    'INSERT INTO wrapping (only, wrapped_by) VALUES (1, ?) ON CONFLICT DO NOTHING',
  )
  const byIds = database.prepare('SELECT * FROM data_key WHERE id IN (SELECT value FROM json_each(?))')
  const newest = database.prepare(
    'SELECT * FROM data_key WHERE owner_kind = ? AND owner_id = ? ORDER BY version DESC LIMIT 1',
  )
  const destroy = database.prepare(
    `UPDATE data_key SET wrapped = NULL, wrapped_by = NULL, destroyed_at = ?
     WHERE owner_kind = ? AND owner_id = ? AND destroyed_at IS NULL`,
  )
  const step = database.prepare(`SELECT * FROM data_key WHERE wrapped_by <> ? LIMIT ${String(STEP)}`)
  const replace = database.prepare('UPDATE data_key SET wrapped_by = ?, wrapped = ? WHERE id = ?')
  const turn = database.prepare('UPDATE wrapping SET wrapped_by = ?')
  const current = database.prepare('SELECT wrapped_by FROM wrapping')
  const inUse = database.prepare('SELECT DISTINCT wrapped_by FROM data_key WHERE wrapped_by IS NOT NULL')
  const some = database.prepare('SELECT * FROM data_key WHERE wrapped_by = ? LIMIT ?')
  // SQLite counts what other connections commit; what this one does counts itself.
  const others = database.prepare('PRAGMA data_version')
  let own = 0

  return {
    place: file,
    create: (keys) =>
      settled(() =>
        inOne(database, () => {
          own++
          for (const key of keys) {
            const { id, owner, version, wrapped, wrappedBy } = key
            begin.run(wrappedBy)
            const { changes } = insert.run(id, owner.kind, owner.id, version, wrapped, wrappedBy)
            if (changes !== 1) return null
          }
          return true
        }),
      ).then((created) => created ?? false),
    get: (ids) => settled(() => byIds.all(JSON.stringify(ids)).map(keyOf)),
    newest: (owners) =>
      settled(() =>
        owners.flatMap(({ kind, id }) => {
          const row = newest.get(kind, id)
          return row === undefined ? [] : [keyOf(row)]
        }),
      ),
    destroy: (owner) =>
      settled(() => {
        own++
        const { changes } = destroy.run(new Date().toISOString(), owner.kind, owner.id)
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
        return Number(changes)
      }),
    wrappedBy: () => settled(() => textOf(current.get()?.['wrapped_by']) ?? null),
    inUse: () => settled(() => inUse.all().flatMap((row) => textOf(row['wrapped_by']) ?? [])),
    some: (by, atMost) =>
      settled(() =>
        some.all(by, atMost).flatMap((row) => {
          const key = keyOf(row)
          return isDestroyed(key) ? [] : [key]
        }),
      ),
    async rewrap(to, again) {
      own++
      turn.run(to)
      let done = 0
      for (;;) {
        const count = inOne(database, () => {
          const keys = step.all(to).map(keyOf)
          for (const key of keys) if (!isDestroyed(key)) replace.run(to, again(key), key.id)
          return keys.length
        })
        done += count ?? 0
        if (count !== STEP) return done
        await pause(PAUSE_MS)
      }
    },
    stamp: () => settled(() => `${String(own)}.${String(others.get()?.['data_version'])}`),
    close: () =>
      settled(() => {
        if (database.isOpen) database.close()
      }),
  }
}

/** All of the work, or nothing of it when it throws or gives null. */
function inOne<T>(database: DatabaseSync, work: () => T | null): T | null {
  database.exec('BEGIN IMMEDIATE')
  try {
    const done = work()
    database.exec(done === null ? 'ROLLBACK' : 'COMMIT')
    return done
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** SQLite answers at once; a store on another machine will not. */
async function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}

function keyOf(row: Row): StoredKey | Tombstone {
  const { id, owner_kind, owner_id, version, wrapped_by, wrapped, destroyed_at } = row
  const kind = OWNER_KINDS.find((known) => known === owner_kind)
  const name = { id: textOf(id), ownerId: textOf(owner_id), version: Number(version) }
  if (kind === undefined || name.id === undefined || name.ownerId === undefined) {
    throw new VaultError('unusable', 'key store')
  }
  const owner: Owner = { kind, id: name.ownerId }
  const named = { id: name.id, owner, version: name.version }
  const destroyedAt = textOf(destroyed_at)
  if (destroyedAt !== undefined) return { ...named, destroyedAt: new Date(destroyedAt) }
  const wrappedBy = textOf(wrapped_by)
  if (!(wrapped instanceof Uint8Array) || wrappedBy === undefined) {
    throw new VaultError('unusable', 'key store')
  }
  return { ...named, wrappedBy, wrapped }
}

function textOf(value: SQLOutputValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
