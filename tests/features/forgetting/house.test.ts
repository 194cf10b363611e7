/** What the house forgets by itself, what it proposes, and what it repeats when a copy from before comes back. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { addDays, type Precision } from '../../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { isJourneyOver } from '../../../lib/domain/retention.ts'
import { decideApproval, openApproval, requestApproval } from '../../../lib/features/approvals/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import {
  askDeletion,
  finishForgetting,
  listDeletions,
  retain,
} from '../../../lib/features/forgetting/service.ts'
import { openPlan, planJourney, readRoute } from '../../../lib/features/journeys/service.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { setRetention } from '../../../lib/features/operator/service.ts'
import { completeTask } from '../../../lib/features/tasks/service.ts'
import { env } from '../../../lib/server/env.ts'
import { copyKeys } from '../../../lib/server/vault/key-copy.ts'
import { keyFile as keyFileOf } from '../../../lib/server/vault/key-file.ts'
import { keyring } from '../../../lib/server/vault/keyring.ts'
import { caseOwner, journeyOwner } from '../../../lib/server/vault/owners.ts'
import { openSqliteKeyStore } from '../../../lib/server/vault/sqlite-key-store.ts'
import {
  forgetOwners,
  openedIfKept,
  sealed,
  unforgotten,
  UNREADABLE,
} from '../../../lib/server/vault/vault.ts'
import {
  factsOf,
  formOf,
  makeCase,
  makePerson,
  makeTeam,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asJobs, look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'
import { peek, put } from '../../support/sealed.ts'
import { startForgetter } from '../../support/start-forgetter.ts'
import { close, closedFor, makeWholeCase, searchDatabase, traces } from '../../support/whole-case.ts'

const RETENTION = { kind: 'system', purpose: 'retention' } as const
let team: Team
let mina: PersonActor
let suji: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
})

describe('where a journey led', () => {
  let plan: string

  beforeEach(async () => {
    mine = await makeCase(team, [mina], 'transit')
    plan = await writePlan()
  })

  async function writePlan(): Promise<string> {
    const input = {
      ...({ caseId: mine.id, id: randomUUID(), travelDocument: 'passport', departsOn: '' } as const),
      ...{ route: 'canary-by-sea', fallbacks: 'By road', escort: 'raven' },
    }
    expect(await planJourney(mina, input, formOf(input))).toMatchObject({ ok: true })
    return input.id
  }

  /** It was planned and arrived so many days ago, and both were recorded then. */
  async function arrive(daysAgo: number): Promise<void> {
    await look(
      `do $$ begin set local session_replication_role = replica;
         update journey_plan set recorded_at = now() - interval '${String(daysAgo + 1)} days' where id = '${plan}';
         update case_file set stage = 'hanawon' where id = '${mine.id}'; end $$`,
    )
    const on = addDays(new Date().toISOString().slice(0, 10), -daysAgo)
    await put('arrival', {
      ...{ case_id: mine.id, occurred_on: on, occurred_precision: 'day', recorded_by: mina.personId },
      recorded_at: new Date(Date.now() - daysAgo * 86_400_000),
    })
  }

  it('is forgotten 30 days after it arrived, and its page says so; the next journey has its own', async () => {
    await arrive(28)
    expect(await retain()).toMatchObject({ journeys: 0 })
    expect(await readRoute(mina, { caseId: mine.id })).toMatchObject({ value: { route: 'canary-by-sea' } })
    await look('delete from arrival where case_id = $1', [mine.id])
    await arrive(31)
    expect(await retain()).toMatchObject({ journeys: 1 })
    expect(await unforgotten([`journey:${plan}`, `case:${mine.id}`])).toEqual([`case:${mine.id}`])
    expect(await look('select 1 from journey_route where plan_id = $1', [plan])).toEqual([])
    expect(await readRoute(mina, { caseId: mine.id })).toEqual(refused('forgotten'))
    expect(await openPlan(mina, { caseId: mine.id })).toMatchObject({
      value: { route: null, forgotten: true },
    })
    const page = await openCase(mina, mine.code)
    expect(page).toMatchObject({
      value: { newest: { plan: { forgottenAt: expect.any(String) as unknown } } },
    })
    expect(JSON.stringify(page)).not.toContain(UNREADABLE)
    expect(await retain()).toMatchObject({ journeys: 0 })
    plan = await writePlan()
    expect(await readRoute(mina, { caseId: mine.id })).toMatchObject({ value: { route: 'canary-by-sea' } })
    expect(await retain()).toMatchObject({ journeys: 0 })
  })

  it('is kept while the case stands in transit, whatever arrival somebody records, and however long ago', async () => {
    await arrive(31)
    await look(`do $$ begin set local session_replication_role = replica;
      update case_file set stage = 'transit' where id = '${mine.id}'; end $$`)
    expect(await retain()).toMatchObject({ journeys: 0 })
    await look(`do $$ begin set local session_replication_role = replica;
      update case_file set stage = 'hanawon' where id = '${mine.id}';
      update arrival set recorded_at = now() where case_id = '${mine.id}'; end $$`)
    expect(await retain()).toMatchObject({ journeys: 0 })
    expect(await readRoute(mina, { caseId: mine.id })).toMatchObject({ value: { route: 'canary-by-sea' } })
  })

  it('is kept while an incident of the case is open', async () => {
    await arrive(31)
    const what = { kind: 'surveillance', severity: 'low', occurred_on: 'today', occurred_precision: 'day' }
    const id = await put('incident', {
      case_id: mine.id,
      code: randomUUID(),
      ...what,
      recorded_by: mina.personId,
    })
    expect(await retain()).toMatchObject({ journeys: 0 })
    expect(await readRoute(mina, { caseId: mine.id })).toMatchObject({ value: { route: 'canary-by-sea' } })
    await look('update incident set closed_at = now(), closed_by = recorded_by where id = $1', [id])
    expect(await retain()).toMatchObject({ journeys: 1 })
  })

  it('is forgotten in what was asked about it too, and the request stays as it was decided', async () => {
    const input = { caseId: mine.id, id: randomUUID() }
    expect(await requestApproval(mina, input, formOf(input))).toMatchObject({ ok: true })
    expect(await openApproval(suji, input.id)).toMatchObject({
      value: { asked: { secret: { route: 'canary-by-sea' } } },
    })
    const leads = async () => {
      const [row] = await peek('approval_request', 'snapshot', 'id = $1', [input.id])
      const { plan: asked } = JSON.parse(String(row?.['snapshot'])) as { plan: { route: string } }
      return openedIfKept('journey_route', journeyOwner(plan), plan, { route: asked.route })
    }
    expect(await leads()).toEqual({ route: 'canary-by-sea' })
    const said = {
      approvalId: input.id,
      decision: 'approved',
      comment: 'Go.',
      acknowledged: [] as string[],
    } as const
    const seen = { ...said, acknowledged: ['exit-permission-missing'] as const }
    expect(
      await decideApproval(suji, { ...seen, acknowledged: [...seen.acknowledged] }, formOf(seen)),
    ).toMatchObject({ ok: true })
    await arrive(31)
    expect(await retain()).toMatchObject({ journeys: 1 })
    expect(await leads()).toBeNull()
    expect(await openApproval(suji, input.id)).toMatchObject({ value: { state: 'approved', comment: 'Go.' } })
  })

  it.each<[Precision, string]>([
    ['day', '2026-01-31'],
    ['month', '2026-02-01'],
    ['month', '2024-02-01'],
    ['year', '2025-01-01'],
  ])(
    'is over on the same day for the domain and for the database: an arrival said to the %s, %s',
    async (precision, on) => {
      const recordedAt = new Date('2026-02-01T00:00:00Z')
      await put('arrival', {
        ...{ case_id: mine.id, occurred_on: on, occurred_precision: precision, recorded_by: mina.personId },
        recorded_at: recordedAt,
      })
      await look(`do $$ begin set local session_replication_role = replica;
      update journey_plan set recorded_at = '2026-01-01' where id = '${plan}';
      update case_file set stage = 'hanawon' where id = '${mine.id}'; end $$`)
      const over = await asJobs(
        (client) => client.query('select plan_id from law.forget_journeys() plan_id'),
        RETENTION,
      )
      const today = new Date().toISOString().slice(0, 10)
      const journey = {
        stage: 'hanawon' as const,
        plannedAt: new Date('2026-01-01'),
        arrival: { on, precision },
        arrivalRecordedAt: recordedAt,
      }
      expect(over.rowCount === 1).toBe(
        isJourneyOver({ ...journey, incidentOpen: false }, today, team.timeZone),
      )
    },
  )
})

