/** A case is deleted by two people, whole, and nobody finds a trace of the person afterwards. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Obstacle } from '../../../lib/domain/deletion.ts'
import type { Actor, PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import { decideApproval, listApprovals, openApproval } from '../../../lib/features/approvals/service.ts'
import { openCase } from '../../../lib/features/case-file/service.ts'
import { listCases } from '../../../lib/features/case-list/service.ts'
import { contactSchema } from '../../../lib/features/contacts/schema.ts'
import { recordContact } from '../../../lib/features/contacts/service.ts'
import { createCaseSchema } from '../../../lib/features/cases/schema.ts'
import { createCase } from '../../../lib/features/cases/service.ts'
import { saveDraft } from '../../../lib/features/drafts/service.ts'
import type { DeletionInput } from '../../../lib/features/forgetting/schema.ts'
import { askDeletion, listDeletions, openDeletion } from '../../../lib/features/forgetting/service.ts'
import { writeNote } from '../../../lib/features/notes/service.ts'
import { readIdentity } from '../../../lib/features/cases/service.ts'
import { reopenCase } from '../../../lib/features/pathway/service.ts'
import { openedIfKept, unforgotten } from '../../../lib/server/vault/vault.ts'
import {
  factsOf,
  formOf,
  heldOpen,
  makeCase,
  makePerson,
  makeTeam,
  openCriticalIncident,
  type Team,
  type TestCase,
} from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'
import { filledCase } from '../../support/new-case.ts'
import { peek, put } from '../../support/sealed.ts'
import { CANARY, close, closedFor, makeWholeCase, searchDatabase, traces } from '../../support/whole-case.ts'
import { SEALED_FIELDS, columnOf, type SealedTable } from '../../../lib/server/vault/sealed-fields.ts'

let team: Team
let mina: PersonActor
let suji: PersonActor
let hana: PersonActor
let mine: TestCase

beforeEach(async () => {
  team = await makeTeam()
  mina = await makePerson(['caseworker'], team)
  suji = await makePerson(['supervisor'], team)
  hana = await makePerson(['director'], null)
  mine = await makeCase(team, [mina])
})

function asking(change: Partial<DeletionInput> = {}): DeletionInput {
  return { caseId: mine.id, id: randomUUID(), cause: 'own-wish', reason: 'Wished by phone.', ...change }
}

function ask(by: Actor = mina, input: DeletionInput = asking(), version: number | null = null) {
  return askDeletion(by, input, formOf(input, { version }))
}

async function asked(by: PersonActor = mina, change: Partial<DeletionInput> = {}): Promise<string> {
  const input = asking(change)
  expect(await ask(by, input)).toEqual(granted({ id: input.id }))
  return input.id
}

function decide(approvalId: string, by: PersonActor = hana, decision: 'approved' | 'returned' = 'approved') {
  const input = { approvalId, decision, comment: decision === 'returned' ? 'Keep it.' : '', acknowledged: [] }
  return decideApproval(by, input, formOf(input))
}

async function isThere(): Promise<boolean> {
  return (await look('select 1 from case_file where id = $1', [mine.id])).length === 1
}

describe('asking for a deletion', () => {
  beforeEach(async () => {
    await close(mine, mina)
  })

  it('is for the case’s worker and its supervisor, and for nobody else', async () => {
    expect(await ask(mina)).toMatchObject({ ok: true })
    expect(await ask(suji)).toMatchObject({ ok: true })
    const others = [
      [await makePerson(['caseworker'], team), 'absent'],
      [await makePerson(['supervisor'], await makeTeam()), 'absent'],
      [await makePerson(['caseworker'], team, { onCall: true }), 'absent'],
      [hana, 'not-allowed'],
      [await makePerson(['administrator'], null), 'not-allowed'],
    ] as const
    for (const [by, refusal] of others) {
      expect(await ask(by)).toEqual(refused(refusal))
      expect((await openDeletion(by, mine.code)).ok).toBe(false)
    }
  })

  it('asks for a reason, a fresh proof of who asks, and the case as it stands', async () => {
    expect(await ask(mina, asking({ reason: '' }))).toMatchObject({ refusal: 'invalid' })
    const stale = { ...mina, provedAt: new Date(Date.now() - 3_600_000) }
    expect(await ask(stale)).toEqual(refused('step-up'))
    expect(await ask(mina, asking(), 999)).toEqual(refused('stale'))
    expect(await ask(mina)).toMatchObject({ ok: true })
  })

  it('is a task of the team’s other supervisors, withdraws an older request, and a retry asks once', async () => {
    const first = asking()
    const form = formOf(first)
    expect(await askDeletion(mina, first, form)).toEqual(granted({ id: first.id }))
    expect(await askDeletion(mina, first, form)).toEqual(granted({ id: first.id }))
    expect((await tasksOf(suji)).map(({ kind }) => kind)).toEqual(['approval'])
    const second = await asked(suji)
    expect(await decide(first.id)).toEqual(refused('already-decided'))
    expect(await decide(second)).toEqual(granted(null))
  })

  it('shows how much goes and what stands in the way, and no word of it', async () => {
    const page = await openDeletion(suji, mine.code)
    if (!page.ok) throw new Error(page.refusal)
    expect(page.value).toMatchObject({
      code: mine.code,
      outcome: 'withdrew',
      contents: { stage_spell: 2, note: 0 },
      obstacles: { 'own-wish': [], retention: ['not-due'] },
      waiting: null,
    })
    await asked(mina)
    expect(await openDeletion(suji, mine.code)).toMatchObject({ value: { waiting: { mine: false } } })
  })
})

const OBSTACLES: readonly (readonly [Obstacle, () => Promise<unknown>, () => Promise<unknown>])[] = [
  [
    'incident-open',
    () => openCriticalIncident(mine, mina.personId),
    () =>
      look('update incident set closed_at = now(), closed_by = recorded_by where case_id = $1', [mine.id]),
  ],
  [
    'placed',
    async () => {
      const house = randomUUID()
      await look(
        `insert into house (id, code, team_id, kind, federal_district, capacity) values ($1, $2, $3, 'reception', 'far-eastern', 2)`,
        [house, `h-${house}`, team.id],
      )
      await look(
        `insert into placement (id, case_id, house_id, bed, since, recorded_by) values (gen_random_uuid(), $1, $2, 1, 'yesterday', $3)`,
        [mine.id, house, mina.personId],
      )
    },
    () => look(`update placement set until = current_date - 1 + 1 where case_id = $1`, [mine.id]),
  ],
  [
    'glass-unreviewed',
    () => heldOpen(mine, suji, 60),
    () =>
      look(
        `do $$ begin set local session_replication_role = replica; update break_glass set finding = 'justified',
           reviewed_by = '${hana.personId}', reviewed_at = now() where case_id = '${mine.id}'; end $$`,
      ),
  ],
  [
    'review-due',
    () =>
      put('approval_request', {
        ...{ case_id: mine.id, kind: 'move-review', subject_id: randomUUID(), snapshot: '{}' },
        ...{ asked_by: mina.personId, asked_roles: [], acknowledged: [] },
        expires_at: new Date(Date.now() + 60_000),
      }),
    () => look(`delete from approval_request where case_id = $1 and kind = 'move-review'`, [mine.id]),
  ],
  [
    'coercion',
    () =>
      put('screening', {
        ...{ case_id: mine.id, infiltration: 'clear', coercion: 'concern', result: 'concern' },
        ...{ occurred_on: 'today', occurred_precision: 'day', recorded_by: mina.personId },
      }),
    () => look('update screening set superseded_at = now() where case_id = $1', [mine.id]),
  ],
]

describe('what may not be deleted', () => {
  it('is an open case; closed, it may be', async () => {
    expect(await ask()).toEqual(refused('not-deletable'))
    expect(await openDeletion(mina, mine.code)).toMatchObject({
      value: { obstacles: { 'own-wish': ['open'] } },
    })
    await close(mine, mina)
    expect(await ask()).toMatchObject({ ok: true })
  })

  it.each(OBSTACLES)(
    'is one with %s, neither when it is asked nor when it is approved; until it is settled',
    async (obstacle, come, settle) => {
      await close(mine, mina)
      const id = await asked()
      await come()
      expect(await openDeletion(mina, mine.code)).toMatchObject({
        value: { obstacles: { 'own-wish': [obstacle] } },
      })
      expect(await ask()).toEqual(refused('not-deletable'))
      expect(await decide(id)).toEqual(refused('stale'))
      expect(await isThere()).toBe(true)
      await settle()
      expect(await decide(await asked())).toEqual(granted(null))
      expect(await isThere()).toBe(false)
    },
  )

  it('is one whose term is not over, by the house’s own term; by the person’s wish it may be', async () => {
    await close(mine, mina)
    expect(await ask(mina, asking({ cause: 'retention' }))).toMatchObject({ refusal: 'invalid' })
    await closedFor(mine, 181)
    expect(await ask(mina, asking({ cause: 'retention' }))).toMatchObject({ ok: true })
    expect(await decide(await asked())).toEqual(granted(null))
  })
})

describe('the second person', () => {
  beforeEach(async () => {
    await close(mine, mina)
  })

  it('is not whoever asked, holds an approver’s role, and sees exactly what is asked', async () => {
    const id = await asked(suji)
    expect(await decide(id, suji)).toEqual(refused('same-person'))
    expect(await decide(id, mina)).toEqual(refused('not-allowed'))
    expect(await decide(id, await makePerson(['administrator'], null))).toEqual(refused('absent'))
    const page = await openApproval(hana, id)
    if (!page.ok) throw new Error(page.refusal)
    expect(page.value.asked).toMatchObject({
      ...{ kind: 'deletion', code: mine.code, outcome: 'withdrew', cause: 'own-wish' },
      ...{ reason: 'Wished by phone.', contents: { stage_spell: 2, identity: 0 } },
    })
    expect(page.value.readsCase).toBe(false)
    expect(await isThere()).toBe(true)
    expect(await decide(id, await makePerson(['trustee'], null))).toEqual(granted(null))
    expect(await isThere()).toBe(false)
  })

  it('may keep the case: nothing changes, and it can be asked for again', async () => {
    expect(await decide(await asked(), hana, 'returned')).toEqual(granted(null))
    expect(await isThere()).toBe(true)
    expect(await decide(await asked(), hana)).toEqual(granted(null))
  })

  it('does not decide what has changed: something was written, or the case was reopened and closed again', async () => {
    const first = await asked()
    const note = { caseId: mine.id, id: randomUUID(), body: 'He called again.' }
    expect(await writeNote(mina, note, formOf(note))).toMatchObject({ ok: true })
    expect(await decide(first)).toEqual(refused('stale'))
    const second = await asked()
    const reopening = { caseId: mine.id, spellId: randomUUID(), reason: 'He came back.', occurredOn: '' }
    const [day] = await look<{ on: string }>(`select stage_since::text as on from case_file where id = $1`, [
      mine.id,
    ])
    const input = { ...reopening, occurredOn: day?.on ?? '' }
    expect(await reopenCase(mina, input, formOf(input))).toEqual(granted(null))
    expect(await decide(second)).toEqual(refused('stale'))
    await close(mine, mina)
    expect(await decide(second)).toEqual(refused('stale'))
    expect(await isThere()).toBe(true)
    expect(await decide(await asked())).toEqual(granted(null))
  })

  it('decides within 72 hours, while whoever asked may work here, and once', async () => {
    const old = await asked()
    await look(`do $$ begin set local session_replication_role = replica; update approval_request
      set asked_at = asked_at - interval '73 hours', expires_at = expires_at - interval '73 hours' where id = '${old}'; end $$`)
    expect(await decide(old)).toEqual(refused('expired'))
    const anna = await makePerson(['supervisor'], team)
    const id = await asked(anna)
    await look('update person set disabled_at = now() where id = $1', [anna.personId])
    expect(await decide(id)).toEqual(refused('asker-inactive'))
    const good = await asked()
    expect(await Promise.all([decide(good), decide(good, suji)])).toContainEqual(granted(null))
    expect(await decide(good)).toEqual(refused('absent'))
    expect(await look('select 1 from forgetting where subject_id = $1', [mine.id])).toHaveLength(1)
  })

  it('is asked of the database too: without an approval of this very moment it deletes nothing', async () => {
    const id = await asked()
    const forget = (by: PersonActor, request = id) =>
      asApp((client) => client.query('select law.forget_case($1, $2)', [request, '{}']), by)
    await expect(forget(mina)).rejects.toThrow(/deletion_by_two/)
    await expect(forget(hana)).rejects.toThrow(/deletion_by_two/)
    await expect(forget(hana, randomUUID())).rejects.toThrow(/deletion_by_two/)
    await expect(
      asApp((client) => client.query('delete from case_file where id = $1', [mine.id]), suji),
    ).rejects.toThrow(/permission denied/)
    await expect(
      asApp((client) => client.query('select law.forget_again($1)', [mine.id]), suji),
    ).rejects.toThrow(/permission denied/)
    expect(await isThere()).toBe(true)
  })
})

/** Every sealed text of a case as it stands in its row, opened by whoever has the keys now. */
async function sealedTexts(caseId: string): Promise<() => Promise<readonly string[]>> {
  const tables = Object.keys(SEALED_FIELDS) as SealedTable[]
  const held: { table: SealedTable; row: Record<string, unknown> }[] = []
  for (const table of tables.filter((one) => !['house_address', 'person', 'suspension'].includes(one))) {
    const sealed = SEALED_FIELDS[table].columns.map((field) => `${columnOf(field)} is not null`)
    const rows = await look(`select * from ${table} where case_id = $1 and (${sealed.join(' or ')})`, [
      caseId,
    ])
    held.push(...rows.map((row) => ({ table, row })))
  }
  return async () => {
    const open: string[] = []
    for (const { table, row } of held) {
      const { owner, of, row: bound, columns } = SEALED_FIELDS[table]
      const record = Object.fromEntries(
        columns.map((field) => [field, row[columnOf(field)] as string | null]),
      )
      const found = await openedIfKept(
        table,
        { kind: owner, id: String(row[columnOf(of)]) },
        String(row[columnOf(bound)]),
        record,
      )
      if (found !== null) open.push(table)
    }
    return open
  }
}

