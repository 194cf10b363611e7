/** The file of a SQLite key store: made once, before the key file, and never again where one should be. */
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { synced } from '../durable-file.ts'
import { PATIENCE_MS, TRY_MS } from './sqlite-patience.ts'
import { VaultError } from './vault-error.ts'

// Which kinds of owner there are the code says alone: a store of today must take the kinds of later. That a forgotten owner
// stays forgotten the file keeps itself, whatever process or version writes into it.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS data_key (
    id TEXT PRIMARY KEY,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    wrapped_by TEXT,
    wrapped BLOB,
    destroyed_at TEXT,
    UNIQUE (owner_kind, owner_id, version),
    CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL) AND (wrapped IS NULL) = (wrapped_by IS NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS data_key_wrapped_by ON data_key (wrapped_by);
  CREATE TABLE IF NOT EXISTS orphan (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (owner_kind, owner_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS wrapping (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    wrapped_by TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS forgotten (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (owner_kind, owner_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS forgotten_gets_no_key BEFORE INSERT ON data_key
    WHEN EXISTS (SELECT 1 FROM forgotten f WHERE f.owner_kind = NEW.owner_kind AND f.owner_id = NEW.owner_id)
    BEGIN SELECT RAISE(IGNORE); END;
  CREATE TRIGGER IF NOT EXISTS forgotten_stays BEFORE DELETE ON forgotten
    BEGIN SELECT RAISE(IGNORE); END;
  CREATE TRIGGER IF NOT EXISTS tombstone_stays BEFORE DELETE ON data_key WHEN OLD.destroyed_at IS NOT NULL
    BEGIN SELECT RAISE(IGNORE); END;
  CREATE TRIGGER IF NOT EXISTS tombstone_stays_empty BEFORE UPDATE ON data_key WHEN OLD.destroyed_at IS NOT NULL
    BEGIN SELECT RAISE(IGNORE); END;`

/** Opens the file of a key store. Throws VaultError `unusable` where there is none: an empty one would hide that. */
export function openSqliteFile(file: string): DatabaseSync {
  if (!existsSync(file)) throw lostStore(file)
  return opened(file)
}

/** Makes the empty key store of a house that has no keys yet; leaves an empty one that is there. */
export function makeSqliteFile(file: string): void {
  const folder = path.dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  opened(file).close()
  synced(folder)
}

/** An empty key store that no file holds: to carry one from a database into a file. */
export function storeInMemory(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.exec(SCHEMA)
  return database
}

/** Whether the key store of this file has never had a key. */
export function neverHadKeys(file: string): boolean {
  const database = opened(file)
  try {
    const found = database.prepare(
      'SELECT id FROM data_key UNION ALL SELECT wrapped_by FROM wrapping LIMIT 1',
    )
    return found.get() === undefined
  } finally {
    database.close()
  }
}

/** What is said of a key store that is gone. */
export function lostStore(file: string): VaultError {
  return new VaultError(
    'unusable',
    `The key store ${file} is missing beside its key file. Put its newest copy back: without it nothing that was sealed opens`,
  )
}

/** Where the head of a SQLite file says whether it has a log beside it, and what stands there when it has none. */
const LOGGED_AT = 19
const NO_LOG = 1

/**
 * Throws VaultError `unusable` where a copy was put beside the log of the store that stood there before. SQLite would write that
 * log over the copy: the older keys would be back, and the newest gone.
 */
export function assertOwnLog(file: string): void {
  if (!statSync(`${file}-wal`, { throwIfNoEntry: false })?.size) return
  const said = Buffer.alloc(1)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, said, 0, 1, LOGGED_AT)
  } finally {
    closeSync(handle)
  }
  if (said[0] !== NO_LOG) return
  throw new VaultError(
    'unusable',
    `Beside the key store ${file} lies the log of another one, ${file}-wal, which would be written over it. Move ${file}-wal and ${file}-shm away`,
  )
}

function opened(file: string): DatabaseSync {
  if (existsSync(file)) assertOwnLog(file)
  try {
    // Before SQLite opens it: the log and the index beside it get the permissions that it has then.
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
    const database = new DatabaseSync(file, { timeout: PATIENCE_MS })
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;')
    database.exec(SCHEMA)
    database.exec(`PRAGMA busy_timeout = ${String(TRY_MS)}`)
    return database
  } catch {
    throw new VaultError(
      'unusable',
      `The key store ${file} cannot be read, or is none. Put its newest copy back, readable for its owner`,
    )
  }
}
