/**
 * A backup of the database has no keys. What it brings back opens with the newest key store only: what that one has destroyed
 * stays destroyed, and what it does not know would be lost without a word.
 */
import type pg from 'pg'
import { BackupError } from '../../backup/backup-error.ts'
import { isDestroyed, type KeyStore } from '../../vault/key-store.ts'
import { nameOf } from '../../vault/keyring.ts'
import type { Owner } from '../../vault/owners.ts'
import { columnOf, SEALED_FIELDS } from '../../vault/sealed-fields.ts'
import { keyIdOf } from '../../vault/sealed-text.ts'
import { quoted } from './tables.ts'

/** Characters of a sealed text in which the id of its key stands; what comes after them is another in every text. */
const HEAD = 25
/** Fills such a beginning up to the length of a text. */
const REST = 'A'.repeat(62)

/** The ids of all keys that a text of the database is sealed with. */
export async function keysInUse(client: pg.Client): Promise<readonly string[]> {
  const ids = new Set<string>()
  for (const [table, { columns }] of Object.entries(SEALED_FIELDS)) {
    for (const column of columns.map(columnOf)) {
      const { rows } = await client.query<{ head: string }>(
        `SELECT DISTINCT left(${quoted(column)}, ${String(HEAD)}) AS head FROM public.${quoted(table)}
         WHERE ${quoted(column)} IS NOT NULL`,
      )
      for (const { head } of rows) ids.add(keyIdOf(`${head}${REST}`, { table, column, row: 'any row' }))
    }
  }
  return [...ids]
}

/** What a key store says to a database: whose keys are destroyed, and how many keys it does not know. */
export async function judged(
  store: KeyStore,
  ids: readonly string[],
): Promise<{ readonly forgotten: readonly Owner[]; readonly unknown: number }> {
  const known = await store.get(ids)
  const forgotten = known.filter(isDestroyed).map(({ owner }) => [nameOf(owner), owner] as const)
  return { forgotten: [...new Map(forgotten).values()], unknown: ids.length - known.length }
}

/** Throws BackupError for a key store that is older than a backup: it may have keys again that were destroyed. */
export async function assertNotOlder(store: KeyStore, tombstones: number): Promise<void> {
  if ((await store.tombstones()) >= tombstones) return
  throw new BackupError(
    'old-keys',
    `The key store ${store.place} is older than the backup: keys that were destroyed stand in it. Put its newest copy there.`,
  )
}
