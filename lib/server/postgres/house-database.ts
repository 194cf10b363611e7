/**
 * What a fresh cluster gets before the first migration, as its superuser: the role that migrates and the database.
 * The server never works as either; it logs in as causeway_app and causeway_jobs, which the migrations make.
 */
import { withClient } from './connection.ts'
import { scramVerifier } from './scram.ts'

export const databaseName = 'causeway'
export const migratorRole = 'causeway_migrator'
export const appRole = 'causeway_app'
export const jobsRole = 'causeway_jobs'

export type Login = {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

/** A connection address on 127.0.0.1. */
export function localUrl({ port, user, password, database }: Login): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

/** Makes or renews the migrator's login and makes the database. Idempotent. */
export function ensureHouseDatabase(superuserUrl: string, migratorPassword: string): Promise<void> {
  return withClient(superuserUrl, async (client) => {
    const has = async (question: string, name: string) =>
      (await client.query(question, [name])).rowCount === 1
    if (!(await has('select from pg_roles where rolname = $1', migratorRole))) {
      await client.query(`create role ${migratorRole} login createrole createdb`)
    }
    const verifier = client.escapeLiteral(scramVerifier(migratorPassword))
    await client.query(`alter role ${migratorRole} password ${verifier}`)
    if (!(await has('select from pg_database where datname = $1', databaseName))) {
      await client.query(`create database ${databaseName} owner ${migratorRole}`)
    }
  })
}
