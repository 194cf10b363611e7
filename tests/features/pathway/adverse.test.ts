/** That an adverse end had its second person is kept by the history itself: SQL as the app's own login, and code that forgets. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { dayAt, type Day } from '../../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { decideApproval } from '../../../lib/features/approvals/service.ts'
import { appendAndWrite, ending } from '../../../lib/features/pathway/effects.ts'
import type { CloseInput } from '../../../lib/features/pathway/schema.ts'
import { askClosing, closeCase, correctLastMove, reopenCase } from '../../../lib/features/pathway/service.ts'
import { act } from '../../../lib/server/act/act.ts'
import {
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let file: TestCase
let today: Day
let end: CloseInput

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  file = await makeCase(team, [mina])
  today = dayAt(Date.now(), team.timeZone)
  const what = { outcome: 'deceased', incidentId: await addIncident(), reason: 'seen in a list' } as const
  end = { caseId: file.id, spellId: randomUUID(), occurredOn: today, ...what }
})

const addIncident = () => openCriticalIncident(file, mina.personId)

/** Asks as the service does; answers the request. */
async function ask(by: PersonActor, input = end): Promise<string> {
  expect(await askClosing(by, input, formOf(input))).toEqual(granted(null))
  const [row] = await look<{ id: string }>(
    'select id from approval_request where case_id = $1 order by asked_at desc limit 1',
    [file.id],
  )
  return row?.id ?? ''
}

async function approve(by: PersonActor, input = end): Promise<string> {
  const approvalId = await ask(by, input)
  const decision = { approvalId, decision: 'approved' as const, comment: '', acknowledged: [] }
  const lena = await makePerson(['trustee'], null)
  expect(await decideApproval(lena, decision, formOf(decision))).toEqual(granted(null))
  return approvalId
}

const USE = 'update approval_request set consumed_at = now(), version = version + 1 where id = $1'

/** Ends the case as the service does, with SQL; an approval is used up beside it where one is given. */
async function close(by: PersonActor, approval: string | null = null, input = end): Promise<void> {
  await asApp(async (client) => {
    if (approval !== null) await client.query(USE, [approval])
    await writeEnd(client, by, input)
  }, by)
}

async function writeEnd(client: pg.Client, by: PersonActor, input: CloseInput): Promise<void> {
  const { spellId, caseId, occurredOn, outcome, incidentId } = input
  await client.query(
    `with before as (update stage_spell set until = $3 where case_id = $2 and until is null and superseded_at is null returning *)
     insert into stage_spell (id, case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on, occurred_precision,
       since, outcome, incident_id, recorded_by)
     select $1, $2, sequence + 1, stage, 'closed', 'planned', false, $3, 'day', $3, $4, $5, $6 from before`,
    [spellId, caseId, occurredOn, outcome, incidentId === '' ? null : incidentId, by.personId],
  )
  await client.query(`update case_file set stage = 'closed', stage_since = $2, outcome = $3 where id = $1`, [
    ...[caseId, occurredOn, outcome],
  ])
}

/** What a spell that is said again keeps of the one in whose place it comes. */
const KEPT = `case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on, occurred_precision, since, recorded_by`
const SUPERSEDE = 'update stage_spell set superseded_at = now() where case_id = $1 and superseded_at is null'

const BY_TWO = /spell_adverse_by_two/

async function outcome(): Promise<unknown> {
  const [row] = await look<{ outcome: string | null }>('select outcome from case_file where id = $1', [
    file.id,
  ])
  return row?.outcome
}

