/**
 * What of the database a backup holds: every table of the house but those that are named here, each with the reason. The list
 * comes from the catalogue of the database, so that a new table is in it without anybody thinking of it.
 */
import type pg from 'pg'
import { BackupError } from '../../backup/backup-error.ts'

/** Tables whose rows stay out. The queue of the jobs is another schema: what waits there is asked for again by the clock. */
export const LEFT_OUT = {
  _prisma_migrations: 'the migrations of the target write it',
  // After a restore, who was sent out since then would be in again, and a link that was used would open once more.
  session: 'opens a door that may have been closed since',
  invitation: 'opens a door that may have been closed since',
  draft: 'is kept for a day, and a backup for longer',
  // After a restore the files of newer documents have no row: none of them may look as if it had had none for long.
  stored_orphan: 'tells since when this database has missed files, and not for how long a restored one has',
} as const

/** Tables into which the migrations themselves write. */
export const FILLED_BY_MIGRATIONS: readonly string[] = ['house_limit', 'retention_rule', 'stage_move']

export type Table = { readonly name: string; readonly columns: readonly string[] }

/** Values are written and read alike, whatever the two servers are set to. */
export const ONE_FORMAT = `
  SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
  SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8'`

/** The tables of a backup by their names, with the columns that hold something of their own. */
export async function tablesOf(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY 1 ORDER BY 1`,
    [Object.keys(LEFT_OUT)],
  )
  return rows
}

/** Throws BackupError unless the login of the backup sees every row of every table: what it misses would be missed later. */
export async function assertWholeView(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)
       AND (NOT has_table_privilege('causeway_backup', c.oid, 'SELECT') OR c.relrowsecurity AND (
         NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
           AND p.permissive = 'PERMISSIVE' AND p.cmd IN ('SELECT', 'ALL') AND p.qual = 'true' AND 'causeway_backup' = ANY (p.roles))
         OR EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
           AND p.permissive = 'RESTRICTIVE' AND p.cmd IN ('SELECT', 'ALL') AND p.roles && '{public,causeway_backup}'::name[])))
     ORDER BY 1`,
    [Object.keys(LEFT_OUT)],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new BackupError('unusable', `The backup may not read all of: ${names}. Nothing was written.`)
}

/** The migrations of a database, with the checksums of what was run. */
export async function migrationsOf(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
     ORDER BY migration_name`,
  )
  return rows
}

/** A table with these columns as COPY names it. */
export function copied({ name, columns }: Table): string {
  return `public.${quoted(name)} (${columns.map(quoted).join(', ')})`
}

/** A name as SQL takes it, whatever stands in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
