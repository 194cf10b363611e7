/** The database holds the same law as the domain, and keeps history whatever code path tries to rewrite it. */
import { describe, expect, it } from 'vitest'
import { PRECISIONS } from '../../../lib/domain/calendar/partial-date.ts'
import { allowedMoves } from '../../../lib/domain/pathway/moves.ts'
import { OUTCOMES, STAGES } from '../../../lib/domain/pathway/stages.ts'
import * as vocabulary from '../../../lib/domain/pathway/vocabulary.ts'
import { FORBIDDEN_PAIRS, mayHoldTogether, ROLES } from '../../../lib/domain/policy/roles.ts'
import { QUESTIONS } from '../../../lib/domain/work/questions.ts'
import { ALERT_KINDS, TASK_KINDS } from '../../../lib/domain/work/tasks.ts'
import { makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'

describe('the table of moves', () => {
  it('holds exactly the moves of the domain', async () => {
    const rows = await look<{ from_stage: string; to_stage: string; kind: string; needs_reason: boolean }>(
      'select from_stage, to_stage, kind, needs_reason from stage_move',
    )
    const told = rows.map(
      (row) => `${row.from_stage} ${row.to_stage} ${row.kind} ${String(row.needs_reason)}`,
    )
    const meant = allowedMoves().map(
      (move) => `${move.from ?? 'start'} ${move.to} ${move.kind} ${String(move.needsReason)}`,
    )
    expect(told.sort()).toEqual(meant.sort())
  })

  it('cannot be written by the app', async () => {
    const widen = asApp((client) =>
      client.query(`insert into stage_move values ('contact', 'hanawon', 'planned', false)`),
    )
    await expect(widen).rejects.toThrow(/permission denied/)
  })
})

/** The words between quotes in a check constraint, each once however many columns it is about. */
async function wordsOf(constraint: string): Promise<readonly string[]> {
  const [row] = await look<{ text: string }>(
    'select pg_get_constraintdef(oid) as text from pg_constraint where conname = $1',
    [constraint],
  )
  return [...new Set([...(row?.text ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? ''))]
}

describe('the closed words', () => {
  it.each([
    ['case_stage_known', STAGES],
    ['spell_outcome_known', OUTCOMES],
    ['case_group_known', vocabulary.GROUPS],
    ['case_sector_known', vocabulary.SECTORS],
    ['case_sex_known', vocabulary.SEXES],
    ['case_district_known', vocabulary.DISTRICTS],
    ['house_district_known', vocabulary.DISTRICTS],
    ['case_visa_known', vocabulary.VISA_PURPOSES],
    ['case_answers_known', vocabulary.ANSWERS],
    ['contact_channel_known', vocabulary.CHANNELS],
    ['basis_purpose_known', vocabulary.BASIS_PURPOSES],
    ['basis_ground_known', vocabulary.BASIS_GROUNDS],
    ['screening_words_known', vocabulary.SCREENING_RESULTS],
    ['house_kind_known', vocabulary.HOUSE_KINDS],
    ['plan_document_known', vocabulary.TRAVEL_DOCUMENTS],
    ['incident_kind_known', vocabulary.INCIDENT_KINDS],
    ['incident_severity_known', vocabulary.SEVERITIES],
    ['person_roles_known', ROLES],
    ['incident_precision_known', PRECISIONS],
    ['stage_spell_precision_known', PRECISIONS],
    ['task_kind_known', TASK_KINDS],
    ['task_question_known', QUESTIONS],
    ['alert_kind_known', ALERT_KINDS],
  ])('of %s are the words of the domain', async (constraint, words) => {
    expect([...(await wordsOf(constraint))].sort()).toEqual([...words].sort())
  })

  it('of the protection tracks are the words of the domain', async () => {
    const words = [...vocabulary.TRACKS, ...Object.values(vocabulary.TRACK_STATUSES).flat()]
    expect([...(await wordsOf('protection_status_known'))].sort()).toEqual([...words].sort())
  })
})

describe('roles in the database', () => {
  it('are held together exactly where the domain allows it', async () => {
    const team = await makeTeam()
    for (const one of ROLES) {
      for (const other of ROLES) {
        const roles = [...new Set([one, other])]
        const made = await makePerson(roles, team).then(
          () => true,
          () => false,
        )
        expect(made, roles.join(' ')).toBe(mayHoldTogether(roles))
      }
    }
    expect(FORBIDDEN_PAIRS).toHaveLength(19)
  })
})

describe('history', () => {
  async function someCase() {
    const team = await makeTeam()
    const mina = await makePerson(['caseworker'], team)
    return { ...(await makeCase(team, [mina], 'safe-house')), mina }
  }

  it('of a spell cannot be rewritten by the app, only ended or superseded', async () => {
    const { id, mina } = await someCase()
    const attack = `update stage_spell set stage = 'contact' where case_id = $1 and until is null`
    await expect(asApp((client) => client.query(attack, [id]))).rejects.toThrow(/permission denied/)
    await expect(look(attack, [id])).rejects.toThrow(/cannot be rewritten/)
    const unend = `update stage_spell set until = null where case_id = $1 and until is not null`
    await expect(asApp((client) => client.query(unend, [id]), mina)).rejects.toThrow(/cannot be rewritten/)
    const remove = asApp((client) => client.query('delete from stage_spell where case_id = $1', [id]))
    await expect(remove).rejects.toThrow(/permission denied/)
  })

  it('and the case file cannot part ways', async () => {
    const { id, mina } = await someCase()
    const leave = `update case_file set stage = 'transit' where id = $1`
    const part = asApp((client) => client.query(leave, [id]), mina)
    await expect(part).rejects.toThrow(/stands where its newest spell stands/)
    const stay = `update case_file set sector = 'farming' where id = $1`
    const twin = asApp((client) => client.query(stay, [id]), mina)
    await expect(twin).resolves.toMatchObject({ rowCount: 1 })
  })

  it('never holds two open spells of one case', async () => {
    const { id, mina } = await someCase()
    const second = asApp(
      (client) =>
        client.query(
          `insert into stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on, occurred_precision, since, recorded_by)
         select gen_random_uuid(), case_id, 3, 'safe-house', 'transit', 'planned', false, occurred_on, 'day', since, recorded_by
         from stage_spell where case_id = $1 and until is null`,
          [id],
        ),
      mina,
    )
    await expect(second).rejects.toThrow(/stage_spell_one_open/)
  })

  it('of the audit log is only added to, even by those who may write it', async () => {
    const add = `insert into audit_entry (action, key_id, salt, payload) values ('case.read', 'clear', '', '')`
    await asApp((client) => client.query(add), { kind: 'visitor' })
    for (const attack of [
      'delete from audit_entry',
      'truncate audit_entry',
      `update audit_entry set action = 'x'`,
    ]) {
      await expect(
        asApp((client) => client.query(attack)),
        attack,
      ).rejects.toThrow(/permission denied/)
      await expect(look(attack), attack).rejects.toThrow(/only added to/)
    }
  })
})
