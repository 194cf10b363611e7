/** Owners whose keys no row needs, in a key store on a Postgres server: as `sqliteOrphans` has it. */
import type { KeyStore, Orphans } from './key-store.ts'
import type { Ask, KeyServer } from './key-server.ts'
import type { Owner } from './owners.ts'
import { keyOf, ownerOf } from './stored-row.ts'

const NEWEST = `SELECT k.* FROM unnest($1::text[], $2::text[]) AS o (kind, id)
  CROSS JOIN LATERAL (SELECT * FROM causeway_keys.data_key
    WHERE owner_kind = o.kind AND owner_id = o.id ORDER BY version DESC LIMIT 1) k`

const FORGET = `DELETE FROM causeway_keys.orphan n USING unnest($1::text[], $2::text[]) AS o (kind, id)
  WHERE n.owner_kind = o.kind AND n.owner_id = o.id`

const NOTED = `SELECT 1 FROM causeway_keys.orphan n JOIN unnest($1::text[], $2::text[]) AS o (kind, id)
  ON n.owner_kind = o.kind AND n.owner_id = o.id LIMIT 1`

/** The two columns of many owners. */
function columnsOf(owners: readonly Owner[]): readonly [readonly string[], readonly string[]] {
  return [owners.map(({ kind }) => kind), owners.map(({ id }) => id)]
}

/** What a key store does about orphans. */
export function postgresOrphans(server: KeyServer) {
  async function newest(owners: readonly Owner[]): ReturnType<KeyStore['newest']> {
    const columns = columnsOf(owners)
    if ((await server.read(NOTED, columns)).length === 0)
      return (await server.read(NEWEST, columns)).map(keyOf)
    // Before the key is read: a sweep comes wholly before it, and leaves a tombstone, or finds no note any more.
    const found = await server.write(async (ask) => {
      await ask(FORGET, columns)
      return ask(NEWEST, columns)
    })
    return (found ?? []).map(keyOf)
  }

  async function owners(after: Owner | null, atMost: number): Promise<readonly Owner[]> {
    const rows = await server.read(
      `SELECT DISTINCT owner_kind, owner_id FROM causeway_keys.data_key
       WHERE destroyed_at IS NULL AND (owner_kind, owner_id) > ($1, $2) ORDER BY owner_kind, owner_id LIMIT $3`,
      [after?.kind ?? '', after?.id ?? '', atMost],
    )
    return rows.flatMap((row) => ownerOf(row['owner_kind'], row['owner_id']) ?? [])
  }

  async function sweep(ask: Ask, { orphans, known, now, destroyed }: Orphans): Promise<number> {
    await ask(
      `INSERT INTO causeway_keys.orphan (owner_kind, owner_id, since)
       SELECT o.kind, o.id, $3 FROM unnest($1::text[], $2::text[]) AS o (kind, id) ON CONFLICT DO NOTHING`,
      [...columnsOf(orphans), now.toISOString()],
    )
    await ask(FORGET, columnsOf(known))
    const gone = await ask(
      `UPDATE causeway_keys.data_key k SET wrapped = NULL, wrapped_by = NULL, destroyed_at = $1
       FROM causeway_keys.orphan n
       WHERE k.destroyed_at IS NULL AND n.owner_kind = k.owner_kind AND n.owner_id = k.owner_id AND n.since < $2
       RETURNING 1`,
      [now.toISOString(), destroyed.toISOString()],
    )
    await ask('DELETE FROM causeway_keys.orphan WHERE since < $1', [destroyed.toISOString()])
    return gone.length
  }

  return { newest, owners, sweep }
}
