/**
 * The pools of connections: one as the app's own least-privileged login, for whoever asks, and one for what the house
 * does by itself. Only `act` and the session look-up may use them.
 */
import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../prisma/generated/client.ts'
import { env } from './env.ts'

/** Connections of one server process for what the house does by itself. */
const JOBS_POOL_SIZE = 2

let client: PrismaClient | undefined
let jobsClient: PrismaClient | undefined

/** The process's one client, made at first use so that a build needs no database. */
export function db(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL_SIZE }),
  })
  return client
}

/** The same as the login of the jobs, for the actor `system`. */
export function jobsDb(): PrismaClient {
  jobsClient ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_JOBS_URL, max: JOBS_POOL_SIZE }),
  })
  return jobsClient
}

/** Closes the pools; the next use opens new ones. */
export async function closeDb(): Promise<void> {
  await client?.$disconnect()
  await jobsClient?.$disconnect()
  client = undefined
  jobsClient = undefined
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
