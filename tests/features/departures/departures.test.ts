/** A colleague leaves: what they had is seen, every case goes to somebody, and they are out, all in one or not at all. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { assignCase, coverCase, handOverCase } from '../../../lib/features/assignments/service.ts'
import { acknowledgeAlert } from '../../../lib/features/alerts/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { createCaseSchema } from '../../../lib/features/cases/schema.ts'
import { createCase, readIdentity } from '../../../lib/features/cases/service.ts'
import { departureSchema, MOST_CASES } from '../../../lib/features/departures/schema.ts'
import { letGo, readDeparture, suspendPerson } from '../../../lib/features/departures/service.ts'
import { disablePerson, enablePerson, readPerson } from '../../../lib/features/people/service.ts'
import { openSession } from '../../../lib/features/sign-in/service.ts'
import { lookUpSession } from '../../../lib/server/session/lookup.ts'
import { addPerson, freshForm, PASSWORD, type Staff } from '../../support/staff.ts'
import {
  addTask,
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  putOnCall,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, DATABASE, look } from '../../support/database.ts'
import { dayOf } from '../../support/day.ts'
import { filledCase } from '../../support/new-case.ts'
import { asKept, put } from '../../support/sealed.ts'

/** Done, and nothing of other teams is left behind. */
const DONE = { ok: true, value: { elsewhere: 0 } }
const LIFTED = { ok: true, value: null }
const REASON = 'Seen with the minders'

let team: Team
let suji: PersonActor
let root: PersonActor
let jun: PersonActor
let nara: PersonActor
let oleg: PersonActor
let anna: PersonActor
let mina: Staff
let cases: readonly TestCase[]

beforeAll(async () => {
  team = await makeTeam()
  const moscow = await makeTeam('Europe/Moscow')
  suji = await makePerson(['supervisor'], team)
  jun = await makePerson(['caseworker'], team)
  nara = await makePerson(['caseworker'], team)
  root = await makePerson(['administrator'], null)
  oleg = await makePerson(['caseworker'], moscow)
  anna = await makePerson(['supervisor'], moscow)
})

beforeEach(async () => {
  mina = await addPerson({ login: `m-${randomUUID().slice(0, 8)}`, roles: ['caseworker'], teamId: team.id })
  cases = [await makeCase(team, [mina]), await makeCase(team, [mina])]
})

function suspendBy(by: PersonActor, whose: PersonActor, reason = REASON, onCallToo = false) {
  const values = { personId: whose.personId, reason, onCallToo }
  return suspendPerson(by, values, formOf(values))
}

type Choice = {
  onCallToo?: boolean
  shutOut?: boolean
  receiverId?: string | null
  byCase?: Record<string, string | null>
  reason?: string
}
function letGoBy(by: PersonActor, choice: Choice = {}, whose: PersonActor = mina) {
  const byCase = { ...Object.fromEntries(cases.map(({ id }) => [id, null])), ...choice.byCase }
  const values = {
    personId: whose.personId,
    reason: choice.reason ?? REASON,
    onCallToo: choice.onCallToo ?? false,
    shutOut: choice.shutOut ?? false,
    receiverId: choice.receiverId ?? null,
    byCase,
  }
  return letGo(by, values, formOf(values))
}

async function carriersOf(file: TestCase): Promise<readonly string[]> {
  const rows = await look<{ person_id: string }>(
    'select person_id from assignment where case_id = $1 and until_at is null',
    [file.id],
  )
  return rows.map((row) => row.person_id)
}

async function signedIn(): Promise<string> {
  const opened = await openSession(mina.login, PASSWORD)
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.value.token
}

/** As if nobody had done anything. */
async function expectNothing(token: string): Promise<void> {
  for (const file of cases) expect(await carriersOf(file)).toEqual([mina.personId])
  expect(await lookUpSession(token)).not.toBeNull()
  expect(await look('select from suspension where person_id = $1', [mina.personId])).toEqual([])
}

