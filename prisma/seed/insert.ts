/** Writes a chunk in one transaction; every constraint and trigger stays on. */
import type pg from 'pg'
import type { Chunk } from './caseload.ts'
import { copyRows } from './copy.ts'
import { TABLES } from './rows.ts'

/** Inserts a chunk. What it does not name gets the table's defaults. */
export async function insertChunk(client: pg.Client, chunk: Chunk): Promise<void> {
  await client.query('BEGIN')
  try {
    for (const table of TABLES) await copyRows(client, table, chunk.rows[table])
    for (const house of chunk.compromised) {
      await client.query('UPDATE house SET compromised_at = $2 WHERE id = $1', [house.id, house.at])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
