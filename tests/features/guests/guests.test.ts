import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GuestSection } from '../../../lib/domain/policy/guests.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { shareCaseSchema } from '../../../lib/features/guests/schema.ts'
import { endSharing, readShared, shareCase } from '../../../lib/features/guests/service.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { problemsIn } from '../../support/record-promises.ts'

let team: Team
let worker: PersonActor
let file: TestCase

beforeAll(async () => {
  team = await makeTeam()
  worker = await makePerson(['caseworker'], team)
  file = await makeCase(team, [worker])
  const note = { caseId: file.id, id: randomUUID(), body: 'The certificate lies with the lawyer.' }
  expect((await writeNote(worker, note, formOf(note))).ok).toBe(true)
})

/** The day so many days from today, for the team. */
async function day(away: number): Promise<string> {
  const [row] = await look<{ day: string }>('select ((now() at time zone $1)::date + $2::int)::text as day', [
    team.timeZone,
    away,
  ])
  return row?.day ?? ''
}

async function share(
  guest: PersonActor,
  { from = 0, until = 1, sections = ['notes'] as GuestSection[], by = worker, on = file } = {},
) {
  const days = { fromOn: await day(from), untilOn: await day(until) }
  const input = { caseId: on.id, id: randomUUID(), guestId: guest.personId, sections, ...days }
  return { input, outcome: await shareCase(by, input, formOf(input)) }
}

async function sees(guest: PersonActor) {
  const shared = await readShared(guest, undefined)
  if (!shared.ok) return shared.refusal
  return shared.value === null ? null : shared.value.timeline.entries.map(({ what }) => what.kind)
}

const GRANTED = { ok: true, value: null }

describe('a guest', () => {
  it('sees the sections that were chosen, without who recorded them, and the look is in the log', async () => {
    const guest = await makePerson(['guest'], team)
    expect(await sees(guest)).toBeNull()
    expect((await share(guest)).outcome).toEqual(GRANTED)
    const shared = await readShared(guest, undefined)
    expect(shared).toMatchObject({
      ok: true,
      value: {
        head: { code: file.code, sections: ['notes'] },
        timeline: { entries: [{ what: { body: 'The certificate lies with the lawyer.' }, who: '' }] },
      },
    })
    expect((await factsOf('guest.read')).at(-1)).toMatchObject({ result: 'done', subject: file.id })
  })

  it('sees nothing of a section that was not chosen, not even with SQL of their own', async () => {
    const guest = await makePerson(['guest'], team)
    await share(guest, { sections: ['contacts'] })
    expect(await sees(guest)).toEqual([])
    const rows = (table: string) =>
      asApp(async (client) => (await client.query(`select 1 from ${table}`)).rowCount, guest)
    expect(await Promise.all(['note', 'identity', 'stage_spell', 'task', 'placement'].map(rows))).toEqual([
      0, 0, 0, 0, 0,
    ])
    expect(await rows('case_file')).toBe(1)
  })

  it('sees nothing before the first day and after the last, and on both of them all', async () => {
    for (const [from, until, found] of [
      [1, 2, null],
      [0, 0, ['note']],
    ] as const) {
      const guest = await makePerson(['guest'], team)
      await share(guest, { from, until })
      expect(await sees(guest), `${String(from)} ${String(until)}`).toEqual(found)
    }
    const late = await makePerson(['guest'], team)
    const { input } = await share(late)
    await look('update guest_access set from_on = from_on - 9, until_on = until_on - 2 where id = $1', [
      input.id,
    ])
    expect(await sees(late)).toBeNull()
  })

  it('has one case at a time; other days are free', async () => {
    const guest = await makePerson(['guest'], team)
    const other = await makeCase(team, [worker])
    expect((await share(guest, { from: 0, until: 3 })).outcome).toEqual(GRANTED)
    expect((await share(guest, { from: 3, until: 5, on: other })).outcome).toEqual({
      ok: false,
      refusal: 'invalid',
      fields: { guestId: 'has-another-case' },
    })
    expect((await share(guest, { from: 4, until: 5, on: other })).outcome).toEqual(GRANTED)
  })

  it('is shut out at once when the opening is ended, and it cannot be ended twice', async () => {
    const guest = await makePerson(['guest'], team)
    const { input } = await share(guest)
    const end = { caseId: file.id, accessId: input.id }
    expect(await sees(guest)).toEqual(['note'])
    expect(await endSharing(worker, end, formOf(end))).toEqual(GRANTED)
    expect(await sees(guest)).toBeNull()
    expect(await endSharing(worker, end, formOf(end))).toEqual({ ok: false, refusal: 'already-decided' })
  })

  it('is shut out when they are disabled', async () => {
    const guest = await makePerson(['guest'], team)
    await share(guest)
    await look('update person set disabled_at = now() where id = $1', [guest.personId])
    expect(await sees(guest)).toBe('signed-out')
  })
})

