/** Which settings a server gets: those that were given, and for the rest the secrets of its data folder. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { childEnvironment, operatorSettings, type OperatorSettings } from '../lib/server/env.ts'
import { holderOf } from '../lib/server/postgres/folder-lock.ts'
import { rememberedPort } from '../lib/server/postgres/placement.ts'
import type { KeyPlaces } from '../lib/server/vault/key-store-place.ts'
import { repository } from './child.ts'
import { embeddedUrls } from './embedded.ts'
import { keyPlaces } from './keys.ts'
import { StopError } from './launch/progress.mjs'
import { ensureSecrets, type Secrets } from './secrets.ts'

type Ingredients = {
  readonly demo: boolean
  readonly settings: OperatorSettings
  readonly secrets: Secrets
  readonly keys: KeyPlaces
  /** Where the documents stand when no store was named. */
  readonly documents: string
  readonly database: { readonly appUrl: string; readonly jobsUrl: string }
  readonly port: number
}

export const realFolder = join(repository, '.causeway', 'real')

/** The address of a running house is its port: the command line asks for it from another terminal. */
export function rememberWebPort(folder: string, port: number): void {
  writeFileSync(join(folder, 'web.json'), `${JSON.stringify({ port })}\n`, { mode: 0o600 })
}

/** Where the documents of a data folder stand. */
export function documentsFolder(folder: string): string {
  return join(folder, 'documents')
}

function rememberedWebPort(folder: string): number | null {
  const file = join(folder, 'web.json')
  if (!existsSync(file)) return null
  return z.object({ port: z.number().int().positive() }).parse(JSON.parse(readFileSync(file, 'utf8'))).port
}

export function serverSettings(given: Ingredients) {
  const { demo, settings, secrets, keys, documents, database, port } = given
  return {
    DATABASE_URL: database.appUrl,
    DATABASE_JOBS_URL: database.jobsUrl,
    DATABASE_MIGRATE_URL: '',
    NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET ?? secrets.session,
    NEXTAUTH_URL: settings.NEXTAUTH_URL ?? `http://127.0.0.1:${port}`,
    CAUSEWAY_SECRET: settings.CAUSEWAY_SECRET ?? secrets.seal,
    CAUSEWAY_KEY_STORE: keys.keyStore,
    CAUSEWAY_KEY_FILE: keys.keyFile,
    KEYS_DATABASE_URL: keys.keysUrl ?? '',
    // The keys of an invented house must not lie where a real one is waited for.
    CAUSEWAY_KEY_STORE_COPY_DIR: demo ? '' : (settings.CAUSEWAY_KEY_STORE_COPY_DIR ?? ''),
    CAUSEWAY_KEY_FILE_COPY_DIR: demo ? '' : (settings.CAUSEWAY_KEY_FILE_COPY_DIR ?? ''),
    CAUSEWAY_TRANSIT_URL: settings.CAUSEWAY_TRANSIT_URL ?? '',
    CAUSEWAY_TRANSIT_KEY: settings.CAUSEWAY_TRANSIT_KEY ?? '',
    CAUSEWAY_TRANSIT_TOKEN_FILE: settings.CAUSEWAY_TRANSIT_TOKEN_FILE ?? '',
    CAUSEWAY_DOCUMENTS: settings.CAUSEWAY_DOCUMENTS ?? documents,
    CAUSEWAY_S3_URL: settings.CAUSEWAY_S3_URL ?? '',
    CAUSEWAY_S3_BUCKET: settings.CAUSEWAY_S3_BUCKET ?? '',
    CAUSEWAY_S3_REGION: settings.CAUSEWAY_S3_REGION ?? '',
    CAUSEWAY_S3_KEY_ID: settings.CAUSEWAY_S3_KEY_ID ?? '',
    CAUSEWAY_S3_SECRET_FILE: settings.CAUSEWAY_S3_SECRET_FILE ?? '',
    CAUSEWAY_DEMO: demo ? '1' : '',
    CAUSEWAY_LOG_LEVEL: settings.CAUSEWAY_LOG_LEVEL,
    PORT: String(port),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  } as const
}

/** Whether the real house can be worked on: the embedded one runs, or there is a server of somebody's own. */
export async function realHouseRuns(): Promise<boolean> {
  return operatorSettings().DATABASE_URL !== undefined || (await holderOf(realFolder)) !== null
}

/** The environment in which a command works on the real house as its server does. The embedded one must be running. */
export async function realHouseEnvironment(): Promise<NodeJS.ProcessEnv> {
  const settings = operatorSettings()
  if (!(await realHouseRuns())) {
    throw new StopError(
      'DATABASE_URL is missing, and the embedded house is not running. Start it with: npm start',
    )
  }
  const secrets = ensureSecrets(realFolder)
  const port = rememberedWebPort(realFolder) ?? settings.PORT
  const embedded = embeddedUrls(rememberedPort(realFolder), secrets)
  const database = {
    appUrl: settings.DATABASE_URL ?? embedded.appUrl,
    jobsUrl: settings.DATABASE_JOBS_URL ?? embedded.jobsUrl,
  }
  const keys = keyPlaces(realFolder, settings)
  const documents = documentsFolder(realFolder)
  return childEnvironment(serverSettings({ demo: false, settings, secrets, keys, documents, database, port }))
}
