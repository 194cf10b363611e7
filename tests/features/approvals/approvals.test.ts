import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Requirement } from '../../../lib/domain/pathway/gates.ts'
import type { PersonActor, Role } from '../../../lib/domain/policy/roles.ts'
import {
  approvalDecisionSchema,
  type ApprovalDecisionInput,
  type ApprovalListed,
  type ApprovalOpened,
  type JourneyAsked,
} from '../../../lib/features/approvals/schema.ts'
import {
  decideApproval,
  listApprovals,
  openApproval,
  requestApproval,
} from '../../../lib/features/approvals/service.ts'
import { breakGlass } from '../../../lib/features/break-glass/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { planJourney } from '../../../lib/features/journeys/service.ts'
import { openPipeline } from '../../../lib/features/pipeline/service.ts'
import { formOf, makeCase, makePerson, makeTeam, type Team, type TestCase } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'
import { put } from '../../support/sealed.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let anna: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  anna = await makePerson(['supervisor'], team)
  mine = await makeCase(team, [mina], 'unhcr-registration')
})

async function plan(by: PersonActor = mina): Promise<string> {
  const input = {
    caseId: mine.id,
    id: randomUUID(),
    travelDocument: 'travel-certificate',
    departsOn: '2027-01-15',
    route: 'canary-route',
    fallbacks: 'Wait at the church',
    escort: 'raven',
  } as const
  expect((await planJourney(by, input, formOf(input))).ok).toBe(true)
  return input.id
}

async function ask(by: PersonActor = mina): Promise<string> {
  const input = { caseId: mine.id, id: randomUUID() }
  expect(await requestApproval(by, input, formOf(input))).toEqual({ ok: true, value: { id: input.id } })
  return input.id
}

/** Somebody who decides by role, and works on the case beside mina. */
async function carriesToo(roles: readonly Role[]): Promise<PersonActor> {
  const person = await makePerson(roles, team)
  await look(
    `insert into assignment (id, case_id, person_id, from_at) values (gen_random_uuid(), $1, $2, now() - interval '1 hour')`,
    [mine.id, person.personId],
  )
  return person
}

async function planAndAsk(): Promise<string> {
  await plan()
  return ask()
}

const EXIT: ApprovalDecisionInput['acknowledged'] = ['exit-permission-missing']

function decide(approvalId: string, by: PersonActor = suji, changes: Partial<ApprovalDecisionInput> = {}) {
  const input: ApprovalDecisionInput = {
    approvalId,
    decision: 'approved',
    comment: '',
    acknowledged: EXIT,
    ...changes,
  }
  return decideApproval(by, input, formOf(input))
}

async function open(id: string, by: PersonActor = suji): Promise<ApprovalOpened> {
  const outcome = await openApproval(by, id)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value
}

/** What waits on the case of this test: the queue is that of the whole house. */
async function queued(by: PersonActor = suji): Promise<readonly ApprovalListed[]> {
  const outcome = await listApprovals(by)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.filter(({ code }) => code === mine.code)
}

async function openJourney(id: string, by: PersonActor = suji): Promise<JourneyAsked> {
  const { asked } = await open(id, by)
  if (asked.kind !== 'journey-plan') throw new Error('no journey')
  return asked
}

/** Sets back when a request was asked, as if it had waited that long. What was asked is never rewritten otherwise. */
async function letWait(id: string, hours: number): Promise<void> {
  const back = `interval '${String(hours)} hours'`
  await look(`do $$ begin set local session_replication_role = replica;
    update approval_request set asked_at = asked_at - ${back}, expires_at = expires_at - ${back} where id = '${id}'; end $$`)
}

/** A critical incident opens on the case. */
async function danger(): Promise<void> {
  const what = {
    kind: 'surveillance',
    severity: 'critical',
    occurred_on: 'yesterday',
    occurred_precision: 'day',
  }
  await put('incident', { code: `i-${randomUUID()}`, case_id: mine.id, ...what, recorded_by: mina.personId })
}

async function meets(requirement: Requirement): Promise<boolean> {
  const file = await openCase(mina, mine.code)
  if (!file.ok) throw new Error(file.refusal)
  return file.value.gate?.met.includes(requirement) === true
}

async function kindsOfTasks(person: PersonActor): Promise<readonly string[]> {
  return (await tasksOf(person)).map(({ kind }) => kind)
}