describe('suspending', () => {
  test('shuts a caseworker out at once: sessions, sign-in, work, and being given cases; the cases stay', async () => {
    const token = await signedIn()
    expect(await suspendBy(suji, mina)).toEqual(DONE)
    expect(await lookUpSession(token)).toBeNull()
    expect(await openSession(mina.login, PASSWORD)).toEqual({ ok: false, refusal: 'wrong-credentials' })
    expect(await openCase(mina, cases[0]?.code ?? '')).toEqual({ ok: false, refusal: 'signed-out' })
    for (const file of cases) expect(await carriersOf(file)).toEqual([mina.personId])
    const theirs = await makeCase(team, [jun])
    const values = { caseId: theirs.id, workerId: mina.personId }
    expect(await assignCase(suji, values, formOf(values))).toMatchObject({
      fields: { workerId: 'not-a-choice' },
    })
    expect((await factsOf('person.suspend')).at(-1)).toMatchObject({ result: 'done', subject: mina.personId })
  })

  test('is for the supervisor of the team, with a reason and a fresh password; their twin is let in', async () => {
    expect(await suspendBy(jun, mina)).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await suspendBy(root, mina)).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await suspendBy(anna, mina)).toEqual({ ok: false, refusal: 'absent' })
    expect(await suspendBy(suji, mina, ' ')).toMatchObject({ fields: { reason: 'required' } })
    const tired = { ...suji, provedAt: new Date(Date.now() - 6 * 60_000) }
    expect(await suspendBy(tired, mina)).toEqual({ ok: false, refusal: 'step-up' })
    expect(await suspendBy(suji, mina)).toEqual(DONE)
    expect(await suspendBy(suji, mina)).toEqual({ ok: false, refusal: 'already-decided' })
  })

  test('never meets whoever leads or runs the house, nor oneself', async () => {
    for (const roles of [
      ['caseworker', 'supervisor'],
      ['caseworker', 'administrator'],
      ['supervisor'],
    ] as const) {
      const person = await makePerson(roles, team)
      expect(await suspendBy(suji, person), roles.join()).toEqual({ ok: false, refusal: 'not-allowed' })
    }
    expect(await suspendBy(suji, suji)).toEqual({ ok: false, refusal: 'same-person' })
  })

  test('is lifted or made lasting by an administrator, who reads why; nobody else does', async () => {
    await suspendBy(suji, mina)
    const values = { personId: mina.personId }
    const shown = await readPerson(root, mina.personId)
    expect(shown.ok && shown.value.person).toMatchObject({ state: 'suspended', suspendedFor: REASON })
    expect(await enablePerson(suji, values, freshForm())).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await enablePerson(root, values, freshForm())).toEqual(LIFTED)
    expect((await openSession(mina.login, PASSWORD)).ok).toBe(true)
    await suspendBy(suji, mina)
    expect(await disablePerson(root, values, freshForm())).toEqual(LIFTED)
    const after = await readPerson(root, mina.personId)
    expect(after.ok && after.value.person).toMatchObject({ state: 'disabled', suspendedFor: null })
    const reasons = (by: PersonActor) =>
      asApp(
        async (client) =>
          (await client.query('select from suspension where person_id = $1', [mina.personId])).rowCount,
        by,
      )
    expect([await reasons(root), await reasons(suji), await reasons(anna), await reasons(jun)]).toEqual([
      2, 2, 0, 0,
    ])
  })
})

describe('what a supervisor sees of a colleague', () => {
  test('is what they carry and opened, told by the log; not what others did', async () => {
    const [first, second] = cases
    if (first === undefined || second === undefined) throw new Error('no cases')
    await put('identity', { case_id: first.id })
    await openCase(mina, first.code)
    await openCase(mina, first.code)
    await readIdentity(mina, { caseId: first.id })
    await openCase(suji, second.code)
    const seen = await readDeparture(suji, mina.personId)
    if (!seen.ok) throw new Error(seen.refusal)
    expect(seen.value.viewed).toMatchObject([{ code: first.code, looks: 2, names: 1 }])
    expect(seen.value.carried.map(({ code }) => code)).toEqual([first.code, second.code].sort())
    expect(seen.value.receivers.map(({ id }) => id)).not.toContain(mina.personId)
    expect((await factsOf('colleague.review')).at(-1)).toMatchObject({
      result: 'done',
      subject: mina.personId,
    })
  })

  test('is not for another team, a colleague or an administrator', async () => {
    expect(await readDeparture(anna, mina.personId)).toEqual({ ok: false, refusal: 'absent' })
    expect(await readDeparture(suji, 'nobody')).toEqual({ ok: false, refusal: 'absent' })
    expect(await readDeparture(jun, mina.personId)).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await readDeparture(root, mina.personId)).toEqual({ ok: false, refusal: 'not-allowed' })
  })
})

