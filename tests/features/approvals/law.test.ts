/** What the database keeps of four eyes by itself, whatever code forgets: SQL as the app's own login, in a person's context. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { needsTeam, ROLES, type PersonActor } from '../../../lib/domain/policy/roles.ts'
import { makeCase, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { SEAL_SHAPED } from '../../support/sealed-rows.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let file: TestCase
let plan: string

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  file = await makeCase(team, [mina])
  plan = await addPlan(1, mina)
})

async function addPlan(version: number, by: PersonActor): Promise<string> {
  const id = randomUUID()
  await look(
    `insert into journey_plan (id, case_id, plan_version, travel_document, fallback_count, recorded_by)
     values ($1, $2, $3, 'passport', 0, $4)`,
    [id, file.id, version, by.personId],
  )
  return id
}

const ASK = `insert into approval_request (id, case_id, kind, subject_id, snapshot, asked_by, asked_at, expires_at, outcome)
  values ($1, $2, $3, $4, '${SEAL_SHAPED}', $5, now(), now() + $6::interval, case when $3 = 'adverse-closing' then 'deceased' end)`

/** Asks as the app does; the snapshot is nobody's matter here. */
async function ask(by: PersonActor = mina, kind = 'journey-plan', waits = '72 hours'): Promise<string> {
  const id = randomUUID()
  await asApp((client) => client.query(ASK, [id, file.id, kind, plan, by.personId, waits]), by)
  return id
}

const DECIDE = `update approval_request set decision = $3, decided_by = $2, decided_at = now() where id = $1`

function decide(id: string, by: PersonActor, decision = 'approved', inTheNameOf = by) {
  return asApp((client) => client.query(DECIDE, [id, inTheNameOf.personId, decision]), by)
}

function use(id: string, by: PersonActor) {
  return asApp(
    (client) => client.query('update approval_request set consumed_at = now() where id = $1', [id]),
    by,
  )
}

async function setBack(id: string, column: string, hours: number): Promise<void> {
  await look(`do $$ begin set local session_replication_role = replica;
    update approval_request set ${column} = now() - interval '${String(hours)} hours' where id = '${id}'; end $$`)
}

const DONE = { rowCount: 1 }