test('a plan is asked to be approved, is a task of every other supervisor of the team, and is approved', async () => {
  const elsewhere = await makePerson(['supervisor'], await makeTeam())
  const id = await planAndAsk()
  expect(await kindsOfTasks(suji)).toEqual(['approval'])
  expect(await kindsOfTasks(anna)).toEqual(['approval'])
  expect(await kindsOfTasks(elsewhere)).toEqual([])
  expect(await queued()).toMatchObject([
    { id, kind: 'journey-plan', code: mine.code, mayDecide: true, warnings: EXIT },
  ])
  expect(await decide(id)).toEqual({ ok: true, value: null })
  expect(await kindsOfTasks(suji)).toEqual([])
  expect(await kindsOfTasks(anna)).toEqual([])
  expect(await queued()).toEqual([])
  expect((await open(id)).state).toBe('approved')
  expect(await meets('second-person-approval')).toBe(true)
})

test('without a plan there is nothing to approve', async () => {
  const input = { caseId: mine.id, id: randomUUID() }
  expect(await requestApproval(mina, input, formOf(input))).toEqual({ ok: false, refusal: 'gate-unmet' })
})

test('a caseworker neither lists nor decides, nor asks for a case of another', async () => {
  const id = await planAndAsk()
  const oleg = await makePerson(['caseworker'], team)
  expect(await listApprovals(oleg)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await openApproval(oleg, id)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await decide(id, oleg)).toEqual({ ok: false, refusal: 'not-allowed' })
  const input = { caseId: mine.id, id: randomUUID() }
  expect(await requestApproval(oleg, input, formOf(input))).toEqual({ ok: false, refusal: 'absent' })
})

test('whoever decides nothing of the kind finds nothing', async () => {
  const id = await planAndAsk()
  const root = await makePerson(['administrator'], null)
  expect(await listApprovals(root)).toEqual({ ok: true, value: [] })
  expect(await openApproval(root, id)).toEqual({ ok: false, refusal: 'absent' })
  expect(await openApproval(root, randomUUID())).toEqual({ ok: false, refusal: 'absent' })
  expect(await openApproval(root, 'nonsense')).toEqual({ ok: false, refusal: 'absent' })
  expect(await decide(id, root)).toEqual({ ok: false, refusal: 'absent' })
})

test.each(['supervisor', 'director', 'trustee'] as const)(
  'a %s of no team of the case sees exactly what is asked, no row of the case, and decides',
  async (role) => {
    const other = await makePerson([role], role === 'supervisor' ? await makeTeam() : null)
    const id = await planAndAsk()
    expect(await queued(other)).toMatchObject([{ id, mayDecide: true }])
    const opened = await open(id, other)
    expect(opened).toMatchObject({ state: 'pending', readsCase: false })
    expect((await openJourney(id, other)).secret?.route).toBe('canary-route')
    for (const table of ['case_file', 'journey_plan', 'risk_assessment', 'task', 'assignment']) {
      const found = await asApp((client) => client.query(`select 1 from ${table}`), other)
      expect(found.rowCount, table).toBe(0)
    }
    expect(await decide(id, other)).toEqual({ ok: true, value: null })
    expect(await kindsOfTasks(suji)).toEqual([])
    expect(await meets('second-person-approval')).toBe(true)
  },
)

test('with an old proof nothing is decided, and only who may decide is asked for a fresh one', async () => {
  const id = await planAndAsk()
  const provedAt = new Date(Date.now() - 3_600_000)
  const root = await makePerson(['administrator'], null)
  expect(await decide(id, { ...suji, provedAt })).toEqual({ ok: false, refusal: 'step-up' })
  expect(await decide(id, { ...root, provedAt })).toEqual({ ok: false, refusal: 'absent' })
  expect(await decide(randomUUID(), { ...suji, provedAt })).toEqual({ ok: false, refusal: 'absent' })
  expect((await open(id)).state).toBe('pending')
  expect(await decide(id)).toEqual({ ok: true, value: null })
})

test('whoever asked does not decide, another supervisor does', async () => {
  await plan()
  const yuri = await carriesToo(['caseworker', 'supervisor'])
  const id = await ask(yuri)
  expect(await kindsOfTasks(yuri)).toEqual([])
  expect(await decide(id, yuri)).toEqual({ ok: false, refusal: 'same-person' })
  expect((await decide(id, anna)).ok).toBe(true)
})

test('nobody asks about a route that they may not see; with the case open before them they do', async () => {
  await plan()
  const input = { caseId: mine.id, id: randomUUID() }
  expect(await requestApproval(suji, input, formOf(input))).toEqual({ ok: false, refusal: 'masked' })
  const glass = { caseId: mine.id, id: randomUUID(), reason: 'Mina lies ill and the train leaves tonight.' }
  expect((await breakGlass(suji, glass, formOf(glass))).ok).toBe(true)
  expect((await decide(await ask(suji), anna)).ok).toBe(true)
})

test('whoever wrote the plan does not decide, another supervisor does', async () => {
  await plan(suji)
  const id = await ask(mina)
  expect(await kindsOfTasks(suji)).toEqual([])
  expect(await decide(id, suji)).toEqual({ ok: false, refusal: 'same-person' })
  expect((await decide(id, anna)).ok).toBe(true)
})

