/**
 * The guards of the tables step aside for the one transaction that fills an empty house, as the owner of the tables may do
 * it without being superuser: triggers would judge old moves by the day of today, row-level security knows no context, and
 * a row may come before the one that it names. All of it stands again before the transaction ends, which is looked at.
 */
import type pg from 'pg'
import { quoted } from './tables.ts'

type Guard = { readonly table: string; readonly name: string; readonly state: string }

const ENABLE: Readonly<Record<string, string>> = { O: 'ENABLE', A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA' }

/** Lets the guards step aside. Gives what puts them back and throws unless they are as they were. */
export async function stepAside(client: pg.Client): Promise<() => Promise<void>> {
  const before = await stateOf(client)
  const triggers = (await triggersOf(client)).filter(({ state }) => state !== 'D')
  const keys = await foreignKeysOf(client)
  const guarded = await guardedTables(client)
  const alter = (table: string, what: string) => client.query(`ALTER TABLE public.${quoted(table)} ${what}`)
  for (const table of guarded) await alter(table, 'NO FORCE ROW LEVEL SECURITY')
  for (const { table, name } of triggers) await alter(table, `DISABLE TRIGGER ${quoted(name)}`)
  for (const { table, name } of keys) await alter(table, `ALTER CONSTRAINT ${quoted(name)} DEFERRABLE`)
  await client.query('SET CONSTRAINTS ALL DEFERRED')
  return async () => {
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    for (const { table, name } of keys) await alter(table, `ALTER CONSTRAINT ${quoted(name)} NOT DEFERRABLE`)
    for (const { table, name, state } of triggers)
      await alter(table, `${ENABLE[state] ?? 'ENABLE'} TRIGGER ${quoted(name)}`)
    for (const table of guarded) await alter(table, 'FORCE ROW LEVEL SECURITY')
    if ((await stateOf(client)) !== before) throw new Error('the guards of the tables did not come back')
  }
}

async function triggersOf(client: pg.Client): Promise<readonly Guard[]> {
  const { rows } = await client.query<Guard>(
    `SELECT c.relname::text AS table, t.tgname::text AS name, t.tgenabled::text AS state
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal ORDER BY 1, 2`,
  )
  return rows
}

/** Foreign keys that are looked at row by row; those that wait for the end already stay as they are. */
async function foreignKeysOf(client: pg.Client): Promise<readonly Guard[]> {
  const { rows } = await client.query<Guard>(
    `SELECT c.relname::text AS table, k.conname::text AS name, '' AS state
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE c.relnamespace = 'public'::regnamespace AND k.contype = 'f' AND NOT k.condeferrable ORDER BY 1, 2`,
  )
  return rows
}

async function guardedTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Everything that steps aside and comes back, as one text. */
async function stateOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ state: string }>(
    `SELECT string_agg(said, ' ' ORDER BY said) AS state FROM (
       SELECT c.relname || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity AS said
         FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       UNION ALL SELECT t.tgrelid::regclass || ' ' || t.tgname || ' ' || t.tgenabled::text || t.tgdeferrable || t.tginitdeferred
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
       UNION ALL SELECT k.conrelid::regclass || ' ' || k.conname || ' ' || k.condeferrable || k.condeferred || k.convalidated
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE c.relnamespace = 'public'::regnamespace
     ) all_of_it (said)`,
  )
  return rows[0]?.state ?? ''
}
