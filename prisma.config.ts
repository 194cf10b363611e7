/** How Prisma's own command line finds the schema, the migrations and, when it needs one, the database. */
import { defineConfig } from 'prisma/config'

// `prisma generate` needs no database, so an absent setting is no error here. Migrations run as the role that may
// create roles and tables; the app's own login (DATABASE_URL) may not, and is never used for them.
const url = process.env['DATABASE_MIGRATE_URL']

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
})