describe('the database', () => {
  it('lets a second person decide, and nobody what they asked for', async () => {
    const own = await ask(suji)
    await expect(decide(own, suji)).rejects.toThrow(/approval_by_a_second_person/)
    const anna = await makePerson(['supervisor'], team)
    await expect(decide(own, anna)).resolves.toMatchObject(DONE)
  })

  it('lets nobody decide a plan that they wrote', async () => {
    plan = await addPlan(2, suji)
    const id = await ask()
    await expect(decide(id, suji)).rejects.toThrow(/approval_not_of_ones_own_plan/)
    await expect(decide(id, await makePerson(['trustee'], null))).resolves.toMatchObject(DONE)
  })

  it.each(ROLES)('lets a %s decide exactly what the role decides', async (role) => {
    const id = await ask()
    const person = await makePerson([role], needsTeam([role]) ? team : null)
    const decided = await decide(id, person).then(
      ({ rowCount }) => rowCount === 1,
      () => false,
    )
    expect(decided).toBe(['supervisor', 'director', 'trustee'].includes(role))
  })

  it('takes a decision in one’s own name only', async () => {
    const id = await ask()
    const anna = await makePerson(['supervisor'], team)
    await expect(decide(id, suji, 'approved', anna)).rejects.toThrow(/one's own name/)
    await expect(decide(id, suji)).resolves.toMatchObject(DONE)
  })

  it('lets nobody decide who may not work any more, nor what somebody asked who may not', async () => {
    const id = await ask()
    await look('update person set disabled_at = now() where id = $1', [suji.personId])
    await expect(decide(id, suji)).resolves.toMatchObject({ rowCount: 0 })
    const anna = await makePerson(['supervisor'], team)
    await look('update person set disabled_at = now() where id = $1', [mina.personId])
    await expect(decide(id, anna)).rejects.toThrow(/approval_of_an_active_asker/)
    await look('update person set disabled_at = null where id = $1', [mina.personId])
    await expect(decide(id, anna)).resolves.toMatchObject(DONE)
  })

  it('takes no request that waits longer than 72 hours, and no decision after them', async () => {
    await expect(ask(mina, 'journey-plan', '73 hours')).rejects.toThrow(/approval_expires_in_72_hours/)
    const id = await ask(mina, 'journey-plan', '71 hours')
    await setBack(id, 'expires_at', -1)
    await expect(decide(id, suji)).resolves.toMatchObject(DONE)
    const late = await ask()
    await look(`do $$ begin set local session_replication_role = replica; update approval_request
      set asked_at = now() - interval '73 hours', expires_at = now() - interval '1 hour' where id = '${late}'; end $$`)
    await expect(decide(late, suji)).rejects.toThrow(/approval_in_time/)
  })

  it('takes no decision about a plan that has a newer version', async () => {
    const id = await ask()
    await addPlan(2, mina)
    await expect(decide(id, suji)).rejects.toThrow(/approval_of_what_stands/)
    expect(await look('select decision from approval_request where id = $1', [id])).toEqual([
      { decision: null },
    ])
  })

  it('keeps what was asked as it was asked, and what was decided as it was decided', async () => {
    const id = await ask()
    for (const change of [
      `snapshot = '${SEAL_SHAPED}A'`,
      `asked_by = '${suji.personId}'`,
      `expires_at = expires_at - interval '1 h'`,
    ]) {
      await expect(look(`update approval_request set ${change} where id = $1`, [id]), change).rejects.toThrow(
        /stays as it was asked/,
      )
      await expect(
        asApp((client) => client.query(`update approval_request set ${change} where id = $1`, [id]), suji),
        change,
      ).rejects.toThrow(/permission denied/)
    }
    await decide(id, suji, 'returned')
    const anna = await makePerson(['supervisor'], team)
    await expect(decide(id, anna)).rejects.toThrow(/stays decided/)
  })

  it('lets only the side that asked withdraw', async () => {
    const id = await ask()
    const lena = await makePerson(['trustee'], null)
    await expect(decide(id, lena, 'withdrawn')).rejects.toThrow(/withdrawn by the side that asked/)
    await expect(decide(id, mina, 'withdrawn')).resolves.toMatchObject(DONE)
  })

  it('lets an approval be used once, by whoever asked, within 72 hours of the decision', async () => {
    const id = await ask(mina, 'adverse-closing')
    await expect(use(id, mina)).rejects.toThrow(/approval_used_when_approved/)
    await decide(id, suji)
    await expect(use(id, suji)).rejects.toThrow(/serves whoever asked/)
    await expect(use(id, mina)).resolves.toMatchObject(DONE)
    await expect(use(id, mina)).rejects.toThrow(/stays decided/)
    const old = await ask(mina, 'adverse-closing')
    await decide(old, suji)
    await setBack(old, 'decided_at', 73)
    await expect(use(old, mina)).rejects.toThrow(/approval_in_time/)
    const journey = await ask()
    await decide(journey, suji)
    await expect(use(journey, mina)).rejects.toThrow(/approval_used_when_approved/)
  })

  it('lets nobody ask in somebody else’s name, or about a case out of reach', async () => {
    const oleg = await makePerson(['caseworker'], await makeTeam())
    await expect(ask(oleg)).rejects.toThrow(/row-level security/)
    const forged = [randomUUID(), file.id, 'journey-plan', plan, mina.personId, '72 hours']
    await expect(asApp((client) => client.query(ASK, forged), suji)).rejects.toThrow(/row-level security/)
    await expect(ask()).resolves.toEqual(expect.any(String))
  })
})
