/** How the server's logins get their passwords: outside the migration files, and never in readable form in a statement. */
import { withClient } from './connection.ts'
import { appRole, jobsRole } from './house-database.ts'
import { scramVerifier } from './scram.ts'

const roles: readonly string[] = [appRole, jobsRole]

/**
 * Gives the login of an address the password in it. Returns false when the address names another login, which is then
 * looked after elsewhere.
 */
export async function setPassword(migratorUrl: string, url: string): Promise<boolean> {
  const { username, password } = new URL(url)
  const role = decodeURIComponent(username)
  if (!roles.includes(role) || password === '') return false
  const verifier = scramVerifier(decodeURIComponent(password))
  await withClient(migratorUrl, (client) =>
    client.query(`alter role ${role} password ${client.escapeLiteral(verifier)}`),
  )
  return true
}
