/** The second look at an override or an emergency move: never one's own, by anybody who may decide, and due until it is done. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dayAt } from '../../../lib/domain/calendar/partial-date.ts'
import type { PersonActor } from '../../../lib/domain/policy/roles.ts'
import { granted, refused } from '../../../lib/domain/refusal.ts'
import type { ApprovalDecisionInput } from '../../../lib/features/approvals/schema.ts'
import { decideApproval, listApprovals, openApproval } from '../../../lib/features/approvals/service.ts'
import { moveCase, moveInEmergency } from '../../../lib/features/pathway/service.ts'
import { completeTask } from '../../../lib/features/tasks/service.ts'
import { formOf, makeCase, makePerson, makeTeam } from '../../support/cast.ts'
import { asApp, look } from '../../support/database.ts'
import { tasksOf } from '../../support/day.ts'

async function fled() {
  const team = await makeTeam()
  const mina = await makePerson(['caseworker'], team)
  const suji = await makePerson(['supervisor'], team)
  const file = await makeCase(team, [mina])
  const today = dayAt(Date.now(), team.timeZone)
  const flight = {
    ...{ caseId: file.id, spellId: randomUUID(), occurredOn: today },
    ...{ to: 'transit' as const, reason: 'seen by minders' },
  }
  expect(await moveInEmergency(mina, flight, formOf(flight))).toEqual(granted(null))
  return { team, mina, suji, file, today, id: await reviewOf(file.id) }
}

async function reviewOf(caseId: string): Promise<string> {
  const [row] = await look<{ id: string }>(
    `select id from approval_request where case_id = $1 and kind = 'move-review' order by asked_at desc limit 1`,
    [caseId],
  )
  return row?.id ?? ''
}

function review(by: PersonActor, approvalId: string, changes: Partial<ApprovalDecisionInput> = {}) {
  const input: ApprovalDecisionInput = {
    ...{ approvalId, decision: 'approved', comment: '', acknowledged: [] },
    ...changes,
  }
  return decideApproval(by, input, formOf(input))
}

async function reviewsOf(person: PersonActor): Promise<readonly (string | null)[]> {
  return (await tasksOf(person)).filter(({ kind }) => kind === 'review').map(({ subjectId }) => subjectId)
}

describe('a second look', () => {
  it('shows what was recorded to anybody who decides, of whatever team, and nothing else of the case', async () => {
    const { mina, suji, file, today, id } = await fled()
    const anna = await makePerson(['supervisor'], await makeTeam())
    const lena = await makePerson(['trustee'], null)
    for (const person of [suji, anna, lena]) {
      expect(await openApproval(person, id)).toMatchObject({
        ok: true,
        value: {
          ...{ kind: 'move-review', code: file.code, mayDecide: true, state: 'pending' },
          asked: {
            how: 'emergency',
            from: 'contact',
            to: 'transit',
            occurredOn: today,
            reason: 'seen by minders',
          },
        },
      })
    }
    const seen = await asApp((client) => client.query('select 1 from stage_spell'), lena)
    expect(seen.rowCount).toBe(0)
    expect(await openApproval(mina, id)).toEqual(refused('not-allowed'))
  })

  it('is a task of the team’s supervisors until somebody has looked', async () => {
    const { mina, suji, id } = await fled()
    const lena = await makePerson(['trustee'], null)
    expect(await reviewsOf(suji)).toEqual([id])
    expect(await reviewsOf(mina)).toEqual([])
    expect(await review(lena, id)).toEqual(granted(null))
    expect(await reviewsOf(suji)).toEqual([])
  })

  it('is not ticked off by who is looked at, only by whose task it is', async () => {
    const { mina, suji, file, id } = await fled()
    const [task] = await look<{ id: string }>('select id from task where subject_id = $1', [id])
    const done = { caseId: file.id, taskId: task?.id ?? '' }
    expect(await completeTask(mina, done, formOf(done))).toEqual(refused('needs-supervisor'))
    expect(await completeTask(suji, done, formOf(done))).toEqual(granted(null))
  })

  it('that finds the move not right opens a task for the team’s supervisors, with the comment behind it', async () => {
    const { suji, file, id } = await fled()
    const hana = await makePerson(['director'], null)
    expect(await review(hana, id, { decision: 'returned', comment: 'He left a day before' })).toEqual(
      granted(null),
    )
    expect(await reviewsOf(suji)).toEqual([id])
    expect(await openApproval(suji, id)).toMatchObject({
      ok: true,
      value: { state: 'returned', comment: 'He left a day before', readsCase: true, code: file.code },
    })
  })

  it('is decided once, by one of two who race', async () => {
    const { suji, id } = await fled()
    const anna = await makePerson(['supervisor'], await makeTeam())
    const answers = await Promise.all([review(suji, id), review(anna, id)])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers).toContainEqual(refused('already-decided'))
  })

  it('of one’s own move is somebody else’s', async () => {
    const { team, suji } = await fled()
    const file = await makeCase(team, [suji])
    const move = {
      ...{ caseId: file.id, spellId: randomUUID(), reason: 'frost', override: true },
      ...{ to: 'safe-house' as const, occurredOn: dayAt(Date.now(), team.timeZone) },
    }
    expect(await moveCase(suji, move, formOf(move))).toEqual(granted(null))
    const id = await reviewOf(file.id)
    expect(await review(suji, id)).toEqual(refused('same-person'))
    const withdraw = `update approval_request set decision = 'withdrawn', decided_by = asked_by, decided_at = now() where id = $1`
    await expect(asApp((client) => client.query(withdraw, [id]), suji)).rejects.toThrow(/not withdrawn/)
    const other = await makePerson(['supervisor'], team)
    expect(await review(other, id)).toEqual(granted(null))
  })

  it('stays due when its 72 hours are over, and when whoever moved has left', async () => {
    const { mina, suji, id } = await fled()
    await look(`do $$ begin set local session_replication_role = replica;
      update approval_request set asked_at = asked_at - interval '30 days', expires_at = expires_at - interval '30 days'
      where id = '${id}'; end $$`)
    await look('update person set disabled_at = now() where id = $1', [mina.personId])
    const lena = await makePerson(['trustee'], null)
    const listed = await listApprovals(lena)
    expect(listed.ok && listed.value.some((line) => line.id === id && line.mayDecide)).toBe(true)
    expect(await review(suji, id)).toEqual(granted(null))
  })

  it('is asked for each move: a second flight leaves the first one due', async () => {
    const { mina, suji, file, today, id } = await fled()
    const back = {
      ...{ caseId: file.id, spellId: randomUUID(), occurredOn: today },
      ...{ to: 'safe-house' as const, reason: 'the road was closed' },
    }
    expect(await moveInEmergency(mina, back, formOf(back))).toEqual(granted(null))
    const second = await reviewOf(file.id)
    expect(second).not.toBe(id)
    expect(await review(suji, second)).toEqual(granted(null))
    expect(await review(suji, id)).toEqual(granted(null))
  })

  it('looked at is recorded with the case that it is about', async () => {
    const { suji, file, id } = await fled()
    await openApproval(suji, id)
    const entries = await look('select subject from audit_entry where actor = $1', [suji.personId])
    expect(entries).toEqual([{ subject: file.id }])
  })
})
