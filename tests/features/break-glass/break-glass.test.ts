/** Need to know: what is masked for a supervisor, what break-glass opens, for how long, and what stands in its way. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import type { Outcome } from '../../../lib/domain/refusal.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { createHouse, readAddress, recordPlacement } from '../../../lib/features/houses/service.ts'
import { openPlan, planJourney, readRoute } from '../../../lib/features/journeys/service.ts'
import { readNumbers, recordProtection } from '../../../lib/features/protection/service.ts'
import { decideApproval, openApproval } from '../../../lib/features/approvals/service.ts'
import { askBreakGlass, breakGlass, endBreakGlass } from '../../../lib/features/break-glass/service.ts'
import {
  factsOf,
  formOf,
  heldOpen,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { openedCase } from '../../support/new-case.ts'
import { TODAY } from '../../support/record-promises.ts'
import type { Plain } from '../../support/sealed-rows.ts'
import { asKept } from '../../support/sealed.ts'

const REASON = 'The minders are at the door of this house.'
const SECRETS = ['Canary Surname', '815-22-canary', 'By the canary road', 'Canary street 4']

/** What the plans here have in common. */
const UNPLANNED = { travelDocument: 'passport', departsOn: '', fallbacks: 'Wait', escort: '' } as const

let team: Team
let mina: PersonActor
let suji: PersonActor
let anna: PersonActor
let file: { id: string; code: string }

/** A case with everything that may be masked. */
async function fullCase(): Promise<{ id: string; code: string }> {
  const made = await openedCase(mina, { latin: 'Canary Surname', phone: '+7 911 000 11 22' })
  const caseId = made.id
  const step = {
    caseId,
    id: randomUUID(),
    track: 'unhcr',
    status: 'certificate',
    occurredOn: TODAY,
    expiresOn: '2099-01-01',
    reference: '815-22-canary',
  } as const
  const plan = {
    ...UNPLANNED,
    caseId,
    id: randomUUID(),
    route: 'By the canary road',
    escort: 'raven',
  }
  const house = {
    id: randomUUID(),
    kind: 'reception',
    district: 'far-eastern',
    capacity: 3,
    address: 'Canary street 4',
  } as const
  const placement = {
    ...{ caseId, id: randomUUID(), houseId: house.id, since: TODAY },
    ...{ emergency: false, reason: '' },
  } as const
  for (const done of [
    await recordProtection(mina, step, formOf(step)),
    await planJourney(mina, plan, formOf(plan)),
    await createHouse(suji, house, formOf(house)),
    await recordPlacement(mina, placement, formOf(placement)),
  ]) {
    expect(done.ok).toBe(true)
  }
  return made
}

beforeEach(async () => {
  team = await makeTeam('Asia/Vladivostok')
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  anna = await makePerson(['supervisor'], team)
  file = await fullCase()
})

function open(actor: Actor, caseId = file.id, reason = REASON): Promise<Outcome<null>> {
  const input = { caseId, id: randomUUID(), reason }
  return breakGlass(actor, input, formOf(input))
}

/** What each of the four looks answers: what it shows, or how it is refused. */
async function looks(actor: Actor, caseId = file.id): Promise<readonly string[]> {
  const answers = [
    await readIdentity(actor, { caseId }),
    await readNumbers(actor, { caseId }),
    await readRoute(actor, { caseId }),
    await readAddress(actor, { caseId }),
  ]
  return answers.map((answer, at) => {
    if (!answer.ok) return answer.refusal
    return JSON.stringify(answer.value).includes(SECRETS[at] ?? '') ? 'shown' : 'nothing'
  })
}

const SHOWN = ['shown', 'shown', 'shown', 'shown']
const ABSENT = ['absent', 'absent', 'absent', 'absent']

/** What the app's own login sees of the tables that stand apart, in somebody's context. */
async function seen(actor: PersonActor): Promise<Record<string, number>> {
  const counts = await asApp(async (client) => {
    const found: Record<string, number> = {}
    for (const table of ['identity', 'protection_number', 'journey_route', 'house_address', 'reveal']) {
      found[table] = (await client.query(`select 1 from ${table}`)).rowCount ?? 0
    }
    return found
  }, actor)
  return counts
}

