import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GuestSection } from '../../../lib/domain/policy/guests.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { shareCaseSchema } from '../../../lib/features/guests/schema.ts'
import { endSharing, readShared, shareCase } from '../../../lib/features/guests/service.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { closeCase } from '../../../lib/features/pathway/service.ts'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { problemsIn } from '../../support/record-promises.ts'
import { put } from '../../support/sealed.ts'

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
    await put('identity', { case_id: file.id })
    await look(
      `insert into task (id, case_id, assignee_id, kind, due_at, recorded_by)
       values (gen_random_uuid(), $1, $2, 'custom', now(), $2)`,
      [file.id, worker.personId],
    )
    expect(await sees(guest)).toEqual([])
    for (const table of ['note', 'identity', 'stage_spell', 'task', 'assignment']) {
      const kept = await look(`select 1 from ${table} where case_id = $1`, [file.id])
      const seen = await asApp((client) => client.query(`select 1 from ${table}`), guest)
      expect([kept.length > 0, seen.rowCount], table).toEqual([true, 0])
    }
    const files = await asApp((client) => client.query('select code from case_file'), guest)
    expect(files.rows).toEqual([{ code: file.code }])
  })

  it('learns of no helper, no code of an incident, nothing corrected, and not where the case stands', async () => {
    const other = await makeCase(team, [worker], 'transit')
    for (const superseded_at of [null, 'now']) {
      await put('contact', {
        ...{ case_id: other.id, recorded_by: worker.personId, superseded_at },
        ...{ channel: 'phone', civic_group: 'canary-group', reached: true },
        ...{ occurred_on: 'today', occurred_precision: 'day' },
      })
    }
    await openCriticalIncident(other, worker.personId)
    const guest = await makePerson(['guest'], team)
    await share(guest, { on: other, sections: ['contacts', 'incidents'] })
    const kinds = await sees(guest)
    expect(Array.isArray(kinds) ? kinds.toSorted() : kinds).toEqual(['contact', 'incident'])
    const shared = await readShared(guest, undefined)
    const codes = await look<{ code: string }>('select code from incident where case_id = $1', [other.id])
    expect(codes).toHaveLength(1)
    for (const told of ['canary-group', `"code":"${codes[0]?.code ?? ''}"`, 'transit']) {
      expect(JSON.stringify(shared), told).not.toContain(told)
    }
  })

  it('is shut out when whoever opened it may not work any more, when it is ended, and in another team', async () => {
    const changes = [
      [`update person set disabled_at = now() where id = $1`, 'giver'],
      [`update person set team_id = $2 where id = $1`, 'guest'],
      [`update guest_access set ended_at = now(), ended_by = given_by where person_id = $1`, 'guest'],
    ] as const
    const elsewhere = (await makeTeam()).id
    for (const [change, whose] of changes) {
      const [guest, giver] = [await makePerson(['guest'], team), await makePerson(['supervisor'], team)]
      await share(guest, { by: giver })
      expect(await sees(guest)).toEqual(['note'])
      const id = whose === 'guest' ? guest.personId : giver.personId
      await look(change, change.includes('$2') ? [id, elsewhere] : [id])
      expect(await sees(guest), change).toBeNull()
    }
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

  it('is not for whoever covers for a day', async () => {
    const cover = await makePerson(['caseworker'], team)
    const add = `insert into assignment (id, case_id, person_id, kind, from_at, until_at)
      values (gen_random_uuid(), $1, $2, $3, now() - interval '1 hour', $4)`
    await look(add, [file.id, cover.personId, 'cover', new Date(Date.now() + 86_400_000)])
    const guest = await makePerson(['guest'], team)
    expect((await share(guest, { by: cover })).outcome).toEqual({ ok: false, refusal: 'needs-supervisor' })
    const own = await makeCase(team, [cover])
    expect((await share(guest, { by: cover, on: own })).outcome).toEqual(GRANTED)
  })

  it('is not of a case that is closed, and ends with it', async () => {
    const closed = await makeCase(team, [worker])
    const guest = await makePerson(['guest'], team)
    const { input } = await share(guest, { on: closed })
    expect(await sees(guest)).toEqual([])
    const close = {
      ...{ caseId: closed.id, spellId: randomUUID(), occurredOn: await day(0), outcome: 'withdrew' as const },
      ...{ incidentId: '', reason: '' },
    }
    expect(await closeCase(worker, close, formOf(close))).toEqual(GRANTED)
    expect(await sees(guest)).toBeNull()
    const again = { ...input, id: randomUUID(), guestId: (await makePerson(['guest'], team)).personId }
    expect(await shareCase(worker, again, formOf(again))).toEqual({ ok: false, refusal: 'stale' })
  })

  it('takes active guests of the team, and nobody else', async () => {
    const refused = { ok: false, refusal: 'invalid', fields: { guestId: 'not-a-choice' } }
    const elsewhere = await makePerson(['guest'], await makeTeam())
    const gone = await makePerson(['guest'], team, { disabled: true })
    const colleague = await makePerson(['caseworker'], team)
    for (const no of [elsewhere, gone, colleague]) expect((await share(no)).outcome).toEqual(refused)
    expect((await share(await makePerson(['guest'], team))).outcome).toEqual(GRANTED)
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
