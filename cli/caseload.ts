/** When the demo's invented cases are loaded: once per data folder, whole or not at all. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withClient } from '../lib/server/postgres/connection.ts'
import { databaseName } from '../lib/server/postgres/house-database.ts'
import { lastLineOf, runChild, startChild } from './child.ts'
import { say, step } from './launch/progress.mjs'
import type { Stops } from './stops.ts'

export const demoCases = 240

function stampOf(dataFolder: string): string {
  return join(dataFolder, 'caseload.json')
}

/** An interrupted load left half a house: the demo's database is made again. Comes before the migrations. */
export async function clearHalfLoaded(dataFolder: string, superuserUrl: string): Promise<void> {
  if (existsSync(stampOf(dataFolder))) return
  await withClient(superuserUrl, (client) =>
    client.query(`drop database if exists ${databaseName} with (force)`),
  )
}

/** Loads the caseload unless it is there. */
export async function ensureCaseload(
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
  stops: Stops,
): Promise<void> {
  if (existsSync(stampOf(dataFolder))) {
    say('caseload', 'is there')
    return
  }
  const log = join(dataFolder, 'caseload.log')
  rmSync(log, { force: true })
  await step(
    'caseload',
    async () => {
      const child = startChild('prisma/seed/load.ts', ['--cases', String(demoCases)], { environment, log })
      await stops.add(() => child.stop())
      await runChild('Loading the demo caseload', child, log)
      writeFileSync(stampOf(dataFolder), `${JSON.stringify({ cases: demoCases })}\n`)
    },
    { pulse: () => lastLineOf(log), done: () => `${demoCases} invented cases` },
  )
}
