/**
 * What must hold before the server may work with a database: its logins may do no more than they should, and every table
 * of a case is guarded, as is every other that has policies. A start that finds otherwise stops.
 */
import 'server-only'
import pg from 'pg'
import { env } from './env.ts'

type Found = {
  readonly login: string
  readonly mighty: boolean
  readonly open: readonly string[]
}

/** Roles that no login of the server may be, or become. */
const JUDGES_AND_OWNERS = ['causeway_owner', 'causeway_law']

/** The triggers know these two by name: another login in their roles would be judged by none of them. */
const LOGINS = ['causeway_app', 'causeway_jobs']

/**
 * Looks at the login of an address and at the guards of the database behind it.
 *
 * @returns what is wrong, in words for an operator, or null
 */
export async function findLooseGuard(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Found>(
      `SELECT current_user::text AS login,
         r.rolsuper OR r.rolbypassrls OR EXISTS (
           SELECT FROM pg_roles judge WHERE judge.rolname = ANY ($1::text[]) AND pg_has_role(r.oid, judge.oid, 'MEMBER')) AS mighty,
         ARRAY (SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
           AND (EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) OR EXISTS (
             SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'case_id'))
           ORDER BY 1) AS open
       FROM pg_roles r WHERE r.rolname = current_user`,
      [JUDGES_AND_OWNERS],
    )
    const [found] = rows
    if (found === undefined || found.mighty) {
      return `${found?.login ?? 'The login'} may read and change everything. The server works as causeway_app and causeway_jobs only.`
    }
    if (!LOGINS.includes(found.login)) {
      return `${found.login} is not a login of the server. The server works as causeway_app and causeway_jobs only.`
    }
    if (found.open.length === 0) return null
    return `Row-level security is off on: ${found.open.join(', ')}. Run: npm run -s causeway -- migrate`
  } finally {
    await client.end()
  }
}

/** Throws what `findLooseGuard` finds for either of the server's logins. */
export async function assertGuarded(): Promise<void> {
  const { DATABASE_URL, DATABASE_JOBS_URL } = env()
  for (const url of [DATABASE_URL, DATABASE_JOBS_URL]) {
    const loose = await findLooseGuard(url)
    if (loose !== null) throw new Error(loose)
  }
}
