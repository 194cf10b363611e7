/** What the app's own login may write in the database: the words that change, never who wrote, asked or is meant. */
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'
import { put } from '../../support/sealed.ts'

const someone = `'${randomUUID()}'`
const sealed = `'${SEAL_SHAPED}'`

/** Column that nobody rewrites, and its twin that work goes on in. */
const PAIRS = [
  ['person', `login = 'x'`, `display_name = ${sealed}`],
  ['person', `created_at = now()`, `version = version + 1`],
  ['session', `person_id = ${someone}`, 'last_seen_at = now()'],
  ['session', `token_hash = ''`, 'ended_at = now()'],
  ['session', `expires_at = 'infinity'`, 'last_seen_at = now()'],
  ['session', 'created_at = now()', 'proved_at = now()'],
  ['session', 'created_at = now()', 'wrong_passwords = 0'],
  ['invitation', `person_id = ${someone}`, 'expires_at = now()'],
  ['invitation', `token_hash = ''`, 'used_at = now()'],
  ['credential', `person_id = ${someone}`, `password_hash = ''`],
  ['on_call_shift', `person_id = ${someone}`, 'until_at = now()'],
  ['on_call_shift', 'from_at = now()', 'until_at = now()'],
  ['case_file', `team_id = ${someone}`, `sector = 'farming'`],
  ['case_file', `household_id = ${someone}`, 'version = version + 1'],
  ['case_file', `code = 'x'`, `sex = 'unknown'`],
  ['identity', `case_id = ${someone}`, `hangul = ${sealed}`],
  ['assignment', `person_id = ${someone}`, 'until_at = now()'],
  ['assignment', 'from_at = now()', 'until_at = now()'],
  ['assignment', `given_by = ${someone}`, 'until_at = now()'],
  ['assignment', `kind = 'cover'`, 'until_at = now()'],
  ['assignment', `ended_by = ${someone}`, 'until_at = now()'],
  ['break_glass', `opened_at = now()`, 'until_at = now()'],
  ['break_glass', `person_id = ${someone}`, `finding = 'justified'`],
  ['break_glass', `due_at = 'infinity'`, `comment = ${sealed}`],
  ['break_glass', `reason = ${sealed}`, 'reviewed_at = now()'],
  ['contact', `safe_way = ${sealed}`, 'superseded_at = now()'],
  ['data_basis', `ground = 'consent'`, 'superseded_at = now()'],
  ['screening', `result = 'clear'`, 'superseded_at = now()'],
  ['risk_assessment', 'high = false', 'superseded_at = now()'],
  ['house', `team_id = ${someone}`, 'version = version + 1'],
  ['placement', `house_id = ${someone}`, 'superseded_at = now()'],
  ['protection_step', `status = 'registered'`, 'superseded_at = now()'],
  ['arrival', `confirmed_by = ${sealed}`, 'superseded_at = now()'],
  ['approval_request', `asked_by = ${someone}`, `comment = ${sealed}`],
  ['approval_request', `subject_id = ${someone}`, 'version = version + 1'],
  ['approval_request', `expires_at = 'infinity'`, `acknowledged = '{}'`],
  ['incident', `severity = 'low'`, 'version = version + 1'],
  ['note', `body = ${sealed}`, 'superseded_at = now()'],
  ['task', `title = ${sealed}`, 'version = version + 1'],
  ['alert', `person_id = ${someone}`, 'acknowledged_at = now()'],
  ['alert', `about_person_id = ${someone}`, 'acknowledged_at = now()'],
  ['submission', `request_hash = ''`, `result = 'null'`],
  ['draft', `person_id = ${someone}`, 'saved_at = now()'],
] as const

describe.each(PAIRS)('in %s', (table, rewritten, worked) => {
  it(`nobody rewrites ${rewritten.split(' ')[0] ?? ''}, and work goes on in ${worked.split(' ')[0] ?? ''}`, async () => {
    const write = (change: string) =>
      asApp((client) => client.query(`update ${table} set ${change} where false`))
    await expect(write(rewritten)).rejects.toThrow(/permission denied/)
    await expect(write(worked)).resolves.toMatchObject({ rowCount: 0 })
  })
})

describe('what is over', () => {
  let mina: PersonActor
  let personId: string
  let noteId: string

  beforeAll(async () => {
    const team = await makeTeam()
    mina = await makePerson(['caseworker'], team)
    const file = await makeCase(team, [mina])
    personId = mina.personId
    noteId = await put('note', { case_id: file.id, body: 'as it was', recorded_by: personId })
  })

  async function expectKept(end: string, again: string, values: readonly string[]): Promise<void> {
    const run = (sql: string) => asApp((client) => client.query(sql, [...values]), mina)
    await expect(run(end)).resolves.toMatchObject({ rowCount: 1 })
    await expect(run(again)).rejects.toThrow(/what is over stays over/)
  }

  it('stays over: an ended session lives no more', async () => {
    const id = randomUUID()
    await look(
      `insert into session (id, person_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
      [id, personId, randomBytes(32)],
    )
    await expectKept(
      'update session set ended_at = now() where id = $1',
      'update session set ended_at = null where id = $1',
      [id],
    )
  })

  it('stays over: a used link opens nothing again', async () => {
    const id = randomUUID()
    await look(
      `insert into invitation (id, person_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
      [id, personId, randomBytes(32)],
    )
    await expectKept(
      'update invitation set used_at = now() where id = $1',
      'update invitation set used_at = null where id = $1',
      [id],
    )
  })

  it('stays over: what was corrected does not come back', async () => {
    await expectKept(
      'update note set superseded_at = now() where id = $1',
      'update note set superseded_at = null where id = $1',
      [noteId],
    )
  })
})