describe('a supervisor', () => {
  test('reads the working file, and no name, number, route or address before the glass is broken', async () => {
    expect(await looks(suji)).toEqual(ABSENT)
    expect(await looks(mina)).toEqual(SHOWN)
    const page = await openCase(suji, file.code, { do: 'journey-plan' })
    expect(page.ok && page.value.may['break-glass']).toBe(true)
    for (const secret of [...SECRETS, '911 000']) expect(JSON.stringify(page)).not.toContain(secret)
  })

  test('reads them afterwards, of this one case, and everything is recorded', async () => {
    const other = await fullCase()
    expect(await open(suji)).toEqual({ ok: true, value: null })
    expect(await looks(suji)).toEqual(SHOWN)
    expect(await looks(suji, other.id)).toEqual(ABSENT)
    expect((await factsOf('case.break-glass')).at(-1)).toMatchObject({ result: 'done', subject: file.id })
    expect((await factsOf('case.read-address')).map(({ result }) => result)).toContain('done')
    expect(JSON.stringify(await factsOf('case.break-glass'))).not.toContain('minders')
    const page = await openCase(suji, file.code)
    expect(page.ok && page.value.glass?.untilAt).toBeTruthy()
    expect(page.ok && page.value.may['break-glass']).toBe(false)
    for (const secret of SECRETS) expect(JSON.stringify(page)).not.toContain(secret)
  })

  test('reads them no more when the half hour is over, or as soon as they close it', async () => {
    await heldOpen(file, suji, 29)
    expect(await looks(suji)).toEqual(SHOWN)
    const form = { caseId: file.id }
    expect(await endBreakGlass(suji, form, formOf(form))).toEqual({ ok: true, value: null })
    expect(await looks(suji)).toEqual(ABSENT)
    expect(await endBreakGlass(suji, form, formOf(form))).toEqual({ ok: false, refusal: 'absent' })
    await heldOpen(file, anna, 31)
    expect(await looks(anna)).toEqual(ABSENT)
  })

  test('opens nothing of another team, and a case that is not there looks the same', async () => {
    const elsewhere = await makePerson(['supervisor'], await makeTeam())
    expect(await open(elsewhere)).toEqual({ ok: false, refusal: 'absent' })
    expect(await open(suji, randomUUID())).toEqual({ ok: false, refusal: 'absent' })
    expect(await open(suji)).toMatchObject({ ok: true })
  })

  test('is asked for a reason that says something, and then who they are', async () => {
    const old = { ...suji, provedAt: new Date(Date.now() - 6 * 60_000) }
    const short = { ok: false, refusal: 'invalid', fields: { reason: 'too-short' } }
    expect(await open(old, file.id, 'It is urgent.')).toEqual(short)
    expect(await open(old)).toEqual({ ok: false, refusal: 'step-up' })
    expect(await open(suji)).toEqual({ ok: true, value: null })
    // The tap on an address asks once more; the others do not.
    expect(await looks(old)).toEqual(['shown', 'shown', 'shown', 'step-up'])
  })

  test('of the same form sent twice opens once', async () => {
    const input = { caseId: file.id, id: randomUUID(), reason: REASON }
    const form = formOf(input)
    expect(await breakGlass(suji, input, form)).toEqual(await breakGlass(suji, input, form))
    expect(await look('select 1 from break_glass where person_id = $1', [suji.personId])).toHaveLength(1)
  })
})

describe('nobody else breaks the glass', () => {
  test.each(['caseworker', 'director', 'analyst', 'auditor', 'administrator', 'guest'] as const)(
    'a %s',
    async (role) => {
      expect(await open(await makePerson([role], team))).toEqual({ ok: false, refusal: 'not-allowed' })
    },
  )

  test('but whoever is on call, and only where somebody is in danger', async () => {
    const onCall = await makePerson(['caseworker'], team, { onCall: true })
    expect(await open(onCall)).toEqual({ ok: false, refusal: 'absent' })
    await openCriticalIncident(file, mina.personId)
    expect(await looks(onCall)).toEqual(ABSENT)
    expect(await open(onCall)).toEqual({ ok: true, value: null })
    expect(await looks(onCall)).toEqual(SHOWN)
    expect(await looks({ ...onCall, onCall: false })).toEqual(['absent', 'absent', 'absent', 'absent'])
  })
})