async function filesOf({ id }: TestCase): Promise<readonly string[]> {
  const rows = await look<{ name: string }>(
    'select stored_as as name from document_content where case_id = $1 order by 1',
    [id],
  )
  return rows.map(({ name }) => name)
}

async function letGo(files: readonly string[]): Promise<readonly string[]> {
  const rows = await look<{ name: string }>(
    'select stored_as as name from stored_orphan where let_go and stored_as = any ($1) order by 1',
    [files],
  )
  return rows.map(({ name }) => name)
}

describe('a deleted case', () => {
  it('leaves no row, no id, no code and no text but in the log and in the promise; nothing of it ever opens', async () => {
    const whole = await makeWholeCase(team, mina)
    const other = await makeWholeCase(team, mina)
    mine = whole
    const id = await asked()
    const words = [...(await traces(whole.id)), id]
    const opens = await sealedTexts(whole.id)
    expect((await opens()).length).toBeGreaterThan(15)
    expect((await searchDatabase(words, [])).length).toBeGreaterThan(20)
    const files = await filesOf(whole)
    expect(files.length).toBeGreaterThan(0)

    expect(await decide(id)).toEqual(granted(null))
    // The sweep takes those files, and no others.
    expect(await letGo(files)).toEqual(files)
    expect(await letGo(await filesOf(other))).toEqual([])

    expect(await searchDatabase(words, [])).toEqual(['public.audit_entry', 'public.forgetting'])
    expect(await opens()).toEqual([])
    // Where the log knows ids it knows no word of the person, and no other copy of a text stands anywhere in clear.
    expect(await searchDatabase([CANARY], [])).toEqual([])
    const facts = await look<{ said: string }>(
      `select convert_from(payload, 'utf8') as said from audit_entry where subject = $1`,
      [whole.id],
    )
    expect(facts.length).toBeGreaterThan(2)
    expect(
      facts.filter(({ said }) => /dispatched-worker|logging|far-eastern|birth|hangul/.test(said)),
    ).toEqual([])
    const [promise] = await look<Record<string, unknown>>('select * from forgetting where subject_id = $1', [
      whole.id,
    ])
    expect(promise).toMatchObject({
      ...{ kind: 'case', cause: 'own-wish', asked_by: mina.personId, approved_by: hana.personId },
      codes: [whole.code, expect.any(String)],
    })
    // Everybody else is as they were.
    expect(await traces(other.id)).toContain(other.code)
    expect(await look('select 1 from draft where subject = $1', [other.id])).toHaveLength(1)
    const still = await sealedTexts(other.id)
    expect((await still()).length).toBeGreaterThan(15)
    expect(await peek('note', 'body', 'case_id = $1 order by recorded_at limit 1', [other.id])).toMatchObject(
      [{ body: expect.stringContaining(CANARY) as unknown }],
    )
  })

  it('is absent for everybody, also for who had it; a form that is still open is told that it was deleted', async () => {
    await close(mine, mina)
    const stranger = await makePerson(['caseworker'], await makeTeam())
    expect(await decide(await asked())).toEqual(granted(null))
    for (const by of [mina, suji]) {
      expect(await openCase(by, mine.code)).toEqual(refused('absent'))
      expect(await readIdentity(by, { caseId: mine.id })).toEqual(refused('absent'))
      const list = await listCases(by, {})
      expect(JSON.stringify(list)).not.toContain(mine.code)
    }
    const note = { caseId: mine.id, id: randomUUID(), body: 'Written on a train.' }
    const draft = { form: 'note', subject: mine.id, content: { key: randomUUID(), values: note } }
    expect(await saveDraft(mina, draft)).toEqual(refused('forgotten'))
    expect(await saveDraft(mina, { ...draft, subject: '' })).toEqual(granted(null))
    expect(await writeNote(mina, note, formOf(note))).toEqual(refused('forgotten'))
    expect(await writeNote(suji, note, formOf(note))).toEqual(refused('forgotten'))
    // Whoever could not have had it learns nothing.
    expect(await writeNote(stranger, note, formOf(note))).toEqual(refused('absent'))
    const contact = contactSchema.parse({
      ...{
        caseId: mine.id,
        id: randomUUID(),
        channel: 'messenger',
        civicGroup: 'A group',
        result: 'reached',
      },
      ...{ occurredOn: '2021-09', safeHours: '', safeWay: '' },
    })
    expect(await recordContact(mina, contact, formOf(contact))).toEqual(refused('forgotten'))
    expect(await look('select 1 from note where id = $1', [note.id])).toEqual([])
  })

  it('comes back under its own id by no form, and its code is never given again', async () => {
    await close(mine, mina)
    expect(await decide(await asked())).toEqual(granted(null))
    const values = filledCase({ id: mine.id })
    expect(await createCase(mina, createCaseSchema.parse(values), formOf(values))).toEqual(
      refused('forgotten'),
    )
    const again = (code: string) =>
      look(
        `with home as (insert into household (id) values (gen_random_uuid()) returning id)
         insert into case_file (id, code, team_id, household_id, stage, stage_since, group_code, sector, sex, federal_district,
           enlisted, visa_purpose, passport_withheld, wages_withheld)
         select gen_random_uuid(), $1, $2, id, 'contact', current_date, 'other', 'other', 'unknown', 'far-eastern',
           'unknown', 'work', 'unknown', 'unknown' from home`,
        [code, team.id],
      )
    await expect(again(mine.code)).rejects.toThrow(/"case_file_code_key"/)
  })

  it('has no key, no task and no request left; the log says who asked, who approved and that the keys are gone', async () => {
    await close(mine, mina)
    const id = await asked()
    const [promised] = [{ owners: [`case:${mine.id}`] }]
    expect(await unforgotten(promised.owners)).toEqual(promised.owners)
    expect(await decide(id)).toEqual(granted(null))
    expect(await unforgotten(promised.owners)).toEqual([])
    expect(await tasksOf(suji)).toEqual([])
    const queue = await listApprovals(hana)
    expect(JSON.stringify(queue)).not.toContain(mine.code)
    expect(await factsOf('case.delete')).toContainEqual(
      expect.objectContaining({ result: 'done', subject: mine.id }),
    )
    expect(await factsOf('approval.decide')).toContainEqual(
      expect.objectContaining({ result: 'done', subject: mine.id }),
    )
  })

  it('is told to its supervisor as done, and to no other', async () => {
    await close(mine, mina)
    const anna = await makePerson(['supervisor'], await makeTeam())
    expect(await decide(await asked())).toEqual(granted(null))
    const told = await listDeletions(suji)
    expect(told).toMatchObject({ value: { deleted: [{ code: mine.code, cause: 'own-wish' }], waiting: [] } })
    expect(await listDeletions(anna)).toMatchObject({ value: { deleted: [] } })
    expect(await listDeletions(mina)).toEqual(refused('not-allowed'))
  })
})