test('every warning that stood when it was asked must be acknowledged', async () => {
  await danger()
  const id = await planAndAsk()
  expect(await decide(id)).toEqual({
    ok: false,
    refusal: 'invalid',
    fields: { acknowledged: 'required' },
  })
  expect((await decide(id, suji, { acknowledged: [...EXIT, 'critical-incident-open'] })).ok).toBe(true)
  const [row] = await look('select acknowledged from approval_request where id = $1', [id])
  expect(row).toEqual({ acknowledged: ['exit-permission-missing', 'critical-incident-open'] })
})

test('a warning that came up after asking does not pass by the approval: the gate asks for another one', async () => {
  const id = await planAndAsk()
  await danger()
  expect(await decide(id)).toEqual({ ok: true, value: null })
  expect(await meets('second-person-approval')).toBe(true)
  expect(await meets('warnings-acknowledged')).toBe(false)
})

test('a plan that changed meanwhile is not approved', async () => {
  const id = await planAndAsk()
  await plan()
  expect(await decide(id)).toEqual({ ok: false, refusal: 'stale' })
  expect((await open(id)).state).toBe('stale')
  expect(await queued()).toEqual([])
  const newer = await ask()
  expect((await decide(newer)).ok).toBe(true)
})

test('an approval is worth nothing once the plan has changed: the gate is shut until the new one is approved', async () => {
  await decide(await planAndAsk())
  expect(await meets('second-person-approval')).toBe(true)
  await plan()
  expect(await meets('second-person-approval')).toBe(false)
  await decide(await ask())
  expect(await meets('second-person-approval')).toBe(true)
})

test('a newer request withdraws the older one, and its tasks', async () => {
  const older = await planAndAsk()
  const newer = await ask()
  expect(await decide(older)).toEqual({ ok: false, refusal: 'already-decided' })
  expect((await open(older)).state).toBe('withdrawn')
  expect(await kindsOfTasks(suji)).toEqual(['approval'])
  expect((await decide(newer)).ok).toBe(true)
})

test('a plan that is approved is not asked for again', async () => {
  await decide(await planAndAsk())
  const input = { caseId: mine.id, id: randomUUID() }
  expect(await requestApproval(mina, input, formOf(input))).toEqual({ ok: false, refusal: 'already-decided' })
})

test('an approved plan is asked for again when a warning has come up since, and stands once it is acknowledged', async () => {
  await decide(await planAndAsk())
  await danger()
  const again = await ask()
  expect((await openJourney(again)).gate.unmet).toContain('warnings-acknowledged')
  expect(await decide(again)).toMatchObject({ refusal: 'invalid', fields: { acknowledged: 'required' } })
  const seen = { acknowledged: [...EXIT, 'critical-incident-open' as const] }
  expect(await decide(again, suji, seen)).toEqual({ ok: true, value: null })
  expect(await meets('warnings-acknowledged')).toBe(true)
  const input = { caseId: mine.id, id: randomUUID() }
  expect(await requestApproval(mina, input, formOf(input))).toEqual({ ok: false, refusal: 'already-decided' })
})

test('the pipeline counts what waits as the queue lists it, without a plan that has a newer version', async () => {
  async function counted(): Promise<readonly (number | undefined)[]> {
    const pipeline = await openPipeline(suji, {})
    return [pipeline.ok ? pipeline.value.pendingApprovals : undefined, (await queued()).length]
  }
  await planAndAsk()
  expect(await counted()).toEqual([1, 1])
  await plan()
  expect(await counted()).toEqual([0, 0])
})

test('a request is over after 72 hours and can be asked again', async () => {
  const id = await planAndAsk()
  const [row] = await look(
    'select extract(epoch from expires_at - asked_at) / 3600 as hours from approval_request',
  )
  expect(Number(row?.['hours'])).toBe(72)
  await letWait(id, 73)
  expect(await decide(id)).toEqual({ ok: false, refusal: 'expired' })
  expect(await queued()).toEqual([])
  expect((await open(id)).state).toBe('expired')
  expect((await decide(await ask())).ok).toBe(true)
})

test('of two supervisors who decide at once one wins and the other is told', async () => {
  const id = await planAndAsk()
  const answers = await Promise.all([
    decide(id, suji),
    decide(id, anna, { decision: 'returned', comment: 'Too early' }),
  ])
  expect(answers.map((answer) => (answer.ok ? 'decided' : answer.refusal)).sort()).toEqual([
    'already-decided',
    'decided',
  ])
})

test('the same decision sent twice is one decision, answered alike', async () => {
  const id = await planAndAsk()
  const input = {
    approvalId: id,
    decision: 'approved',
    comment: '',
    acknowledged: EXIT,
  } as const
  const form = formOf(input)
  expect(await decideApproval(suji, input, form)).toEqual({ ok: true, value: null })
  expect(await decideApproval(suji, input, form)).toEqual({ ok: true, value: null })
})