describe('what stands in the way', () => {
  test('is another case that is still open, but not where somebody is in danger', async () => {
    const other = await openedCase(mina)
    const critical = await openedCase(mina)
    await openCriticalIncident(critical, mina.personId)
    expect((await open(suji, other.id)).ok).toBe(true)
    expect(await open(suji)).toEqual({ ok: false, refusal: 'one-at-a-time' })
    expect(await open(suji, critical.id)).toEqual({ ok: true, value: null })
    // Another person's is nothing to them.
    expect((await open(anna)).ok).toBe(true)
  })

  test('gives way to a second person: asked, approved, and used once', async () => {
    const other = await openedCase(mina)
    const asks = (id: string) => {
      const input = { caseId: id, id: randomUUID(), reason: REASON }
      return askBreakGlass(suji, input, formOf(input)).then((outcome) => ({ id: input.id, outcome }))
    }
    // Nobody is asked for what one may open alone.
    expect((await asks(file.id)).outcome).toEqual({ ok: false, refusal: 'stale' })
    expect((await open(suji, other.id)).ok).toBe(true)
    const { id, outcome } = await asks(file.id)
    expect(outcome).toEqual({ ok: true, value: null })
    expect(await open(suji)).toEqual({ ok: false, refusal: 'one-at-a-time' })

    const elsewhere = await makePerson(['supervisor'], await makeTeam())
    const opened = await openApproval(elsewhere, id)
    expect(opened).toMatchObject({ ok: true, value: { asked: { kind: 'break-glass', reason: REASON } } })
    for (const secret of SECRETS) expect(JSON.stringify(opened)).not.toContain(secret)
    const yes = { approvalId: id, decision: 'approved' as const, comment: '', acknowledged: [] }
    expect(await decideApproval(suji, yes, formOf(yes))).toEqual({ ok: false, refusal: 'same-person' })
    expect(await decideApproval(elsewhere, yes, formOf(yes))).toEqual({ ok: true, value: null })

    expect(await open(suji)).toEqual({ ok: true, value: null })
    expect(await looks(suji)).toEqual(SHOWN)
    const end = { caseId: file.id }
    expect((await endBreakGlass(suji, end, formOf(end))).ok).toBe(true)
    expect(await open(suji)).toEqual({ ok: false, refusal: 'one-at-a-time' })
  })

  test('gives way to no approval of another person’s asking, nor to one that is too old', async () => {
    const other = await openedCase(mina)
    const asking = async (by: PersonActor) => {
      const input = { caseId: file.id, id: randomUUID(), reason: REASON }
      expect((await askBreakGlass(by, input, formOf(input))).ok).toBe(true)
      const yes = { approvalId: input.id, decision: 'approved' as const, comment: '', acknowledged: [] }
      const elsewhere = await makePerson(['director'], null)
      expect((await decideApproval(elsewhere, yes, formOf(yes))).ok).toBe(true)
      return input.id
    }
    for (const one of [suji, anna]) expect((await open(one, other.id)).ok).toBe(true)
    await asking(anna)
    expect(await open(suji)).toEqual({ ok: false, refusal: 'one-at-a-time' })
    const id = await asking(suji)
    await look('alter table approval_request disable trigger judge_request')
    await look(
      `update approval_request set asked_at = asked_at - interval '73 hours', expires_at = expires_at - interval '73 hours',
       decided_at = decided_at - interval '73 hours' where id = $1`,
      [id],
    )
    await look('alter table approval_request enable trigger judge_request')
    expect(await open(suji)).toEqual({ ok: false, refusal: 'one-at-a-time' })
    expect((await open(anna)).ok).toBe(true)
  })

  test('is the same case, when it is open already', async () => {
    expect((await open(suji)).ok).toBe(true)
    expect(await open(suji)).toEqual({ ok: false, refusal: 'stale' })
  })

  test('is a review that nobody made in time, but not where somebody is in danger, and not for a colleague', async () => {
    const critical = await openedCase(mina)
    await openCriticalIncident(critical, mina.personId)
    await heldOpen(file, suji, 7 * 24 * 60 + 1)
    expect(await open(suji)).toEqual({ ok: false, refusal: 'review-overdue' })
    expect((await open(anna)).ok).toBe(true)
    expect((await open(suji, critical.id)).ok).toBe(true)
  })

  test('is not a review that still has time', async () => {
    await heldOpen(file, suji, 6 * 24 * 60)
    expect((await open(suji)).ok).toBe(true)
  })

  test('of two cases that one person opens at once, one', async () => {
    const other = await openedCase(mina)
    const answers = await Promise.all([open(suji), open(suji, other.id)])
    expect(answers.map((answer) => (answer.ok ? 'open' : answer.refusal)).sort()).toEqual([
      'one-at-a-time',
      'open',
    ])
  })
})

