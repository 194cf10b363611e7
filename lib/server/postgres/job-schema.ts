/**
 * Who makes the tables of the job queue: the migrator, never the server. The login of the jobs may use them and nothing
 * more, so the server runs pg-boss with `migrate: false, createSchema: false`.
 */
import { PgBoss } from 'pg-boss'
import { withClient } from './connection.ts'

export const jobSchema = 'pgboss'

const grants = `
  grant usage on schema ${jobSchema} to causeway_jobs;
  grant select, insert, update, delete on all tables in schema ${jobSchema} to causeway_jobs;
  grant usage, select on all sequences in schema ${jobSchema} to causeway_jobs;
  grant execute on all functions in schema ${jobSchema} to causeway_jobs;`

/** Makes or renews the schema `pgboss` behind `url` (the migrator's login) and opens it to the jobs. Idempotent. */
export async function migrateJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: jobSchema,
    max: 1,
    supervise: false,
    schedule: false,
  })
  // Without a listener a lost connection would end the process before the step could say what happened.
  let complaint: Error | undefined
  boss.on('error', (error) => (complaint = error))
  await boss.start()
  await boss.stop({ graceful: false, close: true })
  if (complaint !== undefined) throw complaint
  await withClient(url, (client) => client.query(grants))
}
