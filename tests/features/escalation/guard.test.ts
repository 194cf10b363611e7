/** What the database lets ring: people raise in their own name, the house climbs rung by rung, and nobody silences an alert. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { makeCase, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { asApp, asJobs, look } from '../../support/database.ts'
import { pass, putOnRota, raise } from '../../support/raising.ts'

const HOUSE = { kind: 'system', purpose: 'escalation' } as const

let team: Team
let mina: PersonActor
let jun: PersonActor
let suji: PersonActor
let mine: TestCase
let raising: string

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  await makePerson(['caseworker'], team, { onCall: true })
  jun = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  await putOnRota(team, jun, 3)
  mine = await makeCase(team, [mina])
  raising = await raise(mina, mine)
})

type Ring = Readonly<Record<string, string | null>>

/** Rings as the house's own login; words of the alert that are not given are those of the raising. */
async function ring(changed: Ring = {}): Promise<number | null> {
  const [first] = await look<Ring>(
    `select raising_id, case_id, kind, raised_by, raised_at::text from alert where raising_id = $1 limit 1`,
    [raising],
  )
  const row: Ring = { id: randomUUID(), ...first, step: 'rota', person_id: jun.personId, ...changed }
  const names = Object.keys(row)
  const values = names.map((_, index) => `$${String(index + 1)}`)
  const sql = `insert into alert (${names.join(', ')}) values (${values.join(', ')})`
  return asJobs(async (client) => (await client.query(sql, Object.values(row))).rowCount, HOUSE)
}

describe('the house', () => {
  it('rings after ten minutes for the next on the rota, and for nobody earlier', async () => {
    await pass(9)
    await expect(ring()).rejects.toThrow(/row-level security/)
    await pass(1)
    expect(await ring()).toBe(1)
  })

  it('climbs, and never goes down or stays', async () => {
    await pass(10)
    expect(await ring({ step: 'supervisors', person_id: suji.personId })).toBe(1)
    await pass(10)
    await expect(ring()).rejects.toThrow(/row-level security/)
    await expect(ring({ step: 'supervisors' })).rejects.toThrow(/row-level security/)
    const hana = await makePerson(['director'], null)
    expect(await ring({ step: 'directors', person_id: hana.personId })).toBe(1)
  })

  it('rings for whoever stands on the rung, and for nobody else of the team', async () => {
    await pass(10)
    const nara = await makePerson(['caseworker'], team)
    const stranger = await makePerson(['supervisor'], await makeTeam())
    const gone = await makePerson(['supervisor'], team, { disabled: true })
    for (const { personId } of [nara, stranger, gone, mina, suji]) {
      await expect(ring({ person_id: personId })).rejects.toThrow(/row-level security/)
    }
    for (const { personId } of [stranger, gone]) {
      await expect(ring({ step: 'supervisors', person_id: personId })).rejects.toThrow(/row-level security/)
    }
    expect(await ring()).toBe(1)
  })

  it('rings about what was raised, in the name of who raised it, and raises nothing itself', async () => {
    await pass(10)
    const other = await makeCase(team, [mina])
    for (const changed of [
      { case_id: other.id },
      { kind: 'emergency-move' },
      { raised_at: new Date(0).toISOString() },
      { rung_at: new Date(0).toISOString() },
      { rung_at: '2099-01-01T00:00:00Z' },
      { acknowledged_at: new Date().toISOString() },
      { raising_id: randomUUID() },
      { step: 'raised' },
    ]) {
      await expect(ring(changed), Object.keys(changed)[0]).rejects.toThrow(/row-level security/)
    }
    await expect(ring({ raised_by: suji.personId })).rejects.toThrow(/row-level security|alert_raised_by_one/)
    expect(await ring()).toBe(1)
  })

  it('rings no further after an answer', async () => {
    await pass(10)
    await look('update alert set acknowledged_at = now() where raising_id = $1', [raising])
    await expect(ring()).rejects.toThrow(/row-level security/)
  })

  it('rings for nobody twice, whoever writes it', async () => {
    const again = look(
      `insert into alert (id, raising_id, case_id, kind, person_id, raised_by)
       select gen_random_uuid(), raising_id, case_id, kind, person_id, raised_by from alert where raising_id = $1`,
      [raising],
    )
    await expect(again).rejects.toThrow(/alert_raising_id_person_id_key/)
  })
})

describe('people', () => {
  const add = (by: PersonActor, changed: Ring = {}) => {
    const row: Ring = {
      id: randomUUID(),
      raising_id: randomUUID(),
      case_id: mine.id,
      kind: 'critical-incident',
      person_id: by.personId,
      raised_by: by.personId,
      ...changed,
    }
    const values = Object.keys(row).map((_, index) => `$${String(index + 1)}`)
    const sql = `insert into alert (${Object.keys(row).join(', ')}) values (${values.join(', ')})`
    return asApp(async (client) => (await client.query(sql, Object.values(row))).rowCount, by)
  }

  it('raise an alert in their own name, not in another’s, not answered, not later and not further up', async () => {
    await expect(add(suji, { raised_by: mina.personId })).rejects.toThrow(/row-level security/)
    await expect(add(suji, { acknowledged_at: '2026-01-01T00:00:00Z' })).rejects.toThrow(/row-level security/)
    // It would never be due.
    await expect(add(suji, { rung_at: '2099-01-01T00:00:00Z' })).rejects.toThrow(/row-level security/)
    for (const step of ['rota', 'supervisors', 'directors']) {
      await expect(add(suji, { step })).rejects.toThrow(/row-level security/)
    }
    expect(await add(suji)).toBe(1)
  })

  it('slip no alert of their own under another’s, to answer for it', async () => {
    await expect(add(suji, { raising_id: raising })).rejects.toThrow(/alert_raised_by_one/)
    expect(await add(mina, { raising_id: raising })).toBe(1)
  })

  it('take no answer back', async () => {
    const own = (set: string) =>
      asApp(
        async (client) => (await client.query(`update alert set acknowledged_at = ${set}`)).rowCount,
        suji,
      )
    await add(suji)
    expect(await own('now()')).toBe(1)
    await expect(own('null')).rejects.toThrow(/what is over stays over/)
  })
})