describe('the database', () => {
  const NOTHING = {
    identity: 0,
    protection_number: 0,
    journey_route: 0,
    house_address: 0,
    reveal: 0,
  }

  test('shows a supervisor nothing of what stands apart, and a case’s worker their own', async () => {
    expect(await seen(suji)).toEqual(NOTHING)
    expect(await seen(mina)).toEqual({
      ...NOTHING,
      identity: 1,
      protection_number: 1,
      journey_route: 1,
      house_address: 1,
    })
    await fullCase()
    await open(suji)
    // Of two cases the one that is open.
    expect(await seen(suji)).toEqual({
      identity: 1,
      protection_number: 1,
      journey_route: 1,
      house_address: 1,
      reveal: 0,
    })
    expect(await seen(anna)).toMatchObject({
      identity: 0,
      protection_number: 0,
      journey_route: 0,
      house_address: 0,
    })
  })

  test('shows whoever wrote a plan where it leads, as long as they plan this journey', async () => {
    const plan = { ...UNPLANNED, caseId: file.id, id: randomUUID(), route: 'Another way' }
    expect((await planJourney(suji, plan, formOf(plan, { version: 1 }))).ok).toBe(true)
    expect(await seen(suji)).toMatchObject({ identity: 0, journey_route: 1 })
    expect(await seen(anna)).toMatchObject({ journey_route: 0 })
    await look('update person set team_id = $2 where id = $1', [suji.personId, (await makeTeam()).id])
    expect(await seen(suji)).toMatchObject({ journey_route: 0 })
  })

  const insert = async (actor: PersonActor, person: PersonActor, change: Plain = {}, caseId = file.id) => {
    const said = { case_id: caseId, person_id: person.personId, reason: REASON }
    const row = { ...(await asKept('break_glass', said)), ...change }
    const places = Object.keys(row).map((_, at) => `$${String(at + 1)}`)
    const sql = `insert into break_glass (${Object.keys(row).join(', ')}) values (${places.join(', ')})`
    return asApp((client) => client.query(sql, Object.values(row)), actor)
  }

  test('takes a break-glass in one’s own name only, with a sealed reason, and sets its times by itself', async () => {
    await expect(insert(anna, suji)).rejects.toThrow(/row-level security/)
    await expect(insert(mina, mina)).rejects.toThrow(/row-level security/)
    await expect(insert(suji, suji, { reason: REASON })).rejects.toThrow(/break_glass_reason_sealed/)
    await expect(insert(suji, suji, { reason: null })).rejects.toThrow(/not-null/)
    await expect(insert(suji, suji, { until_at: new Date('2099-01-01') })).rejects.toThrow(
      /permission denied/,
    )
    await expect(insert(suji, suji)).resolves.toMatchObject({ rowCount: 1 })
    const other = await openedCase(mina)
    await expect(insert(suji, suji, {}, other.id)).rejects.toThrow(/break_glass_one_at_a_time/)
  })

  test('keeps it open for nobody any longer, and lets nobody else close it', async () => {
    await open(suji)
    const change = (actor: PersonActor, set: string) =>
      asApp(
        (client) => client.query(`update break_glass set ${set} where person_id = $1`, [suji.personId]),
        actor,
      )
    await expect(change(suji, `until_at = until_at + interval '1 minute'`)).rejects.toThrow(/for longer/)
    await expect(change(anna, 'until_at = now()')).rejects.toThrow(/for longer/)
    await expect(change(suji, "until_at = until_at - interval '1 minute'")).resolves.toMatchObject({
      rowCount: 1,
    })
  })
})

describe('every look', () => {
  const looked = async (actor: PersonActor) =>
    (
      await look<{ what: string }>('select what from reveal where person_id = $1 order by at, id', [
        actor.personId,
      ])
    )
      .map(({ what }) => what)
      .sort()

  test('counts once, the worker’s too, and one that was refused does not', async () => {
    await looks(mina)
    await openPlan(mina, { caseId: file.id })
    await looks(suji)
    expect(await looked(mina)).toEqual(['address', 'identity', 'number', 'route', 'route'])
    expect(await looked(suji)).toEqual([])
  })

  test('at nothing counts for nothing', async () => {
    const empty = await openedCase(mina)
    const caseId = empty.id
    expect(await readNumbers(mina, { caseId })).toEqual({ ok: true, value: [] })
    expect(await readRoute(mina, { caseId })).toEqual({ ok: true, value: null })
    expect(await readAddress(mina, { caseId })).toEqual({ ok: true, value: null })
    expect(await looked(mina)).toEqual([])
  })

  test('is written in one’s own name only, and for a case within reach', async () => {
    const add = (actor: PersonActor, personId: string) =>
      asApp(
        (client) =>
          client.query(
            `insert into reveal (id, person_id, case_id, what) values (gen_random_uuid(), $1, $2, 'identity')`,
            [personId, file.id],
          ),
        actor,
      )
    await expect(add(mina, suji.personId)).rejects.toThrow(/row-level security/)
    await expect(add(suji, suji.personId)).rejects.toThrow(/row-level security/)
    await expect(add(mina, mina.personId)).resolves.toMatchObject({ rowCount: 1 })
  })
})
