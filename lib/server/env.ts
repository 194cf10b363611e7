/**
 * Which settings the house reads from its environment, and the only place that reads them. A missing or malformed
 * setting names itself and stops the start. Values never stand in a message: a log must not learn a password.
 * Read lazily, so that a build needs no setting at all.
 */
import { z } from 'zod'
import {
  bucket,
  databaseUrl,
  file,
  flag,
  folder,
  key,
  keysUrl,
  origin,
  recipients,
  service,
  serviceKey,
  sessionSecret,
  setting,
  word,
} from './setting-shapes.ts'

/** A setting as its name and what is wrong with it; `message` is ready to be shown to an operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly settings: readonly string[]

  constructor(problems: readonly { setting: string; problem: string }[]) {
    super(problems.map(({ setting, problem }) => `${setting} ${problem}`).join('\n'))
    this.settings = problems.map(({ setting }) => setting)
  }
}

const server = z.object({
  DATABASE_URL: setting(databaseUrl),
  DATABASE_JOBS_URL: setting(databaseUrl),
  DATABASE_MIGRATE_URL: setting(
    z.undefined({ error: 'must not be known to the server: only `npm run -s causeway -- migrate` takes it' }),
  ),
  DATABASE_POOL_SIZE: setting(
    z
      .string()
      .regex(/^[1-9]\d?$/, 'must be a number from 1 to 99')
      .transform(Number)
      .default(10),
  ),
  NEXTAUTH_SECRET: setting(sessionSecret),
  NEXTAUTH_URL: setting(origin),
  CAUSEWAY_SECRET: setting(key),
  CAUSEWAY_KEY_STORE: setting(file),
  CAUSEWAY_KEY_FILE: setting(file),
  KEYS_DATABASE_URL: setting(keysUrl.optional()),
  CAUSEWAY_KEY_STORE_COPY_DIR: setting(folder.optional()),
  CAUSEWAY_KEY_FILE_COPY_DIR: setting(folder.optional()),
  CAUSEWAY_TRANSIT_URL: setting(service.optional()),
  CAUSEWAY_TRANSIT_KEY: setting(serviceKey.optional()),
  CAUSEWAY_TRANSIT_TOKEN_FILE: setting(file.optional()),
  CAUSEWAY_DOCUMENTS: setting(folder),
  CAUSEWAY_S3_URL: setting(service.optional()),
  CAUSEWAY_S3_BUCKET: setting(bucket.optional()),
  CAUSEWAY_S3_REGION: setting(word.optional()),
  CAUSEWAY_S3_KEY_ID: setting(word.optional()),
  CAUSEWAY_S3_SECRET_FILE: setting(file.optional()),
  CAUSEWAY_DEMO: setting(flag).transform((value) => value === '1'),
  CAUSEWAY_LOG_LEVEL: setting(
    z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  ),
  PORT: setting(
    z
      .string()
      .regex(/^[1-9]\d{0,4}$/, 'must be a port from 1 to 65535')
      .transform(Number)
      .refine((port) => port <= 65_535, { error: 'must be a port from 1 to 65535' })
      .default(3000),
  ),
})

const operator = z.object({
  DATABASE_URL: setting(databaseUrl.optional()),
  DATABASE_JOBS_URL: setting(databaseUrl.optional()),
  DATABASE_MIGRATE_URL: setting(databaseUrl.optional()),
  NEXTAUTH_SECRET: setting(sessionSecret.optional()),
  NEXTAUTH_URL: setting(origin.optional()),
  CAUSEWAY_SECRET: setting(key.optional()),
  CAUSEWAY_KEY_STORE: setting(file.optional()),
  CAUSEWAY_KEY_FILE: setting(file.optional()),
  KEYS_DATABASE_URL: server.shape.KEYS_DATABASE_URL,
  CAUSEWAY_KEY_STORE_COPY_DIR: server.shape.CAUSEWAY_KEY_STORE_COPY_DIR,
  CAUSEWAY_KEY_FILE_COPY_DIR: server.shape.CAUSEWAY_KEY_FILE_COPY_DIR,
  CAUSEWAY_BACKUP_RECIPIENTS: setting(recipients.optional()),
  CAUSEWAY_TRANSIT_URL: server.shape.CAUSEWAY_TRANSIT_URL,
  CAUSEWAY_TRANSIT_KEY: server.shape.CAUSEWAY_TRANSIT_KEY,
  CAUSEWAY_TRANSIT_TOKEN_FILE: server.shape.CAUSEWAY_TRANSIT_TOKEN_FILE,
  CAUSEWAY_DOCUMENTS: setting(folder.optional()),
  CAUSEWAY_S3_URL: server.shape.CAUSEWAY_S3_URL,
  CAUSEWAY_S3_BUCKET: server.shape.CAUSEWAY_S3_BUCKET,
  CAUSEWAY_S3_REGION: server.shape.CAUSEWAY_S3_REGION,
  CAUSEWAY_S3_KEY_ID: server.shape.CAUSEWAY_S3_KEY_ID,
  CAUSEWAY_S3_SECRET_FILE: server.shape.CAUSEWAY_S3_SECRET_FILE,
  CAUSEWAY_LOG_LEVEL: server.shape.CAUSEWAY_LOG_LEVEL,
  PORT: server.shape.PORT,
})

const seed = z.object({
  DATABASE_MIGRATE_URL: setting(databaseUrl),
  CAUSEWAY_KEY_STORE: setting(file),
  CAUSEWAY_KEY_FILE: setting(file),
  CAUSEWAY_DEMO: setting(z.literal('1', { error: 'must be 1: invented people are for demonstrations only' })),
})

/** What the server knows. */
export type Settings = z.output<typeof server>
/** What the launcher and the operator's command line may be given. */
export type OperatorSettings = z.output<typeof operator>