describe('with SQL in a supervisor’s context', () => {
  it('no case ends adversely without an approval, and any ends otherwise', async () => {
    await expect(close(suji)).rejects.toThrow(BY_TWO)
    expect(await outcome()).toBe(null)
    await close(suji, null, { ...end, outcome: 'withdrew', incidentId: '' })
    expect(await outcome()).toBe('withdrew')
  })

  it('it ends by an approval that is used in the same transaction', async () => {
    await close(suji, await approve(suji))
    expect(await outcome()).toBe('deceased')
  })

  it('not by one that waits, that is not used, or that was used before', async () => {
    const waits = await ask(suji)
    await expect(close(suji)).rejects.toThrow(BY_TWO)
    await expect(close(suji, waits)).rejects.toThrow(/approval_used_when_approved/)
    const approved = await approve(suji)
    await expect(close(suji)).rejects.toThrow(BY_TWO)
    await asApp((client) => client.query(USE, [approved]), suji)
    await expect(close(suji)).rejects.toThrow(BY_TWO)
    await expect(close(suji, approved)).rejects.toThrow(/approval_decided_once/)
    expect(await outcome()).toBe(null)
  })

  it('not by one whose approver has left since, or approves no more; let in again, it serves', async () => {
    const approval = await approve(suji)
    const change = async (set: string) => {
      await look(
        `update person set ${set} from approval_request r where r.id = $1 and r.decided_by = person.id`,
        [approval],
      )
    }
    await change('disabled_at = now()')
    await expect(close(suji, approval)).rejects.toThrow(BY_TWO)
    expect(await closeCase(suji, end, formOf(end))).toEqual(refused('needs-approval'))
    await change(`disabled_at = null, roles = '{analyst}'`)
    await expect(close(suji, approval)).rejects.toThrow(BY_TWO)
    await change(`roles = '{trustee}'`)
    expect(await closeCase(suji, end, formOf(end))).toEqual(granted(null))
  })

  it('not by one of another end, of another incident or of another case', async () => {
    const approved = await approve(suji)
    await expect(close(suji, approved, { ...end, outcome: 'forcibly-returned' })).rejects.toThrow(BY_TWO)
    await expect(close(suji, approved, { ...end, incidentId: await addIncident() })).rejects.toThrow(BY_TWO)
    const other = { id: file.id, end }
    file = await makeCase(team, [mina])
    end = { ...end, caseId: file.id, incidentId: await addIncident() }
    await expect(close(suji, approved)).rejects.toThrow(BY_TWO)
    await close(suji, approved, other.end)
  })

  it('not by one that somebody else asked for, in whoever’s name', async () => {
    const approved = await approve(mina)
    await expect(close(suji, approved)).rejects.toThrow(/serves whoever asked/)
    const forged = asApp(async (client) => {
      await client.query(USE, [approved])
      await writeEnd(client, suji, end)
    }, mina)
    await expect(forged).rejects.toThrow(BY_TWO)
    await close(mina, approved)
    expect(await outcome()).toBe('deceased')
  })

  it('not by one about another case that names this one’s incident', async () => {
    const near = await makeCase(team, [mina])
    const id = randomUUID()
    await look(
      `insert into approval_request (id, case_id, kind, subject_id, snapshot, outcome, asked_by, expires_at, decision, decided_by, decided_at)
       values ($1, $2, 'adverse-closing', $3, '${SEAL_SHAPED}', 'deceased', $4, now() + interval '1 hour', 'approved', $5, now())`,
      [id, near.id, end.incidentId, suji.personId, mina.personId],
    )
    await expect(close(suji, id)).rejects.toThrow(BY_TWO)
  })

  /** Says of a closed case that it ended in another way. */
  async function turn(to: string, incidentId: string | null): Promise<void> {
    await asApp(async (client) => {
      await client.query(
        `with was as (${SUPERSEDE} and until is null returning *)
         insert into stage_spell (id, outcome, incident_id, ${KEPT}) select gen_random_uuid(), $2, $3, ${KEPT} from was`,
        [file.id, to, incidentId],
      )
      await client.query('update case_file set outcome = $2 where id = $1', [file.id, to])
    }, suji)
  }

  it('not by a correction that turns another end into it', async () => {
    await close(suji, null, { ...end, outcome: 'withdrew', incidentId: '' })
    await expect(turn('deceased', end.incidentId)).rejects.toThrow(BY_TWO)
    await turn('transferred', null)
    expect(await outcome()).toBe('transferred')
  })

  it('nor is one adverse end turned into another, or made of another incident', async () => {
    await close(suji, await approve(suji))
    await expect(turn('forcibly-returned', end.incidentId)).rejects.toThrow(BY_TWO)
    await expect(turn('deceased', await addIncident())).rejects.toThrow(BY_TWO)
    await turn('deceased', end.incidentId)
    expect(await outcome()).toBe('deceased')
  })

  it('nor does an end vouch for itself, or for another that comes with it, by coming in superseded', async () => {
    const told = `case_id, sequence, from_stage, stage, kind, needs_reason, occurred_on, occurred_precision, since, outcome, incident_id`
    const add = `insert into stage_spell (id, ${told}, recorded_by, recorded_at, superseded_at)
      values (gen_random_uuid(), $1, 2, 'contact', 'closed', 'planned', false, $2, 'day', $2, 'deceased', $3, $4, $5, $6)`
    const supersede = `${SUPERSEDE} and sequence = 2`
    const now = Date.now()
    for (const insertedSuperseded of [true, false]) {
      const forged = asApp(async (client) => {
        await client.query('update stage_spell set until = $2 where case_id = $1 and until is null', [
          file.id,
          today,
        ])
        for (const place of [3, 2, 1]) {
          const over = place > 1 && insertedSuperseded ? new Date(now) : null
          const values = [file.id, today, end.incidentId, mina.personId, new Date(now - place), over]
          await client.query(add, values)
          if (place > 1 && !insertedSuperseded) await client.query(supersede, [file.id])
        }
        await client.query(
          `update case_file set stage = 'closed', stage_since = $2, outcome = 'deceased' where id = $1`,
          [file.id, today],
        )
      }, mina)
      await expect(forged).rejects.toThrow(BY_TWO)
    }
    expect(await outcome()).toBe(null)
  })

  it('nor is an approved end that was reopened brought back by undoing the reopening', async () => {
    await close(suji, await approve(suji))
    const again = { caseId: file.id, spellId: randomUUID(), occurredOn: today, reason: 'seen alive' }
    expect(await reopenCase(suji, again, formOf(again))).toEqual(granted(null))
    const undo = asApp(async (client) => {
      await client.query(`${SUPERSEDE} and sequence >= 2`, [file.id])
      const ended = `outcome, incident_id, ${KEPT}`
      await client.query(
        `insert into stage_spell (id, ${ended}) select gen_random_uuid(), ${ended} from stage_spell where case_id = $1 and sequence = 2`,
        [file.id],
      )
      const back = `update case_file set stage = 'closed', stage_since = $2, outcome = 'deceased' where id = $1`
      await client.query(back, [file.id, today])
    }, suji)
    await expect(undo).rejects.toThrow(BY_TWO)
    expect(await outcome()).toBe(null)
  })

  it('nor one that was taken back in an earlier transaction', async () => {
    await close(suji, await approve(suji))
    await asApp(async (client) => {
      await client.query(SUPERSEDE, [file.id])
      await client.query(
        `insert into stage_spell (id, ${KEPT}) select gen_random_uuid(), ${KEPT} from stage_spell where case_id = $1 and sequence = 1`,
        [file.id],
      )
      await client.query(
        `update case_file set stage = 'contact', stage_since = s.since, outcome = null from stage_spell s
         where case_file.id = $1 and s.case_id = $1 and s.superseded_at is null`,
        [file.id],
      )
    }, suji)
    expect(await outcome()).toBe(null)
    const again = { ...end, spellId: randomUUID() }
    await expect(close(suji, null, again)).rejects.toThrow(BY_TWO)
    await close(suji, await approve(suji, again), again)
    expect(await outcome()).toBe('deceased')
  })
})

