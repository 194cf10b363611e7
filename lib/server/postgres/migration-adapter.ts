/**
 * Prisma's adapter for pg, made fit for the schema engine. As it comes it cuts scripts at every semicolon and cannot
 * read the catalogue's one-byte type "char".
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils'
import pg from 'pg'

const charType = 18
const textType = 25

/** The rows of answers that held "char", with the positions of those columns. */
type CharColumns = WeakMap<object, readonly number[]>

/** A pool of one connection (the engine's advisory lock belongs to it) that shows "char" to the adapter as text. */
function frontPool(inner: pg.Pool, charColumns: CharColumns): pg.Pool {
  const front = new pg.Pool({ max: 1 })
  Reflect.set(front, 'connect', () => inner.connect())
  Reflect.set(front, 'query', async (config: pg.QueryArrayConfig) => {
    const result = await inner.query(config)
    // A script of several statements answers with a list; nobody reads its rows.
    if (Array.isArray(result)) return { fields: [], rows: [], rowCount: 0 }
    const positions = result.fields.flatMap((field, index) => (field.dataTypeID === charType ? [index] : []))
    charColumns.set(result.rows, positions)
    for (const field of result.fields) if (field.dataTypeID === charType) field.dataTypeID = textType
    return result
  })
  return front
}

async function readWithChars(
  adapter: SqlDriverAdapter,
  charColumns: CharColumns,
  query: SqlQuery,
): Promise<SqlResultSet> {
  const result = await adapter.queryRaw(query)
  const positions = charColumns.get(result.rows) ?? []
  const columnTypes = result.columnTypes.map((type, index) =>
    positions.includes(index) ? ColumnTypeEnum.Character : type,
  )
  return { ...result, columnTypes }
}

/**
 * Opens one connection to `url`. A script is sent in one piece, which keeps DO blocks and function bodies whole and
 * makes it one transaction: a failing migration leaves nothing behind. A role that it took on is given back, or the
 * engine could not write down that the migration is applied.
 */
export async function openAdapter(
  url: string,
): Promise<{ adapter: SqlDriverAdapter; end: () => Promise<void> }> {
  const inner = new pg.Pool({ connectionString: url, max: 1 })
  const charColumns: CharColumns = new WeakMap()
  const bare = await new PrismaPg(frontPool(inner, charColumns)).connect()
  const run = (sql: string) => bare.executeRaw({ sql, args: [], argTypes: [] })
  const adapter: SqlDriverAdapter = {
    provider: bare.provider,
    adapterName: bare.adapterName,
    queryRaw: (query) => readWithChars(bare, charColumns, query),
    executeRaw: (query) => bare.executeRaw(query),
    startTransaction: (isolation) => bare.startTransaction(isolation),
    getConnectionInfo: () => bare.getConnectionInfo(),
    dispose: () => inner.end(),
    async executeScript(script) {
      try {
        await run(script)
      } finally {
        await run('RESET ROLE')
      }
    },
  }
  return { adapter, end: () => inner.end() }
}
