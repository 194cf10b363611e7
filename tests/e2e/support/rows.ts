/** Looks behind the curtain: what really stands in the database, and how it got there. */
import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { decode } from 'next-auth/jwt'
import pg from 'pg'
import { behindOf, peekBehind, ringOf } from '../../support/sealed-rows.ts'
import { house } from './address.ts'

async function asked<R extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
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
  const ring = ringOf(house().settings)
  const notes = await peekBehind(behindOf(ring, asked), 'note', 'body', 'true', [])
  await ring.close()
  return notes.filter((note) => note['body'] === body).length
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

/** Makes the last proof of the page's own session older than any weighty act takes. */
export async function ageProof(page: Page): Promise<void> {
  const cookies = await page.context().cookies(house().baseUrl)
  const token = cookies.find(({ name }) => name.endsWith('next-auth.session-token'))?.value ?? ''
  const claims = await decode({ token, secret: house().settings['NEXTAUTH_SECRET'] ?? '' })
  const hash = createHash('sha256').update(String(claims?.['sid'])).digest()
  const aged = await asked(
    `UPDATE session SET proved_at = now() - interval '6 minutes' WHERE token_hash = $1 RETURNING id`,
    [hash],
  )
  if (aged.length !== 1) throw new Error('the page has no session')
}

/** What was decided on the journeys of a case, and in how many steps of its version. */
export async function decisionsOf(
  code: string,
): Promise<readonly { readonly decision: string | null; readonly version: number }[]> {
  return asked(
    `SELECT q.decision, q.version FROM approval_request q JOIN case_file c ON c.id = q.case_id
     WHERE c.code = $1 ORDER BY q.asked_at`,
    [code],
  )
}