describe('by the service', () => {
  it('an adverse end is written with its approval, and one that forgets it is told that it needs one', async () => {
    await approve(mina)
    const fact = {
      action: 'case.close-adverse',
      subject: { kind: 'case', id: file.id },
      detail: { spell: end.spellId, outcome: end.outcome },
    } as const
    const forgets = await act(mina, fact, (tx, door) =>
      appendAndWrite(tx, door, end.spellId, ending(end, end.incidentId)),
    )
    expect(forgets).toEqual(refused('needs-approval'))
    expect(await outcome()).toBe(null)
    expect(await closeCase(mina, end, formOf(end))).toEqual(granted(null))
    expect(await outcome()).toBe('deceased')
  })

  it('its day is said again without another approval, also after it was reopened', async () => {
    await approve(suji)
    expect(await closeCase(suji, end, formOf(end))).toEqual(granted(null))
    const said = { caseId: file.id, spellId: randomUUID(), occurredOn: today.slice(0, 7) }
    expect(await correctLastMove(suji, said, formOf(said))).toEqual(granted(null))
    const again = { caseId: file.id, spellId: randomUUID(), occurredOn: today, reason: 'seen alive' }
    expect(await reopenCase(suji, again, formOf(again))).toEqual(granted(null))
    const reopened = { caseId: file.id, spellId: randomUUID(), occurredOn: today.slice(0, 7) }
    expect(await correctLastMove(suji, reopened, formOf(reopened))).toEqual(granted(null))
    const ends = await look(
      `select superseded_at is not null as corrected, until is not null as over from stage_spell
       where case_id = $1 and outcome = 'deceased' order by recorded_at`,
      [file.id],
    )
    expect(ends).toHaveLength(3)
    expect(ends.at(-1)).toEqual({ corrected: false, over: true })
  })
})
