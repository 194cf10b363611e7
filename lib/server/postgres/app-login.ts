/** How the app's login gets its password: outside the migration files, and never in readable form in a statement. */
import { withClient } from './connection.ts'
import { appRole } from './house-database.ts'
import { scramVerifier } from './scram.ts'

/** Gives causeway_app the password in `appUrl`. Returns false when that address names another login. */
export async function setAppPassword(migratorUrl: string, appUrl: string): Promise<boolean> {
  const { username, password } = new URL(appUrl)
  if (decodeURIComponent(username) !== appRole || password === '') return false
  const verifier = scramVerifier(decodeURIComponent(password))
  await withClient(migratorUrl, (client) =>
    client.query(`alter role ${appRole} password ${client.escapeLiteral(verifier)}`),
  )
  return true
}
