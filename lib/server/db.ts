/** The pool of connections, as the app's own least-privileged login. Only `act` and the session look-up may use it. */
import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../prisma/generated/client.ts'
import { env } from './env.ts'

/** Connections of one server process. */
const POOL_SIZE = 10

let client: PrismaClient | undefined

/** The process's one client, made at first use so that a build needs no database. */
export function db(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: POOL_SIZE }),
  })
  return client
}

/** Closes the pool; the next use opens a new one. */
export async function closeDb(): Promise<void> {
  await client?.$disconnect()
  client = undefined
}

/** True when the database answers. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await db().$queryRaw`SELECT 1`
    return true
  } catch {
    return false
  }
}
