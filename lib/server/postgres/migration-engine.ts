/**
 * Prisma's own schema engine as WebAssembly: the same program that `prisma migrate` downloads, without the download.
 * One instance works on one database.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { withClient } from './connection.ts'
import { openAdapter } from './migration-adapter.ts'

/** Where the engine leaves its last words; without it a panic ends the whole process. */
const panics: { last: string | null; set_message(text: string): void } = {
  last: null,
  set_message(text) {
    panics.last = text
  },
}

/** What the engine panicked with, once, or else `fallback`. */
function lastWords(fallback: string): string {
  const words = panics.last ?? fallback
  panics.last = null
  return words
}

let loaded: Promise<void> | undefined

async function load(): Promise<void> {
  Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', panics)
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = readFileSync(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...glue } })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') Reflect.apply(start, undefined, [])
}

/** Opens databases for the engine and closes them all: an idle session would keep the engine's advisory lock. */
class Databases implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  readonly #url: string
  readonly #closings: (() => Promise<unknown>)[] = []

  constructor(url: string) {
    this.#url = url
  }

  async #open(url: string, after: () => Promise<unknown>): Promise<SqlDriverAdapter> {
    const { adapter, end } = await openAdapter(url)
    let closing: Promise<unknown> | undefined
    const close = () => (closing ??= end().then(after))
    this.#closings.push(close)
    return { ...adapter, dispose: () => close().then(() => undefined) }
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#open(this.#url, () => Promise.resolve())
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `causeway_shadow_${randomBytes(8).toString('hex')}`
    const say = (sql: string) => withClient(this.#url, (client) => client.query(sql))
    await say(`CREATE DATABASE ${name}`)
    const shadow = new URL(this.#url)
    shadow.pathname = `/${name}`
    return this.#open(shadow.href, () => say(`DROP DATABASE IF EXISTS ${name}`))
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#closings.map((close) => close()))
  }
}

/** Why the engine gave up, in its own words or the database's; never a value of a row. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/**
 * Runs `work` with an engine bound to the database behind `url`. `datamodels` are the schema files, needed where
 * the engine compares. Throws MigrationError.
 */
export async function withEngine<T>(
  url: string,
  datamodels: [string, string][] | undefined,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load()
  await loaded
  const databases = new Databases(url)
  const factory = bindMigrationAwareSqlAdapterFactory(databases)
  try {
    const engine = await glue.SchemaEngine.new({ datamodels }, () => undefined, factory)
    return await work(engine)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    // An error of the connection itself passes through the engine as a number only.
    const id = /^External error id#(\d+)/.exec(said)?.[1]
    const cause: unknown = id === undefined ? error : factory.errorRegistry.consumeError(Number(id))?.error
    const words = id === undefined ? lastWords(said) : cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(words, { cause })
  } finally {
    await databases.closeAll()
  }
}
