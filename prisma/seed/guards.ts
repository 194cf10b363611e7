/**
 * The owner of the tables is kept from their rows like anybody else. While a caseload is loaded it is not: COPY knows no
 * row-level security. Everybody but the owner stays kept out; a load that was killed leaves guards which the server finds
 * missing, and it refuses to start.
 */
import type pg from 'pg'

/** Lets the owner at the rows; `restoreGuards` takes it back. */
export async function liftGuards(client: pg.Client): Promise<void> {
  await setGuards(client, 'NO FORCE')
}

/** Keeps the owner out again. */
export async function restoreGuards(client: pg.Client): Promise<void> {
  await setGuards(client, 'FORCE')
}

async function setGuards(client: pg.Client, force: 'FORCE' | 'NO FORCE'): Promise<void> {
  await client.query(`DO $$
    DECLARE guarded record;
    BEGIN
      FOR guarded IN SELECT relname AS named FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relrowsecurity LOOP
        EXECUTE format('ALTER TABLE %I ${force} ROW LEVEL SECURITY', guarded.named);
      END LOOP;
    END
    $$`)
}
