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

/** Looks whether both logins of the server get in, may do no more than they should, and find their tables guarded. */
export async function openOwnServer(appUrl: string, jobsUrl: string): Promise<Database> {
  await step(
    'database',
    async () => {
      for (const url of [appUrl, jobsUrl]) {
        const loose = await findLooseGuard(url).catch((error: unknown) => {
          throw new StopError(reason(error))
        })
        if (loose !== null) throw new StopError(loose)
      }
      await withClient(appUrl, (client) => client.query('select from stage_move limit 1')).catch(
        (error: unknown) => {
          throw new StopError(reason(error))
        },
      )
    },
    { done: () => 'the server that DATABASE_URL names' },
  )
  return { appUrl, jobsUrl, embedded: null, ended: new Promise(() => undefined) }
}