async function ringing(person: PersonActor) {
  const { alerts } = await dayOf(person)
  return alerts.map(({ kind, caseCode, about }) => ({ kind, caseCode, about: about?.id }))
}

describe('it rings', () => {
  test('for directors and administrators when somebody is suspended, once, and for nobody else', async () => {
    const hana = await makePerson(['director'], null)
    const rung = () => ({ kind: 'suspended', caseCode: null, about: mina.personId })
    expect(await suspendBy(suji, mina)).toEqual(DONE)
    expect([await ringing(hana), (await ringing(root)).at(0)]).toEqual([[rung()], rung()])
    expect([await ringing(suji), await ringing(jun), await ringing(anna)]).toEqual([[], [], []])
    // At the top of the ladder already: left unanswered, it climbs to nobody of the team.
    expect(
      await look(`select distinct step from alert where kind = 'suspended' and about_person_id = $1`, [
        mina.personId,
      ]),
    ).toEqual([{ step: 'directors' }])
    await enablePerson(root, { personId: mina.personId }, freshForm())
    expect(await letGoBy(suji, { receiverId: jun.personId })).toEqual(DONE)
    expect(await ringing(hana)).toEqual([rung()])
    const [alert] = (await dayOf(root)).alerts
    const seen = { alertId: alert?.id ?? '' }
    expect(await acknowledgeAlert(root, seen, formOf(seen))).toEqual(LIFTED)
  })

  test('also when SQL suspends somebody past the service', async () => {
    const hana = await makePerson(['director'], null)
    const { id, person_id, reason } = await asKept('suspension', {
      person_id: mina.personId,
      reason: 'Quietly',
    })
    const sql = 'insert into suspension (id, person_id, reason) values ($1, $2, $3)'
    await asApp((client) => client.query(sql, [id, person_id, reason]), suji)
    expect(await ringing(hana)).toEqual([{ kind: 'suspended', caseCode: null, about: mina.personId }])
    const forged = `insert into alert (id, about_person_id, kind, person_id, raised_by)
      values (gen_random_uuid(), $1, 'suspended', $2, $3)`
    await expect(
      asApp((client) => client.query(forged, [nara.personId, hana.personId, suji.personId]), suji),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('whoever is on call', () => {
  test('is suspended only when it was said that they are; the page says so', async () => {
    const token = await signedIn()
    await putOnCall(team, mina.personId)
    const seen = await readDeparture(suji, mina.personId)
    expect(seen.ok && seen.value.person.onCall).toBe(true)
    const asked = { ok: false, refusal: 'invalid', fields: { onCallToo: 'required' } }
    expect(await suspendBy(suji, mina)).toEqual(asked)
    expect(await letGoBy(suji, { receiverId: jun.personId })).toEqual(asked)
    await expectNothing(token)
    expect(await letGoBy(suji, { receiverId: jun.personId, onCallToo: true })).toEqual(DONE)
  })
})

describe('cases of another team', () => {
  test('stay with whoever is suspended: it is said how many, and who leads there is told of each', async () => {
    const moscow = anna.teamId === null ? null : { id: anna.teamId, timeZone: 'Europe/Moscow' }
    if (moscow === null) throw new Error('no team')
    const theirs = await makeCase(moscow, [mina])
    const seen = await readDeparture(suji, mina.personId)
    expect(seen.ok && [seen.value.carried.length, seen.value.person.elsewhere]).toEqual([2, 1])
    expect(await letGoBy(suji, { receiverId: jun.personId })).toEqual({ ok: true, value: { elsewhere: 1 } })
    expect(await carriersOf(theirs)).toEqual([mina.personId])
    expect(await ringing(anna)).toEqual([
      { kind: 'carrier-suspended', caseCode: theirs.code, about: undefined },
    ])
    const given = { caseId: theirs.id, workerId: oleg.personId }
    expect((await assignCase(anna, given, formOf(given))).ok).toBe(true)
    const after = await readDeparture(suji, mina.personId)
    expect(after.ok && after.value.person.elsewhere).toBe(0)
  })

  test('ring for the directors when nobody leads that team, and are counted for nobody who may not suspend', async () => {
    const hana = await makePerson(['director'], null)
    const theirs = await makeCase(await makeTeam(), [mina])
    const counted = async (by: PersonActor) => {
      const sql = 'select law.count_carried_elsewhere($1) as n'
      const { rows } = await asApp((client) => client.query<{ n: number }>(sql, [mina.personId]), by)
      return rows[0]?.n
    }
    expect([await counted(suji), await counted(jun), await counted(anna), await counted(root)]).toEqual([
      1, 0, 0, 0,
    ])
    expect(await suspendBy(suji, mina)).toEqual({ ok: true, value: { elsewhere: 1 } })
    expect((await ringing(hana)).map(({ caseCode }) => caseCode).sort()).toEqual([null, theirs.code].sort())
  })
})

describe('two at once', () => {
  /** Runs work while somebody else holds what the statement takes. */
  async function holding(sql: string, values: readonly unknown[], work: () => Promise<void>): Promise<void> {
    const holder = new pg.Client({ connectionString: DATABASE.superuserUrl })
    await holder.connect()
    try {
      await holder.query('begin')
      await holder.query(sql, [...values])
      await work()
    } finally {
      await holder.end()
    }
  }
  const isWaitingFor = (statement: string) =>
    vi.waitFor(async () => {
      const rows = await look(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
        [statement],
      )
      if (rows.length === 0) throw new Error(`nobody waits for ${statement}`)
    }, 4_000)
  const giveTo = (whom: PersonActor, file: TestCase) => {
    const values = { caseId: file.id, workerId: whom.personId }
    return assignCase(suji, values, formOf(values))
  }
  const ITS_TASKS = 'select from task where case_id = $1 for update'

  test('a case that is being opened for whoever is let go ends with nobody who is shut out', async () => {
    const values = createCaseSchema.parse(filledCase({ workerId: mina.personId }))
    const ends: Promise<{ ok: boolean }>[] = []
    await holding('lock table contact in exclusive mode', [], async () => {
      ends.push(createCase(suji, values, formOf(values)))
      await isWaitingFor('%contact%')
      ends.push(letGoBy(suji, { receiverId: jun.personId }))
      await isWaitingFor('%FROM person%FOR NO KEY UPDATE%')
    })
    // The new case was not in the form.
    expect(await Promise.all(ends)).toMatchObject([{ ok: true }, { refusal: 'stale' }])
  })

  test('a case that is being given to whoever is let go is seen by who lets go', async () => {
    const theirs = await makeCase(team, [nara])
    await addTask(theirs, nara)
    const ends: Promise<{ ok: boolean }>[] = []
    await holding(ITS_TASKS, [theirs.id], async () => {
      ends.push(giveTo(mina, theirs))
      await isWaitingFor('%task%')
      ends.push(letGoBy(suji, { receiverId: jun.personId }))
      await isWaitingFor('%FROM person%FOR NO KEY UPDATE%')
    })
    expect(await Promise.all(ends)).toMatchObject([{ ok: true }, { refusal: 'stale' }])
  })

  test('whoever is being let go is given nothing more', async () => {
    const theirs = await makeCase(team, [nara])
    for (const file of cases) await addTask(file, mina)
    const ends: Promise<{ ok: boolean }>[] = []
    await holding(ITS_TASKS, [cases[0]?.id], async () => {
      ends.push(letGoBy(suji, { receiverId: jun.personId }))
      await isWaitingFor('%task%')
      ends.push(giveTo(mina, theirs))
      await isWaitingFor('%FROM person%FOR SHARE%')
    })
    expect(await Promise.all(ends)).toMatchObject([DONE, { fields: { workerId: 'not-a-choice' } }])
    expect(await carriersOf(theirs)).toEqual([nara.personId])
  })

  test('a case that its worker hands over in this moment is waited for, and is theirs to pass on no more', async () => {
    const [first] = cases
    if (first === undefined) throw new Error('no cases')
    await addTask(first, mina)
    const handed = { caseId: first.id, workerId: nara.personId, overlapHours: 0 }
    const ends: Promise<{ ok: boolean }>[] = []
    await holding(ITS_TASKS, [first.id], async () => {
      ends.push(handOverCase(mina, handed, formOf(handed)))
      await isWaitingFor('%task%')
      ends.push(letGoBy(suji, { receiverId: jun.personId }))
      await isWaitingFor('%ORDER BY c.id FOR UPDATE%')
    })
    expect(await Promise.all(ends)).toMatchObject([{ ok: true }, { refusal: 'stale' }])
    expect(await carriersOf(first)).toEqual([nara.personId])
  })
})

describe('a form that was opened before', () => {
  test('the person changed suspends nobody; one that shows them as they are does', async () => {
    const token = await signedIn()
    const [row] = await look<{ version: number }>('select version from person where id = $1', [mina.personId])
    const now = row?.version ?? 0
    const alone = { personId: mina.personId, reason: REASON, onCallToo: false }
    const byCase = Object.fromEntries(cases.map(({ id }) => [id, null]))
    const whole = { ...alone, receiverId: jun.personId, shutOut: false, byCase }
    const stale = { ok: false, refusal: 'stale' }
    expect(await suspendPerson(suji, alone, formOf(alone, { version: now - 1 }))).toEqual(stale)
    expect(await letGo(suji, whole, formOf(whole, { version: now - 1 }))).toEqual(stale)
    await expectNothing(token)
    expect(await suspendPerson(suji, alone, formOf(alone, { version: now }))).toEqual(DONE)
    const after = { ...whole, shutOut: true }
    expect(await letGo(suji, after, formOf(after, { version: now }))).toEqual(stale)
    expect(await letGo(suji, after, formOf(after, { version: now + 1 }))).toEqual(DONE)
  })
})

test('a link that was sent to whoever is suspended opens nothing any more, another’s still does', async () => {
  for (const { personId } of [mina, jun]) {
    await look(
      `insert into invitation (id, person_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
      [randomUUID(), personId, Buffer.from(randomUUID())],
    )
  }
  const open = (person: PersonActor) =>
    look('select from invitation where person_id = $1 and expires_at > now()', [person.personId])
  expect([(await open(mina)).length, (await open(jun)).length]).toEqual([1, 1])
  expect(await suspendBy(suji, mina)).toEqual(DONE)
  expect([(await open(mina)).length, (await open(jun)).length]).toEqual([0, 1])
})

describe('letting go', () => {
  test('hands every case over with its tasks and shuts out, in one; each case tells of it', async () => {
    const [first, second] = cases
    if (first === undefined || second === undefined) throw new Error('no cases')
    const token = await signedIn()
    await addTask(first, mina)
    const choice = { receiverId: jun.personId, byCase: { [second.id]: nara.personId } }
    expect(await letGoBy(suji, choice)).toEqual(DONE)
    expect([await carriersOf(first), await carriersOf(second)]).toEqual([[jun.personId], [nara.personId]])
    expect(await look('select assignee_id from task where case_id = $1', [first.id])).toEqual([
      { assignee_id: jun.personId },
    ])
    expect(await lookUpSession(token)).toBeNull()
    const told = (await factsOf('case.hand-over')).map(({ subject }) => subject)
    expect(told.slice(-2).sort()).toEqual([first.id, second.id].sort())
  })

  test('does nothing at all when one receiver may not have a case, or nobody takes one', async () => {
    const token = await signedIn()
    const [, second] = cases
    const gone = await makePerson(['caseworker'], team, { disabled: true })
    for (const person of [oleg, gone, suji, mina]) {
      const byCase = { [second?.id ?? '']: person.personId }
      expect(await letGoBy(suji, { receiverId: jun.personId, byCase })).toMatchObject({ refusal: 'invalid' })
      await expectNothing(token)
    }
    expect(await letGoBy(suji)).toMatchObject({ fields: { receiverId: 'required' } })
    await expectNothing(token)
    expect(await letGoBy(suji, { receiverId: jun.personId })).toEqual(DONE)
  })

  test('is stale when a case came after the form was opened', async () => {
    const token = await signedIn()
    await makeCase(team, [mina])
    expect(await letGoBy(suji, { receiverId: jun.personId })).toEqual({ ok: false, refusal: 'stale' })
    await expectNothing(token)
  })

  test('writes no list of a stranger’s into the log, and no form is endless', async () => {
    const guest = await makePerson(['guest'], team)
    const byCase = Object.fromEntries(Array.from({ length: MOST_CASES + 1 }, () => [randomUUID(), null]))
    expect(await letGoBy(guest, { byCase })).toEqual({ ok: false, refusal: 'not-allowed' })
    const [row] = await look<{ longest: number }>(
      'select max(octet_length(payload)) as longest from audit_entry where actor = $1',
      [guest.personId],
    )
    expect(row?.longest).toBeLessThan(1_000)
    const form = { personId: mina.personId, reason: REASON, receiverId: '', onCallToo: false, shutOut: false }
    const cases = (many: number) => Object.fromEntries(Array.from({ length: many }, () => [randomUUID(), '']))
    expect(departureSchema.safeParse({ ...form, byCase: cases(MOST_CASES + 1) }).success).toBe(false)
    expect(departureSchema.safeParse({ ...form, byCase: cases(MOST_CASES) }).success).toBe(true)
  })

  test('leaves nothing behind when the connection dies in the middle', async () => {
    const token = await signedIn()
    const [last] = [...cases].sort((one, other) => other.code.localeCompare(one.code))
    if (last === undefined) throw new Error('no cases')
    await addTask(last, mina)
    const holder = new pg.Client({ connectionString: DATABASE.superuserUrl })
    await holder.connect()
    await holder.query('begin')
    await holder.query('select from task where case_id = $1 for update', [last.id])
    const attempt = expect(letGoBy(suji, { receiverId: jun.personId })).rejects.toThrow(/act failed/)
    // The first case has changed hands by now, and the last one's task is waited for.
    await vi.waitFor(async () => {
      const [waiting] = await look<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%task%'`,
      )
      if (waiting === undefined) throw new Error('nobody waits yet')
      await look('select pg_terminate_backend($1)', [waiting.pid])
    }, 4_000)
    await attempt
    await holder.query('rollback')
    await holder.end()
    await expectNothing(token)
    expect(await letGoBy(suji, { receiverId: jun.personId })).toEqual(DONE)
  })

  test('works for whoever was suspended at night, and lets a cover simply end', async () => {
    const [first, second] = cases
    if (first === undefined || second === undefined) throw new Error('no cases')
    const theirs = await makeCase(team, [nara])
    const cover = {
      caseId: theirs.id,
      workerId: mina.personId,
      untilOn: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
    }
    expect((await coverCase(suji, cover, formOf(cover))).ok).toBe(true)
    await suspendBy(suji, mina)
    const choice = { receiverId: jun.personId, byCase: { [theirs.id]: null } }
    // Opened before they were suspended: what it would do has changed.
    expect(await letGoBy(suji, choice)).toEqual({ ok: false, refusal: 'stale' })
    expect(await letGoBy(suji, { ...choice, shutOut: true })).toEqual(DONE)
    const [, before, after] = (await factsOf('person.suspend')).slice(-3)
    expect(before).toMatchObject({ result: 'refused:stale', detail: { cases: 3, suspends: true } })
    expect(after).toMatchObject({ result: 'done', detail: { cases: 3, suspends: false } })
    expect([await carriersOf(first), await carriersOf(theirs)]).toEqual([[jun.personId], [nara.personId]])
    const seen = await readDeparture(suji, mina.personId)
    expect(seen.ok && seen.value.carried).toEqual([])
  })
})
