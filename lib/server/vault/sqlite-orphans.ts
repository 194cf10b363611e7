/**
 * Owners whose keys no row needs, in a SQLite key store: a key is durable before the row that uses it, so a transaction that
 * fails leaves one. They are noted, and go when nobody has known them for a long time.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Orphans } from './key-store.ts'
import type { Owner } from './owners.ts'
import { ownerOf } from './stored-row.ts'

/** What a key store does about orphans. Whoever calls `forget` or `sweep` has begun a transaction. */
export function sqliteOrphans(database: DatabaseSync) {
  const noted = database.prepare('SELECT 1 FROM orphan LIMIT 1')
  const note = database.prepare(
    'INSERT INTO orphan (owner_kind, owner_id, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const forget = database.prepare('DELETE FROM orphan WHERE owner_kind = ? AND owner_id = ?')
  const listed = database.prepare(
    `SELECT DISTINCT owner_kind, owner_id FROM data_key
     WHERE destroyed_at IS NULL AND (owner_kind, owner_id) > (?, ?) ORDER BY owner_kind, owner_id LIMIT ?`,
  )
  const destroy = database.prepare(
    `UPDATE data_key SET wrapped = NULL, wrapped_by = NULL, destroyed_at = ?
     WHERE destroyed_at IS NULL AND (owner_kind, owner_id) IN (SELECT owner_kind, owner_id FROM orphan WHERE since < ?)`,
  )
  const over = database.prepare('DELETE FROM orphan WHERE since < ?')
  return {
    areNoted: () => noted.get() !== undefined,
    forget: (owners: readonly Owner[]): void => {
      for (const { kind, id } of owners) forget.run(kind, id)
    },
    owners: (after: Owner | null, atMost: number): readonly Owner[] =>
      listed
        .all(after?.kind ?? '', after?.id ?? '', atMost)
        .flatMap(({ owner_kind, owner_id }) => ownerOf(owner_kind, owner_id) ?? []),
    sweep: ({ orphans, known, now, destroyed }: Orphans): number => {
      for (const { kind, id } of orphans) note.run(kind, id, now.toISOString())
      for (const { kind, id } of known) forget.run(kind, id)
      const { changes } = destroy.run(now.toISOString(), destroyed.toISOString())
      over.run(destroyed.toISOString())
      return Number(changes)
    },
  }
}
