/** Writes rows in bulk: one statement takes some thousand rows as JSON, and every constraint and trigger stays on. */
import type pg from 'pg'
import { TABLES, type Table } from './rows.ts'
import type { Chunk } from './caseload.ts'

const ROWS_A_STATEMENT = 4_000

/** Inserts a chunk in one transaction; what it does not name gets the table's defaults. */
export async function insertChunk(client: pg.Client, chunk: Chunk): Promise<void> {
  await client.query('BEGIN')
  try {
    for (const table of TABLES) await insertRows(client, table, chunk.rows[table])
    for (const house of chunk.compromised) {
      await client.query('UPDATE house SET compromised_at = $2 WHERE id = $1', [house.id, house.at])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function insertRows(client: pg.Client, table: Table, rows: readonly object[]): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first).join(', ')
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const part = JSON.stringify(rows.slice(at, at + ROWS_A_STATEMENT))
    await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`,
      [part],
    )
  }
}
