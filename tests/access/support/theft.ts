/** Plants canaries in a served house, and looks for them where a thief of the machine would. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openHouse } from '../../support/house.ts'
import { MARKERS, plantCanaries, search } from './canaries.ts'
import { stolenBackup } from './stolen-backup.ts'

const build = path.resolve(import.meta.dirname, '../../../.next')

export type Theft = {
  readonly planted: number
  readonly files: number
  readonly bytes: number
  readonly hits: readonly string[]
  /** How many files of documents were looked through. */
  readonly papers: number
  /** Where a code was found that may stand clear, in the database and its backup: proof that the search sees what is there. */
  readonly clear: readonly string[]
}

/**
 * A house of its own with at least so many canaries: its database with log and write-ahead log, its server's log, the build,
 * and a backup, as it is and opened.
 */
export async function stealFrom(count: number): Promise<Theft> {
  const folder = mkdtempSync(path.join(tmpdir(), 'causeway-theft-'))
  const log = path.join(folder, 'server.log')
  const house = await openHouse({ cases: 240, serve: true, log })
  const client = new pg.Client({ connectionString: house.superuserUrl })
  await client.connect()
  try {
    const { planted, clear } = await plantCanaries(house, count)
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    const cluster = path.dirname(rows[0]?.data_directory ?? '')
    const { CAUSEWAY_KEY_STORE: keyStore = '', CAUSEWAY_DOCUMENTS: documents = '' } = house.settings
    const backup = await stolenBackup(house.migratorUrl, folder, documents)
    const places = [cluster, path.dirname(keyStore), documents, log, build, backup.sealed, backup.opened]
    const found = search(places, Object.values(MARKERS))
    const papers = search([documents], []).files
    const seen = [cluster, backup.opened].map((place) => search([place], [clear]).hits)
    return { planted, ...found, papers, clear: seen.every((hits) => hits.length > 0) ? seen.flat() : [] }
  } finally {
    await client.end()
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
