/** The order in which a house starts: folder, secrets, database, migrations, caseload, build, web server. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, operatorSettings, readSettings, type OperatorSettings } from '../lib/server/env.ts'
import { s3Place } from '../lib/server/documents/s3-place.ts'
import { lockFolder } from '../lib/server/postgres/folder-lock.ts'
import { ensureHouseDatabase } from '../lib/server/postgres/house-database.ts'
import { makeDataFolder } from '../lib/server/postgres/placement.ts'
import { readArguments } from './arguments.ts'
import { ensureBuilt } from './build.ts'
import { clearHalfLoaded, ensureCaseload } from './caseload.ts'
import { repository, runChild, startChild } from './child.ts'
import { openEmbedded, type Database } from './embedded.ts'
import { ensureKeys, keyPlaces } from './keys.ts'
import { say, step, StopError } from './launch/progress.mjs'
import { openOwnServer } from './own-server.ts'
import { ensureSecrets, type Secrets } from './secrets.ts'
import { documentsFolder, realFolder, rememberWebPort, serverSettings } from './server-settings.ts'
import type { Stops } from './stops.ts'
import { assertPortFree, startWeb, untilHealthy } from './web.ts'

export type Kind = 'demo' | 'real'

export type House = {
  readonly origin: string
  readonly environment: NodeJS.ProcessEnv
  /** True while the web server waits for a key holder. */
  readonly locked: boolean
  /** Resolves with what ended although nobody asked it to. */
  readonly broken: Promise<string>
}

const demoFolder = join(repository, '.causeway', 'demo')
const commands = { demo: 'npm run demo', real: 'npm start' } as const

async function takeFolder(folder: string, stops: Stops): Promise<void> {
  makeDataFolder(folder)
  const lock = await lockFolder(folder)
  if ('heldBy' in lock) {
    throw new StopError(`The data folder ${folder} is in use by a run of Causeway (process ${lock.heldBy}).`)
  }
  await stops.add(() => lock.release())
}

/** The demo is the same on every machine: it takes nothing from the environment. */
function given(kind: Kind): OperatorSettings {
  return operatorSettings(kind === 'demo' ? {} : undefined)
}

async function migrate(
  folder: string,
  known: { readonly database: Database; readonly migratorUrl: string; readonly secret: string },
  stops: Stops,
): Promise<void> {
  const log = join(folder, 'migrate.log')
  rmSync(log, { force: true })
  await step(
    'migrate',
    async () => {
      // Its own process, so that the login that may change everything never lives in the one that starts the server.
      const environment = childEnvironment({
        DATABASE_URL: known.database.appUrl,
        DATABASE_JOBS_URL: known.database.jobsUrl,
        DATABASE_MIGRATE_URL: known.migratorUrl,
        CAUSEWAY_SECRET: known.secret,
      })
      const child = startChild('cli/causeway.ts', ['migrate'], { environment, log })
      await stops.add(() => child.stop())
      await runChild('The migration', child, log)
    },
    { done: () => 'the database is up to date' },
  )
}

async function openDatabase(
  kind: Kind,
  folder: string,
  settings: OperatorSettings,
  secrets: Secrets,
  stops: Stops,
): Promise<Database> {
  if (settings.DATABASE_MIGRATE_URL !== undefined) {
    say('database', 'DATABASE_MIGRATE_URL is kept from the server; only `causeway migrate` takes it')
  }
  if (settings.DATABASE_URL !== undefined) {
    // The server reads the settings again and says what is wrong with them; this one has nothing to fall back on.
    if (settings.DATABASE_JOBS_URL === undefined) throw new StopError('DATABASE_JOBS_URL is missing')
    return openOwnServer(settings.DATABASE_URL, settings.DATABASE_JOBS_URL)
  }
  const database = await openEmbedded(folder, secrets, stops)
  if (database.embedded !== null) {
    const { superuserUrl, migratorUrl } = database.embedded
    if (kind === 'demo') {
      await clearHalfLoaded(folder, superuserUrl)
      await ensureHouseDatabase(superuserUrl, secrets.migrator)
    }
    const secret = settings.CAUSEWAY_SECRET ?? secrets.seal
    await migrate(folder, { database, migratorUrl, secret }, stops)
  }
  return database
}

/** Starts everything, or throws and leaves nothing that `stops` does not know. */
export async function openHouse(kind: Kind, args: readonly string[], stops: Stops): Promise<House> {
  const command = commands[kind]
  const asked = readArguments(args, command)
  const settings = given(kind)
  const port = asked.port ?? settings.PORT
  const folder = asked.dataFolder ?? (kind === 'demo' ? demoFolder : realFolder)
  await takeFolder(folder, stops)
  await assertPortFree(port, command)
  const secrets = ensureSecrets(folder)
  const keys = keyPlaces(folder, settings)
  // A key store on a server is looked at when the database is known, from which it must be apart.
  const onServer = keys.keysUrl !== null
  if (!onServer) await ensureKeys(keys, settings, null)
  const database = await openDatabase(kind, folder, settings, secrets, stops)
  if (onServer) await ensureKeys(keys, settings, database.appUrl)
  const documents = documentsFolder(folder)
  const demo = kind === 'demo'
  const known = serverSettings({ demo, settings, secrets, keys, documents, database, port })
  s3Place(readSettings(known))
  const environment = childEnvironment(known)
  if (kind === 'demo') {
    const migrator = database.embedded?.migratorUrl
    await ensureCaseload(folder, { ...environment, DATABASE_MIGRATE_URL: migrator }, stops)
  }
  await ensureBuilt(stops)
  // The demo keeps its terminal readable; a real house leaves the log to whatever collects its output.
  const log = kind === 'demo' ? join(folder, 'server.log') : null
  if (log !== null) rmSync(log, { force: true })
  const web = startWeb(port, environment, log)
  await stops.add(() => web.stop())
  const state = await step('serve', () => untilHealthy(web, port, log), {
    done: (found) =>
      found === 'locked' ? 'the web server waits for a key holder' : 'the web server answers',
  })
  rememberWebPort(folder, port)
  const broken = Promise.race([
    web.ended.then((code) => `The web server ended by itself (${code ?? 'killed'}).`),
    database.ended.then((words) => `The database ended by itself.\n${words}`),
  ])
  return { origin: `http://127.0.0.1:${port}`, environment, locked: state === 'locked', broken }
}
