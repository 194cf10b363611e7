/** Looks behind the curtain: what really stands in the database, and how it got there. */
import pg from 'pg'
import { house } from './address.ts'

async function asked<R extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: house().superuserUrl })
  await client.connect()
  try {
    return (await client.query<R>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

/** How many notes of the house say exactly this. */
export async function countNotes(body: string): Promise<number> {
  return (await asked('SELECT 1 FROM note WHERE body = $1', [body])).length
}

/** The stages that a case has been through, as they count now, oldest first. */
export async function stagesOf(code: string): Promise<readonly string[]> {
  const rows = await asked<{ stage: string }>(
    `SELECT s.stage FROM stage_spell s JOIN case_file c ON c.id = s.case_id
     WHERE c.code = $1 AND s.superseded_at IS NULL ORDER BY s.sequence`,
    [code],
  )
  return rows.map(({ stage }) => stage)
}

/** Id and version of a case. */
export async function readCase(code: string): Promise<{ readonly id: string; readonly version: number }> {
  const [row] = await asked<{ id: string; version: number }>(
    'SELECT id::text, version FROM case_file WHERE code = $1',
    [code],
  )
  if (row === undefined) throw new Error(`there is no case ${code}`)
  return row
}

/** Ends every session of a person, as an administrator or another device may at any moment. */
export async function endSessions(login: string): Promise<void> {
  await asked(
    `UPDATE session SET ended_at = now() WHERE ended_at IS NULL
     AND person_id = (SELECT id FROM person WHERE login = $1)`,
    [login],
  )
}
