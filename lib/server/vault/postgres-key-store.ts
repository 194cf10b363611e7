/**
 * The key store on a second Postgres server, for houses that run on several machines. It does what the SQLite file does, in
 * the same words; every change waits for the one before it, and is on the server's disk before it is reported.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { isDestroyed, type KeyStore, type StoredKey } from './key-store.ts'
import { KEY_SERVER, otherFormat } from './key-server-faults.ts'
import { keyServer, standby, type Ask } from './key-server.ts'
import { postgresOrphans } from './postgres-orphans.ts'
import { assertRotates, takeRotation } from './postgres-rotation.ts'
import { FORMAT } from './postgres-schema.ts'
import { cleaned } from './postgres-traces.ts'
import { keyOf, ownerOf, textOf } from './stored-row.ts'
import { BytesLeft } from './vault-error.ts'

/** Keys that are wrapped anew in one transaction: some milliseconds, for which others wait. */
const STEP = 200
const PAUSE_MS = 2

export type ServerKeyStore = KeyStore & {
  /** Another word whenever anybody has changed anything, or another store stands there: for whoever copies it. */
  state(): Promise<string>
}

/** Opens the key store. Asks the server nothing yet: what is wrong with it, the first question says. */
export function openPostgresKeyStore(url: string): ServerKeyStore {
  const server = keyServer(url)
  const orphans = postgresOrphans(server)
  /** The connection that makes this process the only one that rotates, while it does. */
  let alone: number | null = null
  const list = async (column: string, sql: string, values: readonly unknown[] = []) =>
    (await server.read(sql, values)).flatMap((row) => textOf(row[column]) ?? [])
  const used = () =>
    list('wrapped_by', 'SELECT DISTINCT wrapped_by FROM causeway_keys.data_key WHERE wrapped_by IS NOT NULL')

  /** What the store says of itself; throws VaultError where this process must not go on with it. */
  async function about(): Promise<{
    readonly made: string
    readonly changed: string
    readonly destroyed: string
  }> {
    const [row] = await server.read(
      `SELECT format, concat_ws(' ', made, pg_postmaster_start_time()) AS made, changed::text, destroyed::text,
         pg_is_in_recovery() AS standby FROM causeway_keys.about`,
    )
    if (row?.['format'] !== FORMAT) throw otherFormat()
    if (row['standby'] === true) throw standby()
    return { made: String(row['made']), changed: String(row['changed']), destroyed: String(row['destroyed']) }
  }

  /** Destroys, and takes what was destroyed out of the files of the table too. */
  async function gone(work: (ask: Ask) => Promise<number>): Promise<number> {
    const count = await server.write(work)
    // Also when there was nothing left to destroy: so the next call finishes what a reader kept.
    if (await cleaned(server)) return count ?? 0
    throw new BytesLeft(
      'unusable',
      `Destroyed, but somebody who reads the database of the key store ${KEY_SERVER} keeps the old row in it. End that, and do this once more`,
    )
  }

  /** A change of a rotation: not one more once the line is lost that keeps others from rotating. */
  async function turning<T>(work: (ask: Ask) => Promise<T>): Promise<T | null> {
    const holder = alone
    return server.write(async (ask) => {
      if (holder !== null) await assertRotates(ask, holder)
      return work(ask)
    })
  }

  /** Wraps the next keys anew; `last` is null after the last of them. */
  async function oneStep(
    ask: Ask,
    from: { readonly old: string; readonly to: string; readonly after: string },
    again: (key: StoredKey) => Uint8Array | null,
  ) {
    const rows = await ask(
      'SELECT * FROM causeway_keys.data_key WHERE wrapped_by = $1 AND id > $2 ORDER BY id LIMIT $3',
      [from.old, from.after, STEP],
    )
    const keys = rows.map(keyOf)
    const done = keys.flatMap((key) => {
      const wrapped = isDestroyed(key) ? null : again(key)
      return wrapped === null ? [] : [{ id: key.id, wrapped: Buffer.from(wrapped) }]
    })
    if (done.length > 0) {
      await ask(
        `UPDATE causeway_keys.data_key k SET wrapped_by = $1, wrapped = n.wrapped
         FROM unnest($2::text[], $3::bytea[]) AS n (id, wrapped) WHERE k.id = n.id`,
        [from.to, done.map(({ id }) => id), done.map(({ wrapped }) => wrapped)],
      )
    }
    const last = keys.length === STEP ? (keys.at(-1)?.id ?? null) : null
    return { done: done.length, unopened: keys.length - done.length, last }
  }

  return {
    place: KEY_SERVER,
    async create(keys) {
      const [first] = keys
      if (first === undefined) return true
      const created = await server.write(async (ask) => {
        await ask(
          'INSERT INTO causeway_keys.wrapping ("only", wrapped_by) VALUES (1, $1) ON CONFLICT DO NOTHING',
          [first.wrappedBy],
        )
        const made = await ask(
          `INSERT INTO causeway_keys.data_key (id, owner_kind, owner_id, version, wrapped_by, wrapped)
           SELECT k.id, k.kind, k.owner, k.version, w.wrapped_by, k.wrapped
           FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::bytea[])
             AS k (id, kind, owner, version, wrapped_by, wrapped)
           JOIN causeway_keys.wrapping w ON w.wrapped_by = k.wrapped_by
           ON CONFLICT DO NOTHING RETURNING 1`,
          [
            keys.map(({ id }) => id),
            keys.map(({ owner }) => owner.kind),
            keys.map(({ owner }) => owner.id),
            keys.map(({ version }) => version),
            keys.map(({ wrappedBy }) => wrappedBy),
            keys.map(({ wrapped }) => Buffer.from(wrapped)),
          ],
        )
        return made.length === keys.length ? true : null
      })
      return created ?? false
    },
    get: async (ids) =>
      (await server.read('SELECT * FROM causeway_keys.data_key WHERE id = ANY ($1::text[])', [ids])).map(
        keyOf,
      ),
    newest: orphans.newest,
    destroy: ({ kind, id }) =>
      gone(async (ask) => {
        const at = new Date().toISOString()
        // Also an owner that never had a key: what was under way when it was forgotten makes none later.
        await ask(
          'INSERT INTO causeway_keys.forgotten (owner_kind, owner_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
          [kind, id, at],
        )
        const destroyed = await ask(
          `UPDATE causeway_keys.data_key SET wrapped = NULL, wrapped_by = NULL, destroyed_at = $1
           WHERE owner_kind = $2 AND owner_id = $3 AND destroyed_at IS NULL RETURNING 1`,
          [at, kind, id],
        )
        return destroyed.length
      }),
    async unforgotten(owners) {
      const rows = await server.read(
        `SELECT f.owner_kind, f.owner_id FROM causeway_keys.forgotten f
         JOIN unnest($1::text[], $2::text[]) AS o (kind, id) ON o.kind = f.owner_kind AND o.id = f.owner_id`,
        [owners.map(({ kind }) => kind), owners.map(({ id }) => id)],
      )
      const buried = rows.flatMap((row) => ownerOf(row['owner_kind'], row['owner_id']) ?? [])
      return owners.filter((owner) => !buried.some(({ kind, id }) => kind === owner.kind && id === owner.id))
    },
    forgotten: (kind) =>
      list(
        'owner_id',
        'SELECT owner_id FROM causeway_keys.forgotten WHERE owner_kind = $1 ORDER BY owner_id',
        [kind],
      ),
    async tombstones() {
      const [row] = await server.read(
        'SELECT count(*)::int AS count FROM causeway_keys.data_key WHERE destroyed_at IS NOT NULL',
      )
      return Number(row?.['count'])
    },
    owners: orphans.owners,
    sweep: (found) => gone((ask) => orphans.sweep(ask, found)),
    wrappedBy: async () =>
      (await list('wrapped_by', 'SELECT wrapped_by FROM causeway_keys.wrapping'))[0] ?? null,
    inUse: used,
    some: async (by, atMost) =>
      (
        await server.read('SELECT * FROM causeway_keys.data_key WHERE wrapped_by = $1 LIMIT $2', [by, atMost])
      ).flatMap((row) => {
        const key = keyOf(row)
        return isDestroyed(key) ? [] : [key]
      }),
    async rewrap(to, again) {
      // Also in an empty store: who read the key file before the rotation would begin it with a key that goes.
      await turning((ask) =>
        ask(
          `INSERT INTO causeway_keys.wrapping ("only", wrapped_by) VALUES (1, $1)
           ON CONFLICT ("only") DO UPDATE SET wrapped_by = excluded.wrapped_by`,
          [to],
        ),
      )
      let done = 0
      let unopened = 0
      const olds = (await used()).filter((id) => id !== to)
      for (const old of olds) {
        // By id, so that a key that stays as it is comes once.
        for (let last: string | null = ''; last !== null;) {
          const after: string = last
          const changes = await turning((ask) => oneStep(ask, { old, to, after }, again))
          done += changes?.done ?? 0
          unopened += changes?.unopened ?? 0
          last = changes?.last ?? null
          await pause(PAUSE_MS)
        }
      }
      // Nobody waits for it: what a reader keeps there, the next destruction or rotation takes away.
      await cleaned(server)
      return { keys: done, unopened }
    },
    async alone(work) {
      const done = await server.aside(async (client) => {
        alone = await takeRotation(client)
        // Given back with the connection, however this ends; what the work throws is no fault of the server's.
        return work()
          .then(
            (value) => () => value,
            (error: unknown) => () => {
              throw error
            },
          )
          .finally(() => (alone = null))
      })
      return done()
    },
    async stamp() {
      const { made, destroyed } = await about()
      return `${made} ${destroyed}`
    },
    async state() {
      const { made, changed } = await about()
      return `${made} ${changed}`
    },
    close: () => server.close(),
  }
}
