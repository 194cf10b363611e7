/**
 * The key store as one SQLite file of its own. `secure_delete` writes zeros over what is deleted, and after a destruction
 * the write-ahead log is cut too: no page of either keeps the wrapped key. Every commit is synced before it is reported.
 */
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { isDestroyed, type KeyStore, type StoredKey } from './key-store.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { sqliteOrphans } from './sqlite-orphans.ts'
import { cutLog, patiently } from './sqlite-patience.ts'
import { keyOf, textOf } from './stored-row.ts'
import { BytesLeft } from './vault-error.ts'

/** Keys that are wrapped anew in one transaction: some milliseconds, for which others wait. */
const STEP = 200
const PAUSE_MS = 2

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
  // Also an owner that never had a key: what was under way when it was forgotten makes none later.
  const bury = database.prepare(
    'INSERT INTO forgotten (owner_kind, owner_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const isBuried = database.prepare('SELECT 1 FROM forgotten WHERE owner_kind = ? AND owner_id = ?')
  const buried = database.prepare('SELECT owner_id FROM forgotten WHERE owner_kind = ? ORDER BY owner_id')
  const step = database.prepare(
    `SELECT * FROM data_key WHERE wrapped_by = ? AND id > ? ORDER BY id LIMIT ${String(STEP)}`,
  )
  const replace = database.prepare('UPDATE data_key SET wrapped_by = ?, wrapped = ? WHERE id = ?')
  // Also in an empty store: who read the key file before the rotation would begin it with a key that goes.
  const turn = database.prepare(
    `INSERT INTO wrapping (only, wrapped_by) VALUES (1, ?)
     ON CONFLICT (only) DO UPDATE SET wrapped_by = excluded.wrapped_by`,
  )
  const current = database.prepare('SELECT wrapped_by FROM wrapping')
  const inUse = database.prepare('SELECT DISTINCT wrapped_by FROM data_key WHERE wrapped_by IS NOT NULL')
  const some = database.prepare('SELECT * FROM data_key WHERE wrapped_by = ? LIMIT ?')
  const destroyed = database.prepare('SELECT count(*) AS count FROM data_key WHERE destroyed_at IS NOT NULL')
  const orphans = sqliteOrphans(database)
  // SQLite counts what other connections commit; what this one destroys counts itself.
  const others = database.prepare('PRAGMA data_version')
  let own = 0
  const settled = <T>(work: () => T): Promise<T> => patiently(file, work)
  const used = () => settled(() => inUse.all().flatMap((row) => textOf(row['wrapped_by']) ?? []))

  /** Destroys, and takes the page of what was destroyed out of the log too. */
  async function gone(work: () => number): Promise<number> {
    const count = await settled(() => {
      own++
      return work()
    })
    // Also when there was nothing left to destroy: so the next call finishes what a reader kept.
    if (await cutLog(file, database)) return count
    throw new BytesLeft(
      'unusable',
      `Destroyed, but a process that reads the key store ${file} keeps the old page in its log. End it, and do this once more`,
    )
  }

  /** Wraps the next keys anew; `last` is null after the last of them. */
  function oneStep(
    from: { readonly old: string; readonly to: string; readonly after: string },
    again: (key: StoredKey) => Uint8Array | null,
  ) {
    const keys = step.all(from.old, from.after).map(keyOf)
    let done = 0
    for (const key of keys) {
      const wrapped = isDestroyed(key) ? null : again(key)
      if (wrapped === null) continue
      replace.run(from.to, wrapped, key.id)
      done++
    }
    const last = keys.length === STEP ? (keys.at(-1)?.id ?? null) : null
    return { done, unopened: keys.length - done, last }
  }

  return {
    place: file,
    create: (keys) =>
      settled(() =>
        inOne(database, () => {
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
      settled(() => {
        const found = () =>
          owners.flatMap(({ kind, id }) => {
            const row = newest.get(kind, id)
            return row === undefined ? [] : [keyOf(row)]
          })
        if (!orphans.areNoted()) return found()
        // Before the key is read: a sweep comes wholly before it, and leaves a tombstone, or finds no note any more.
        return inOne(database, () => {
          orphans.forget(owners)
          return found()
        })
      }).then((keys) => keys ?? []),
    destroy: ({ kind, id }) =>
      gone(
        () =>
          inOne(database, () => {
            const at = new Date().toISOString()
            bury.run(kind, id, at)
            return Number(destroy.run(at, kind, id).changes)
          }) ?? 0,
      ),
    unforgotten: (owners) =>
      settled(() => owners.filter(({ kind, id }) => isBuried.get(kind, id) === undefined)),
    forgotten: (kind) => settled(() => buried.all(kind).flatMap((row) => textOf(row['owner_id']) ?? [])),
    tombstones: () => settled(() => Number(destroyed.get()?.['count'])),
    owners: (after, atMost) => settled(() => orphans.owners(after, atMost)),
    sweep: (found) => gone(() => inOne(database, () => orphans.sweep(found)) ?? 0),
    wrappedBy: () => settled(() => textOf(current.get()?.['wrapped_by']) ?? null),
    inUse: used,
    some: (by, atMost) =>
      settled(() =>
        some.all(by, atMost).flatMap((row) => {
          const key = keyOf(row)
          return isDestroyed(key) ? [] : [key]
        }),
      ),
    async rewrap(to, again) {
      await settled(() => {
        turn.run(to)
      })
      let done = 0
      let unopened = 0
      const olds = (await used()).filter((id) => id !== to)
      for (const old of olds) {
        // By id, so that a key that stays as it is comes once.
        for (let last: string | null = ''; last !== null;) {
          const after: string = last
          const changes = await settled(() => inOne(database, () => oneStep({ old, to, after }, again)))
          done += changes?.done ?? 0
          unopened += changes?.unopened ?? 0
          last = changes?.last ?? null
          await pause(PAUSE_MS)
        }
      }
      // Nobody waits for it: what a reader keeps there the next change overwrites.
      await cutLog(file, database)
      return { keys: done, unopened }
    },
    // The turn of the key file is enough where all who rotate are on one machine.
    alone: (work) => work(),
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
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
