/** A PostgreSQL server of somebody's own: what must hold before the web server may start on it. */
import { withClient } from '../lib/server/postgres/connection.ts'
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

/** Looks whether the app can log in and finds its tables. */
export async function openOwnServer(appUrl: string): Promise<Database> {
  await step(
    'database',
    () =>
      withClient(appUrl, (client) => client.query('select from stage_move limit 1')).catch(
        (error: unknown) => {
          throw new StopError(reason(error))
        },
      ),
    { done: () => 'the server that DATABASE_URL names' },
  )
  return { appUrl, embedded: null, ended: new Promise(() => undefined) }
}
