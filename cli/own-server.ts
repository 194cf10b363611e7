/** A PostgreSQL server of somebody's own: what must hold before the web server may start on it. */
import { withClient } from '../lib/server/postgres/connection.ts'
import { findLooseGuard } from '../lib/server/guards.ts'
import type { Database } from './embedded.ts'
import { step, StopError } from './launch/progress.mjs'

const noSuchTable = '42P01'
const noPermission = '42501'

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === noSuchTable || code === noPermission) {
    return 'The database behind DATABASE_URL is not migrated. Set DATABASE_MIGRATE_URL and run: npm run -s causeway -- migrate'
  }
  const words = error instanceof Error && error.message !== '' ? error.message : code
  return `The database behind DATABASE_URL does not let the app in: ${words}`
}

/** What is wrong with the two logins, the guards or the tables, in words for an operator; null when nothing is. */
async function findTrouble(appUrl: string, jobsUrl: string): Promise<string | null> {
  try {
    for (const url of [appUrl, jobsUrl]) {
      const loose = await findLooseGuard(url)
      if (loose !== null) return loose
    }
    await withClient(appUrl, (client) => client.query('select from stage_move limit 1'))
    return null
  } catch (error) {
    return reason(error)
  }
}

/** Looks whether both logins of the server get in, may do no more than they should, and find their tables guarded. */
export async function openOwnServer(appUrl: string, jobsUrl: string): Promise<Database> {
  await step(
    'database',
    async () => {
      const trouble = await findTrouble(appUrl, jobsUrl)
      if (trouble !== null) throw new StopError(trouble)
    },
    { done: () => 'the server that DATABASE_URL names' },
  )
  return { appUrl, jobsUrl, embedded: null, ended: new Promise(() => undefined) }
}