type Source = Readonly<Record<string, string | undefined>>

function read<T extends z.ZodType>(shape: T, source: Source): z.output<T> {
  const result = shape.safeParse(source)
  if (result.success) return result.data
  throw new SettingsError(
    result.error.issues.map((issue) => ({
      setting: issue.path.map(String).join('.'),
      problem: issue.message,
    })),
  )
}

/** The server's settings out of `source`. Throws SettingsError that names every wrong setting at once. */
export function readSettings(source: Source): Settings {
  return read(server, source)
}

let known: Settings | undefined

/** The server's settings, read once. Throws SettingsError. */
export function env(): Settings {
  known ??= readSettings(process.env)
  return known
}

/** Where the key service is, or null for a house without one. Throws SettingsError when only a part of it was set. */
export function transitPlace(
  known: Pick<
    OperatorSettings,
    'CAUSEWAY_TRANSIT_URL' | 'CAUSEWAY_TRANSIT_KEY' | 'CAUSEWAY_TRANSIT_TOKEN_FILE'
  > = env(),
): { readonly url: string; readonly key: string; readonly tokenFile: string } | null {
  const {
    CAUSEWAY_TRANSIT_URL: url,
    CAUSEWAY_TRANSIT_KEY: key,
    CAUSEWAY_TRANSIT_TOKEN_FILE: tokenFile,
  } = known
  if (url === undefined && key === undefined && tokenFile === undefined) return null
  if (url !== undefined && key !== undefined && tokenFile !== undefined) return { url, key, tokenFile }
  const missing = Object.entries({
    CAUSEWAY_TRANSIT_URL: url,
    CAUSEWAY_TRANSIT_KEY: key,
    CAUSEWAY_TRANSIT_TOKEN_FILE: tokenFile,
  }).filter(([, value]) => value === undefined)
  throw new SettingsError(missing.map(([name]) => ({ setting: name, problem: 'is missing' })))
}

/** Whether this process was given everything that the server needs. */
export function isServerEnvironment(source: Source = process.env): boolean {
  return server.safeParse(source).success
}

/** The settings that an operator may give to the launcher and the command line. Throws SettingsError. */
export function operatorSettings(source: Source = process.env): OperatorSettings {
  return read(operator, source)
}

/** Where the invented caseload goes, and what seals its secrets; only in a demonstration. Throws SettingsError. */
export function seedSettings(source: Source = process.env): {
  readonly migrateUrl: string
  readonly keyStore: string
  readonly keyFile: string
} {
  const known = read(seed, source)
  return {
    migrateUrl: known.DATABASE_MIGRATE_URL,
    keyStore: known.CAUSEWAY_KEY_STORE,
    keyFile: known.CAUSEWAY_KEY_FILE,
  }
}

/**
 * The environment of a child process: this one's, with `changes` laid over it. `DATABASE_MIGRATE_URL` and
 * `KEYS_DATABASE_URL` are passed on only where `changes` names them; they are emptied rather than left out, because Next would
 * otherwise read them from .env.
 */
export function childEnvironment(changes: Source): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_MIGRATE_URL: '', KEYS_DATABASE_URL: '', ...changes }
}

/** What a program needs that must know nothing of ours: the database server, whose superuser could read it. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, LD_LIBRARY_PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot } = process.env
  return { NODE_ENV, PATH, LD_LIBRARY_PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, LC_ALL: 'C' }
}