describe('what the house proposes', () => {
  async function closedCases(count: number, days: number): Promise<readonly TestCase[]> {
    const files: TestCase[] = []
    for (let at = 0; at < count; at++) {
      const file = await makeCase(team, [mina])
      await close(file, mina)
      await closedFor(file, days + at)
      files.push(file)
    }
    return files
  }

  const proposedTo = async (person: PersonActor) =>
    (await tasksOf(person)).filter(({ kind }) => kind === 'deletion').map(({ caseCode }) => caseCode)

  it('are the closed cases whose term is over, once, to the supervisors of their team; it deletes none', async () => {
    const [due, notYet] = [(await closedCases(1, 181))[0], (await closedCases(1, 100))[0]]
    const anna = await makePerson(['supervisor'], await makeTeam())
    expect(await retain()).toEqual({ journeys: 0, proposed: 1 })
    expect(await retain()).toEqual({ journeys: 0, proposed: 0 })
    expect([await proposedTo(suji), await proposedTo(mina), await proposedTo(anna)]).toEqual([
      [due?.code],
      [],
      [],
    ])
    expect(await listDeletions(suji)).toMatchObject({
      value: { proposed: [{ code: due?.code, outcome: 'withdrew' }] },
    })
    expect(await listDeletions(anna)).toMatchObject({ value: { proposed: [] } })
    expect((await openCase(suji, due?.code ?? '')).ok).toBe(true)
    expect(notYet?.code).not.toBe(due?.code)
  })

  it('are five at a time, those that are due for longest first', async () => {
    const files = await closedCases(7, 200)
    expect(await retain()).toMatchObject({ proposed: 5 })
    expect([...(await proposedTo(suji))].sort()).toEqual(
      files
        .slice(2)
        .map(({ code }) => code)
        .sort(),
    )
    expect(await retain()).toMatchObject({ proposed: 0 })
    expect(await listDeletions(suji)).toMatchObject({ value: { proposed: { length: 7 } } })
  })

  it('is kept for 180 days by its supervisor, and by nobody else; asking for it ends the proposal', async () => {
    const [file] = await closedCases(1, 400)
    if (file === undefined) throw new Error('no case')
    await retain()
    const [task] = await tasksOf(suji)
    const tick = (by: PersonActor) => {
      const input = { caseId: file.id, taskId: task?.id ?? '' }
      return completeTask(by, input, formOf(input, { version: task?.version ?? null }))
    }
    expect(await tick(mina)).toMatchObject({ ok: false })
    expect(await tick(suji)).toMatchObject({ ok: true })
    expect(await retain()).toMatchObject({ proposed: 0 })
    await look(
      `update task set done_at = done_at - interval '181 days', recorded_at = recorded_at - interval '200 days'
      where case_id = $1 and kind = 'deletion'`,
      [file.id],
    )
    expect(await retain()).toMatchObject({ proposed: 1 })
    const input = { caseId: file.id, id: randomUUID(), cause: 'retention', reason: 'Term over.' } as const
    expect(await askDeletion(mina, input, formOf(input))).toMatchObject({ ok: true })
    expect(await proposedTo(suji)).toEqual([])
  })

  it('goes by the term that the operator set, from its day on', async () => {
    const [file] = await closedCases(1, 90)
    const today = new Date().toISOString().slice(0, 10)
    const rule = { outcome: 'withdrew', days: 60, fromOn: addDays(today, 2) } as const
    expect(await setRetention({ ...rule, fromOn: addDays(today, -1) })).toMatchObject({ refusal: 'invalid' })
    expect(await setRetention(rule)).toMatchObject({ ok: true })
    expect(await listDeletions(suji)).toMatchObject({ value: { proposed: [] } })
    await retain()
    expect(await proposedTo(suji)).toEqual([])
    expect(await setRetention({ ...rule, fromOn: null })).toEqual(granted({ fromOn: today }))
    expect(await setRetention({ ...rule, days: 61, fromOn: null })).toMatchObject({ ok: false })
    expect(await listDeletions(suji)).toMatchObject({ value: { proposed: [{ code: file?.code }] } })
    await retain()
    expect(await proposedTo(suji)).toEqual([file?.code])
    await look('delete from retention_rule where from_on > $1', ['2000-01-01'])
    expect(await factsOf('retention.set')).toContainEqual(
      expect.objectContaining({ result: 'done', by: 'operator' }),
    )
  })
})