test('a returned plan goes to who works on the case now, not to whoever asked once', async () => {
  const id = await planAndAsk()
  const nara = await makePerson(['caseworker'], mine.team)
  await look('update assignment set person_id = $2 where case_id = $1', [mine.id, nara.personId])
  expect((await decide(id, suji, { decision: 'returned', comment: 'Name a second harbour' })).ok).toBe(true)
  expect(await kindsOfTasks(mina)).toEqual([])
  expect(await kindsOfTasks(nara)).toEqual(['returned'])
})

test('a returned plan goes back as a task, with its comment, until it is written again', async () => {
  const id = await planAndAsk()
  expect((await decide(id, suji, { decision: 'returned', comment: 'Name a second harbour' })).ok).toBe(true)
  expect(await kindsOfTasks(mina)).toEqual(['returned'])
  await plan()
  expect(await kindsOfTasks(mina)).toEqual([])
  const next = await openJourney(await ask(), anna)
  expect(next.earlier).toMatchObject([{ decision: 'returned', comment: 'Name a second harbour' }])
})

test('a return says why, an approval need not', () => {
  const input = { approvalId: randomUUID(), comment: '', acknowledged: [] }
  const parse = (changes: object) => approvalDecisionSchema.safeParse({ ...input, ...changes })
  expect(
    parse({ decision: 'returned' }).error?.issues.map(({ path, message }) => [path[0], message]),
  ).toEqual([['comment', 'required']])
  expect(parse({ decision: 'returned', comment: 'Too early' }).success).toBe(true)
  expect(parse({ decision: 'approved' }).success).toBe(true)
})

test('the route opens for the approver while it waits, and for nobody else', async () => {
  await plan()
  const yuri = await carriesToo(['caseworker', 'supervisor'])
  const id = await ask(yuri)
  expect((await openJourney(id, anna)).secret).toEqual({
    route: 'canary-route',
    fallbacks: 'Wait at the church',
    escort: 'raven',
  })
  expect(JSON.stringify(await open(id, yuri))).not.toContain('canary-route')
  expect(JSON.stringify(await listApprovals(anna))).not.toContain('canary-route')
  await decide(id, anna)
  expect(JSON.stringify(await open(id, anna))).not.toContain('canary-route')
})

test('nobody is known by a request any more: whoever was disabled meanwhile does not decide, a colleague does', async () => {
  const id = await planAndAsk()
  await look('update person set disabled_at = now() where id = $1', [suji.personId])
  expect(await decide(id, suji)).toEqual({ ok: false, refusal: 'signed-out' })
  expect(await decide(id, anna)).toEqual({ ok: true, value: null })
})

test('what somebody asked who may not work here any more is not decided, until a colleague asks again', async () => {
  const id = await planAndAsk()
  await look('update person set disabled_at = now() where id = $1', [mina.personId])
  expect(await decide(id)).toEqual({ ok: false, refusal: 'asker-inactive' })
  const again = await ask(await carriesToo(['caseworker']))
  expect(await decide(again)).toEqual({ ok: true, value: null })
})

test('a snapshot opens in its own row only', async () => {
  const [one, two] = [await planAndAsk(), randomUUID()]
  await look(
    `do $$ begin set local session_replication_role = replica;
     update approval_request set id = '${two}' where id = '${one}'; end $$`,
  )
  expect(await openApproval(suji, two)).toEqual({ ok: false, refusal: 'absent' })
  expect(await decide(two)).toMatchObject({ ok: false })
  expect((await open(await ask())).state).toBe('pending')
})

test('the route stands sealed in the database, and in no entry of the log', async () => {
  const id = await planAndAsk()
  await open(id)
  await decide(id)
  const rows = await look<{ row: string }>(
    `select r::text as row from approval_request r
     union all select convert_from(payload, 'utf8') from audit_entry`,
  )
  expect(rows.length).toBeGreaterThan(3)
  expect(rows.filter(({ row }) => row.includes('canary'))).toEqual([])
})

test('a request decided elsewhere meanwhile is told as decided, for as long as it would have waited', async () => {
  const id = await planAndAsk()
  const hana = await makePerson(['director'], null)
  expect((await decide(id)).ok).toBe(true)
  expect(await decide(id, hana)).toEqual({ ok: false, refusal: 'already-decided' })
  expect(JSON.stringify(await open(id, hana))).not.toContain('canary-route')
  await look(
    `do $$ begin set local session_replication_role = replica;
     update approval_request set decided_at = now() - interval '73 hours' where id = '${id}'; end $$`,
  )
  expect(await openApproval(hana, id)).toEqual({ ok: false, refusal: 'absent' })
})
