/** Releases of years long gone, put past every door as far as a test needs them. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { spellCode } from '../../lib/domain/code-name.ts'
import { releaseCode } from '../../lib/domain/releases/release-code.ts'
import { readyFor } from './prepared-release.ts'

type Look = <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<R[]>

const PERIOD = { first: '1999-01-01', last: '1999-12-31' }

const prepared = readyFor({
  ...{ definition: 'pathway', tier: 'public', period: PERIOD, earlier: [] },
  caseload: { people: [], withoutBasis: 0 },
  signal: new AbortController().signal,
  onRung: () => Promise.resolve(),
})
if (!prepared.ok) throw new Error('nothing was prepared')
const BODY = JSON.stringify(prepared.body)
const REPORT = JSON.stringify({ tables: prepared.tables, rungs: prepared.rungs })

/** The hash of what each of them says. */
export const RELEASE_HASH = createHash('sha256').update(BODY).digest('hex')

/** Puts a release of a year that was prepared, asked for or let go; the second person is nobody of the cast. */
export async function putRelease(
  look: Look,
  { to, by, year }: { to: 'ready' | 'requested' | 'approved'; by: string; year: number },
): Promise<{ readonly id: string; readonly code: string }> {
  const id = randomUUID()
  const code = releaseCode(spellCode(randomBytes(8)))
  const at = String(year)
  await look(
    `INSERT INTO release (id, code, definition, definition_version, tier, threshold, first_on, last_on, asked_by)
     SELECT $1, $2, 'pathway', 1, 'public', 11, $3::date, $4::date, id FROM person WHERE login = $5`,
    [id, code, `${at}-01-01`, `${at}-12-31`, by],
  )
  await look(
    `UPDATE release SET state = 'ready', body = $2, content_hash = sha256(convert_to($2, 'UTF8')), report = $3::jsonb,
       earlier = law.left_before(definition) WHERE id = $1`,
    [id, BODY, REPORT],
  )
  if (to !== 'ready') {
    await look(
      `UPDATE release SET state = 'requested', requested_by = asked_by, requested_hash = content_hash WHERE id = $1`,
      [id],
    )
  }
  if (to === 'approved') {
    await look(
      `UPDATE release SET state = 'approved', decided_by = $2, approved_hash = content_hash,
         released_on = current_date WHERE id = $1`,
      [id, randomUUID()],
    )
    await look(
      `INSERT INTO release_file (release_id, name, media_type, bytes, sha256)
       VALUES ($1, $2, 'application/json', convert_to('{}', 'UTF8'), sha256(convert_to('{}', 'UTF8')))`,
      [id, `${code}.json`],
    )
  }
  return { code, id }
}
