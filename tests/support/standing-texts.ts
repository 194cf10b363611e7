/** The sealed texts of a case as the database has them, found by its own catalogue, and the keys that they stand under. */
import { env } from '../../lib/server/env.ts'
import { nameOf } from '../../lib/server/vault/keyring.ts'
import { caseOwner, incidentOwner, journeyOwner } from '../../lib/server/vault/owners.ts'
import { keyIdOf } from '../../lib/server/vault/sealed-text.ts'
import { look } from './database.ts'
import { ringOf } from './sealed-rows.ts'

/** `row`: the whole row but for what is sealed in it. */
export type Standing = {
  readonly place: string
  readonly row: string
  readonly text: string
  readonly key: string
}

type Column = { readonly table: string; readonly column: string; readonly all: string[] }

/** Every sealed text of a case, by its place. */
export async function standingTexts(caseId: string): Promise<readonly Standing[]> {
  const columns = await look<Column>(
    `select c.conrelid::regclass::text as table, a.attname as column,
       (select array_agg(b.attname::text) from pg_constraint d join pg_attribute b on b.attrelid = d.conrelid and b.attnum = any (d.conkey)
        where d.conrelid = c.conrelid and d.conname like '%\\_sealed') as all
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
     where c.contype = 'c' and c.conname like '%\\_sealed'
       and exists (select from pg_attribute o where o.attrelid = c.conrelid and o.attname = 'case_id')`,
  )
  const found: Standing[] = []
  for (const { table, column, all } of columns) {
    const rows = await look<{ row: string; text: string }>(
      `select (to_jsonb(t) - $2::text[])::text as row, ${column} as text from ${table} t where case_id = $1 and ${column} is not null`,
      [caseId, all],
    )
    for (const { row, text } of rows) {
      const place = `${table}.${column}`
      found.push({ place, row, text, key: keyIdOf(text, { table, column, row: place }) })
    }
  }
  return found.sort((one, other) => (one.place + one.row < other.place + other.row ? -1 : 1))
}

/** The newest key of each owner of a case, by the owner's name. */
export async function newestKeys(
  caseId: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly version: number }>> {
  const ids = async (table: string) =>
    (await look<{ id: string }>(`select id from ${table} where case_id = $1`, [caseId])).map(({ id }) => id)
  const owners = [
    caseOwner(caseId),
    ...(await ids('incident')).map(incidentOwner),
    ...(await ids('journey_plan')).map(journeyOwner),
  ]
  const { CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE } = env()
  const ring = ringOf({ CAUSEWAY_KEY_STORE, CAUSEWAY_KEY_FILE })
  try {
    const keys = await ring.sealing(owners)
    return new Map(
      owners.map(nameOf).flatMap((name) => {
        const key = keys.get(name)
        return key === undefined ? [] : [[name, { id: key.id, version: key.version }] as const]
      }),
    )
  } finally {
    await ring.close()
  }
}