describe('opening a case to a guest', () => {
  it('is for its worker and the supervisor of its team, and for no colleague', async () => {
    const [supervisor, colleague] = [
      await makePerson(['supervisor'], team),
      await makePerson(['caseworker'], team, { onCall: true }),
    ]
    const guests = await Promise.all([1, 2].map(() => makePerson(['guest'], team)))
    const [one, other] = guests
    if (one === undefined || other === undefined) throw new Error('no guests')
    expect((await share(one, { by: supervisor })).outcome).toEqual(GRANTED)
    expect((await share(other, { by: colleague })).outcome).toEqual({ ok: false, refusal: 'absent' })
  })

  it('takes active guests of the team or of none, and nobody else', async () => {
    const refused = { ok: false, refusal: 'invalid', fields: { guestId: 'not-a-choice' } }
    const elsewhere = await makePerson(['guest'], await makeTeam())
    const gone = await makePerson(['guest'], team, { disabled: true })
    const colleague = await makePerson(['caseworker'], team)
    for (const no of [elsewhere, gone, colleague]) expect((await share(no)).outcome).toEqual(refused)
    expect((await share(await makePerson(['guest'], null))).outcome).toEqual(GRANTED)
  })

  it('is refused by the database too when it is for a colleague or in another name', async () => {
    const [guest, colleague] = [await makePerson(['guest'], team), await makePerson(['caseworker'], team)]
    const add = (person: PersonActor, by: PersonActor) =>
      asApp(
        (client) =>
          client.query(
            `insert into guest_access (id, case_id, person_id, sections, from_on, until_on, given_by)
             values (gen_random_uuid(), $1, $2, '{notes}', current_date, current_date, $3)`,
            [file.id, person.personId, by.personId],
          ),
        worker,
      )
    await expect(add(colleague, worker)).rejects.toThrow('row-level security')
    await expect(add(guest, colleague)).rejects.toThrow('row-level security')
    expect((await add(guest, worker)).rowCount).toBe(1)
  })

  it('asks for a proof of who asks; ending does not', async () => {
    const guest = await makePerson(['guest'], team)
    const old = { ...worker, provedAt: new Date(Date.now() - 6 * 60_000) }
    expect((await share(guest, { by: old })).outcome).toEqual({ ok: false, refusal: 'step-up' })
    const { input } = await share(guest)
    const end = { caseId: file.id, accessId: input.id }
    expect(await endSharing(old, end, formOf(end))).toEqual(GRANTED)
  })

  it('tells what is missing at its field', () => {
    const filled = { caseId: randomUUID(), id: randomUUID(), guestId: randomUUID(), sections: ['notes'] }
    const days = { fromOn: '2026-11-22', untilOn: '2026-11-23' }
    expect(problemsIn(shareCaseSchema, { ...filled, ...days })).toEqual({})
    expect(problemsIn(shareCaseSchema, { ...filled, sections: [], fromOn: '', untilOn: 'soon' })).toEqual({
      sections: 'required',
      fromOn: 'required',
      untilOn: 'not-a-date',
    })
  })
})