describe('a copy from before', () => {
  beforeEach(async () => {
    mine = await makeWholeCase(team, mina)
  })

  it('of the database shows nothing of a forgotten case, takes nothing, and loses it again before anybody is served', async () => {
    const words = await traces(mine.id)
    const other = await makeWholeCase(team, mina)
    // The key store is the newest one; the rows are there as the backup had them.
    await forgetOwners([`case:${mine.id}`])
    expect(await openCase(mina, mine.code)).toEqual(refused('absent'))
    expect(await readIdentity(mina, { caseId: mine.id })).toEqual(refused('absent'))
    const note = { caseId: mine.id, id: randomUUID(), body: 'Written afterwards.' }
    expect(await writeNote(mina, note, formOf(note))).toEqual(refused('forgotten'))

    expect(await finishForgetting()).toMatchObject({ repeated: 1 })
    expect(await searchDatabase(words, [])).toEqual(['public.audit_entry', 'public.forgetting'])
    const owners = await look<{ owners: string[] }>('select owners from forgetting where subject_id = $1', [
      mine.id,
    ])
    expect(owners[0]?.owners).toHaveLength(3)
    expect(await unforgotten(owners[0]?.owners ?? [])).toEqual([])
    expect(await factsOf('forgetting.repeat')).toContainEqual(expect.objectContaining({ subject: mine.id }))
    expect((await openCase(mina, other.code)).ok).toBe(true)
    expect(await finishForgetting()).toEqual({ finished: 0, repeated: 0 })
  })

  it('that resists being deleted again keeps no promise to anybody else from being kept', async () => {
    await forgetOwners([`case:${mine.id}`])
    const other = randomUUID()
    await sealed('note', caseOwner(other), randomUUID(), { body: 'Of somebody else.' })
    await look(
      `insert into forgetting (id, kind, subject_id, owners, cause) values ($1, 'journey', $2, array[$3], 'arrived')`,
      [randomUUID(), other, `case:${other}`],
    )
    await look(`create function resist() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
    await look(`create trigger resist before delete on case_file for each row execute function resist()`)
    await expect(finishForgetting()).rejects.toThrow(/1 promises to forget could not be kept/)
    expect(await unforgotten([`case:${other}`])).toEqual([])
    await look('drop trigger resist on case_file; drop function resist()')
    expect(await finishForgetting()).toMatchObject({ repeated: 1 })
  })

  it('of the key store loses the keys of a forgotten case again', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'causeway-copy-'))
    const { CAUSEWAY_KEY_STORE: keyStore, CAUSEWAY_KEY_FILE: keyFile } = env()
    const copy = await copyKeys({ keyStore, keyFile }, folder)
    await forgetOwners([`case:${mine.id}`])
    await finishForgetting()
    expect(await unforgotten([`case:${mine.id}`])).toEqual([])
    const [was] = await look<{ done_at: Date }>('select done_at from forgetting where subject_id = $1', [
      mine.id,
    ])
    const old = keyring(openSqliteKeyStore(copy.keyStore), keyFileOf(copy.keyFile))
    const owner = caseOwner(mine.id)
    expect(await old.upkeep.unforgotten([owner])).toEqual([owner])
    const settings = { CAUSEWAY_KEY_STORE: copy.keyStore, CAUSEWAY_KEY_FILE: copy.keyFile }
    const child = startForgetter([], settings)
    await child.over
    expect(child.said()).toMatch(/^done /)
    expect(await old.upkeep.unforgotten([owner])).toEqual([])
    await old.close()
    rmSync(folder, { recursive: true, force: true })
    expect(await look('select done_at from forgetting where subject_id = $1', [mine.id])).toEqual([was])
  })
})
