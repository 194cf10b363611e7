/** The database of the real house for a command that works on all of it: a server of somebody's own, or the embedded one, running or not. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { operatorSettings } from '../lib/server/env.ts'
import { holderOf, lockFolder } from '../lib/server/postgres/folder-lock.ts'
import { makeDataFolder, rememberedPort } from '../lib/server/postgres/placement.ts'
import { embeddedUrls, openEmbedded } from './embedded.ts'
import { StopError } from './launch/progress.mjs'
import { ensureSecrets } from './secrets.ts'
import { newStops } from './stops.ts'

/** `appUrl`, `jobsUrl`: the logins of the server, where they are known. `secret`: CAUSEWAY_SECRET. */
export type HouseDatabase = {
  readonly migratorUrl: string
  readonly appUrl: string | undefined
  readonly jobsUrl: string | undefined
  readonly secret: string
}

/** Whether the embedded house of a folder has ever been started. */
export function hasHouse(folder: string): boolean {
  return operatorSettings().DATABASE_MIGRATE_URL !== undefined || existsSync(join(folder, 'database.json'))
}

/** Whether somebody else may be working in the house of a folder; of a server of somebody's own nobody knows. */
export async function isRunning(folder: string): Promise<boolean> {
  return operatorSettings().DATABASE_MIGRATE_URL === undefined && (await holderOf(folder)) !== null
}

/** Does work with the login that migrates. The embedded database is started for it where it does not run. */
export async function withHouseDatabase<T>(
  folder: string,
  work: (database: HouseDatabase) => Promise<T>,
): Promise<T> {
  const { DATABASE_MIGRATE_URL, DATABASE_URL, DATABASE_JOBS_URL, CAUSEWAY_SECRET } = operatorSettings()
  if (DATABASE_MIGRATE_URL === undefined && DATABASE_URL !== undefined) {
    throw new StopError(
      'DATABASE_MIGRATE_URL is missing: the login that may read and write all of the house.',
    )
  }
  const secrets = () => ensureSecrets(folder)
  if (DATABASE_MIGRATE_URL !== undefined) {
    const own = { migratorUrl: DATABASE_MIGRATE_URL, appUrl: DATABASE_URL, jobsUrl: DATABASE_JOBS_URL }
    return work({ ...own, secret: CAUSEWAY_SECRET ?? secrets().seal })
  }
  if (await isRunning(folder)) {
    return work({
      ...embeddedUrls(rememberedPort(folder), secrets()),
      secret: CAUSEWAY_SECRET ?? secrets().seal,
    })
  }
  makeDataFolder(folder)
  const lock = await lockFolder(folder)
  if ('heldBy' in lock) throw new StopError(`The data folder ${folder} is in use (process ${lock.heldBy}).`)
  const stops = newStops()
  await stops.add(() => lock.release())
  try {
    const known = secrets()
    const { appUrl, jobsUrl, embedded } = await openEmbedded(folder, known, stops)
    if (embedded === null) throw new StopError('The embedded database did not start.')
    const { migratorUrl } = embedded
    return await work({ migratorUrl, appUrl, jobsUrl, secret: CAUSEWAY_SECRET ?? known.seal })
  } finally {
    await stops.all()
  }
}
