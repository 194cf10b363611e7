/**
 * How the database gets from where it is to what prisma/migrations says, and what a developer's next migration would
 * say. Fills `_prisma_migrations` exactly as `prisma migrate deploy` does.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  DiffTarget,
  MigrationList,
  SchemaFilter,
  SchemasContainer,
} from '@prisma/schema-engine-wasm/schema_engine_bg'
import { setContextKey } from './context-key.ts'
import { migrateJobs } from './job-schema.ts'
import { setPassword } from './logins.ts'
import { withEngine } from './migration-engine.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const migrationsFolder = join(root, 'prisma', 'migrations')
const schemaFolder = join(root, 'prisma', 'schema')
const noFilter: SchemaFilter = { externalTables: [], externalEnums: [] }

function readMigrations(): MigrationList {
  const names = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(migrationsFolder, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/** What a database is migrated with once it is up to date: each script with its hash, as the engine notes them. */
export function ownMigrations(): { name: string; checksum: string }[] {
  return readMigrations().migrationDirectories.map(({ path, migrationFile: { content } }) => ({
    name: path,
    checksum: createHash('sha256')
      .update(content.tag === 'ok' ? content.value : '')
      .digest('hex'),
  }))
}

function readSchema(): SchemasContainer {
  const names = readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
  return {
    files: names.map((name) => ({
      path: join(schemaFolder, name),
      content: readFileSync(join(schemaFolder, name), 'utf8'),
    })),
  }
}

/**
 * Applies what is missing to the database behind `url` (the migrator's login) and returns the names. A migration
 * that failed or was killed left nothing behind, because its script is one transaction: it is noted as rolled back
 * and tried again, where `prisma migrate` would ask for `migrate resolve --rolled-back` first.
 */
export function applyMigrations(url: string): Promise<readonly string[]> {
  const migrationsList = readMigrations()
  return withEngine(url, undefined, async (engine) => {
    const history = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: noFilter,
    })
    for (const migrationName of history.failedMigrationNames) {
      await engine.markMigrationRolledBack({ migrationName })
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter })
    return appliedMigrationNames
  })
}

/** What a migrated database must know of the server that will use it. */
export type ServerSide = {
  /** The addresses of the server's own logins; those that are left out are looked after elsewhere. */
  readonly logins: readonly (string | undefined)[]
  /** CAUSEWAY_SECRET, from which the key that signs contexts is derived. */
  readonly secret: string
}

/**
 * Brings a whole database up to date: tables, job queue, the server's passwords and the key of its contexts. Returns the
 * names of the migrations that were applied.
 */
export async function migrateHouse(migratorUrl: string, server: ServerSide): Promise<readonly string[]> {
  const applied = await applyMigrations(migratorUrl)
  await migrateJobs(migratorUrl)
  for (const url of server.logins) if (url !== undefined) await setPassword(migratorUrl, url)
  await setContextKey(migratorUrl, server.secret)
  return applied
}

/**
 * The SQL that leads from nothing, from the migrations so far (in a shadow database beside the one behind `url`) or
 * from that database as it stands, to prisma/schema. Empty string: no difference.
 */
export async function diffSql(url: string, from: 'empty' | 'migrations' | 'database'): Promise<string> {
  const schema = readSchema()
  const sources: Record<typeof from, () => DiffTarget> = {
    empty: () => ({ tag: 'empty' }),
    migrations: () => ({ tag: 'migrations', ...readMigrations() }),
    database: () => ({ tag: 'schemaDatasource', ...schema, configDir: root }),
  }
  const datamodels = schema.files.map(({ path, content }): [string, string] => [path, content])
  const { stdout } = await withEngine(url, datamodels, (engine) =>
    engine.diff({
      from: sources[from](),
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: noFilter,
    }),
  )
  const sql = stdout ?? ''
  return /^-- This is an empty migration\.\s*$/.test(sql) ? '' : sql
}
