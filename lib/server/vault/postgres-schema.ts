/**
 * The tables of a key store on a Postgres server: those of the SQLite file, with the same words in them, so that either can be
 * filled from the other. Made by the operator's start or by `keys move`, never by a server that looks for its keys.
 */
import type pg from 'pg'

/** Which tables this version knows. */
export const FORMAT = 1

// Ids and times are text in the order of their bytes, as in SQLite. That a forgotten owner stays forgotten the database keeps
// itself, whoever writes. `counted` comes before every change of any table: it says that there was one, and whoever changes
// something waits there for whoever is at it. So the look at `forgotten` is never older than a forgetting that is under way.
// No statistics of `wrapped`: ANALYZE would keep bytes of keys that are destroyed later.
const SCHEMA = `
  CREATE SCHEMA causeway_keys;
  CREATE TABLE causeway_keys.about (
    "only" integer PRIMARY KEY CHECK ("only" = 1),
    format integer NOT NULL,
    made uuid NOT NULL DEFAULT gen_random_uuid(),
    changed bigint NOT NULL DEFAULT 0,
    destroyed bigint NOT NULL DEFAULT 0
  );
  INSERT INTO causeway_keys.about ("only", format) VALUES (1, ${String(FORMAT)});
  CREATE TABLE causeway_keys.data_key (
    id text COLLATE "C" PRIMARY KEY,
    owner_kind text COLLATE "C" NOT NULL,
    owner_id text COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    wrapped_by text COLLATE "C",
    wrapped bytea,
    destroyed_at text COLLATE "C",
    UNIQUE (owner_kind, owner_id, version),
    CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL) AND (wrapped IS NULL) = (wrapped_by IS NULL))
  );
  ALTER TABLE causeway_keys.data_key ALTER COLUMN wrapped SET STATISTICS 0;
  CREATE INDEX data_key_wrapped_by ON causeway_keys.data_key (wrapped_by, id);
  CREATE TABLE causeway_keys.orphan (
    owner_kind text COLLATE "C" NOT NULL,
    owner_id text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    PRIMARY KEY (owner_kind, owner_id)
  );
  CREATE TABLE causeway_keys.wrapping (
    "only" integer PRIMARY KEY CHECK ("only" = 1),
    wrapped_by text COLLATE "C" NOT NULL
  );
  CREATE TABLE causeway_keys.forgotten (
    owner_kind text COLLATE "C" NOT NULL,
    owner_id text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    PRIMARY KEY (owner_kind, owner_id)
  );

  CREATE FUNCTION causeway_keys.counted() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      UPDATE causeway_keys.about SET changed = changed + 1,
        destroyed = destroyed + CASE WHEN TG_TABLE_NAME = 'data_key' AND TG_OP <> 'INSERT' THEN 1 ELSE 0 END;
      RETURN NULL;
    END $$;
  CREATE FUNCTION causeway_keys.unless_forgotten() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN
      IF EXISTS (SELECT FROM causeway_keys.forgotten f
                 WHERE f.owner_kind = NEW.owner_kind AND f.owner_id = NEW.owner_id) THEN
        RETURN NULL;
      END IF;
      RETURN NEW;
    END $$;
  CREATE FUNCTION causeway_keys.stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN RETURN NULL; END $$;
  CREATE FUNCTION causeway_keys.is_never_emptied() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN RAISE EXCEPTION 'what is destroyed and forgotten is kept'; END $$;

  CREATE TRIGGER counted BEFORE INSERT OR UPDATE OR DELETE ON causeway_keys.data_key
    FOR EACH STATEMENT EXECUTE FUNCTION causeway_keys.counted();
  CREATE TRIGGER counted BEFORE INSERT OR UPDATE OR DELETE ON causeway_keys.orphan
    FOR EACH STATEMENT EXECUTE FUNCTION causeway_keys.counted();
  CREATE TRIGGER counted BEFORE INSERT OR UPDATE OR DELETE ON causeway_keys.wrapping
    FOR EACH STATEMENT EXECUTE FUNCTION causeway_keys.counted();
  CREATE TRIGGER counted BEFORE INSERT OR UPDATE OR DELETE ON causeway_keys.forgotten
    FOR EACH STATEMENT EXECUTE FUNCTION causeway_keys.counted();
  CREATE TRIGGER forgotten_gets_no_key BEFORE INSERT ON causeway_keys.data_key
    FOR EACH ROW EXECUTE FUNCTION causeway_keys.unless_forgotten();
  CREATE TRIGGER forgotten_stays BEFORE UPDATE OR DELETE ON causeway_keys.forgotten
    FOR EACH ROW EXECUTE FUNCTION causeway_keys.stays();
  CREATE TRIGGER tombstone_stays BEFORE UPDATE OR DELETE ON causeway_keys.data_key
    FOR EACH ROW WHEN (OLD.destroyed_at IS NOT NULL) EXECUTE FUNCTION causeway_keys.stays();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON causeway_keys.data_key
    FOR EACH STATEMENT EXECUTE FUNCTION causeway_keys.is_never_emptied();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON causeway_keys.forgotten
    FOR EACH STATEMENT EXECUTE FUNCTION causeway_keys.is_never_emptied();`

/** Two who make the tables at the same moment: the second one finds them. */
const MAKING = 4_061_026

/** Whether a key store stands there: a schema of this name that is none is told when it is opened. */
export async function hasTables(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regnamespace('causeway_keys') IS NOT NULL AS there`,
  )
  return rows[0]?.there === true
}

/** Makes the tables of an empty key store where there are none, in the transaction of the caller. */
export async function makeTables(client: pg.ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(${String(MAKING)})`)
  if (!(await hasTables(client))) await client.query(SCHEMA)
}

/** Whether the key store has never had a key, nor forgotten anybody. */
export async function isUntouched(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT 1 FROM causeway_keys.data_key UNION ALL SELECT 1 FROM causeway_keys.wrapping
     UNION ALL SELECT 1 FROM causeway_keys.forgotten LIMIT 1`,
  )
  return rows.length === 0
}
