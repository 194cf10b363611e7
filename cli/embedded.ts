/** The launcher's embedded database: starts it for a data folder and says which login is for whom. */
import { join } from 'node:path'
import { startCluster } from '../lib/server/postgres/cluster.ts'
import {
  appRole,
  databaseName,
  ensureHouseDatabase,
  jobsRole,
  localUrl,
  migratorRole,
} from '../lib/server/postgres/house-database.ts'
import { place, rememberPlacement } from '../lib/server/postgres/placement.ts'
import { say, step } from './launch/progress.mjs'
import type { Secrets } from './secrets.ts'
import type { Stops } from './stops.ts'

export type Database = {
  readonly appUrl: string
  /** The login for what the house does by itself. */
  readonly jobsUrl: string
  /** Null: a server of somebody's own, which the launcher neither migrates nor fills. */
  readonly embedded: { readonly migratorUrl: string; readonly superuserUrl: string } | null
  /** Resolves when the server ended, with its last words; never for a server of somebody's own. */
  readonly ended: Promise<string>
}

/** The logins of the embedded database on `port`. */
export function embeddedUrls(port: number, secrets: Secrets) {
  return {
    appUrl: localUrl({ port, user: appRole, password: secrets.app, database: databaseName }),
    jobsUrl: localUrl({ port, user: jobsRole, password: secrets.jobs, database: databaseName }),
    migratorUrl: localUrl({ port, user: migratorRole, password: secrets.migrator, database: databaseName }),
    superuserUrl: localUrl({ port, user: 'postgres', password: secrets.superuser, database: 'postgres' }),
  }
}

/** Starts the database of `dataFolder`, made at the first start. The caller holds the folder's lock. */
export async function openEmbedded(dataFolder: string, secrets: Secrets, stops: Stops): Promise<Database> {
  return step(
    'database',
    async () => {
      const { folder, cluster, binaries, identity, port, outside } = place(dataFolder)
      if (outside)
        say('database', `kept in ${folder}, because PostgreSQL's own user cannot enter ${dataFolder}`)
      const running = await startCluster({
        folder,
        binaries,
        identity,
        port,
        password: secrets.superuser,
        logFile: join(dataFolder, 'postgres.log'),
        durable: true,
      })
      await stops.add(() => running.stop())
      rememberPlacement(dataFolder, cluster, running.port)
      const { appUrl, jobsUrl, migratorUrl, superuserUrl } = embeddedUrls(running.port, secrets)
      await ensureHouseDatabase(superuserUrl, secrets.migrator)
      return {
        appUrl,
        jobsUrl,
        embedded: { migratorUrl, superuserUrl },
        ended: running.ended,
        version: binaries.version,
      }
    },
    {
      done: ({ version }) => `PostgreSQL ${version.replace(/-.*/, '')} on 127.0.0.1`,
      pulse: () => 'starting PostgreSQL',
    },
  )
}
