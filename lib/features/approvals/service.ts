/** Approving a journey: one asks, another decides, on the plan as it stands and with its warnings in sight. */
import 'server-only'
import type { CaseFacts } from '../../domain/pathway/case-facts.ts'
import { gate, isMet, warnings } from '../../domain/pathway/gates.ts'
import { judgeApproval, mayJudge, type RequestToJudge } from '../../domain/pathway/judge-approval.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { isUuid } from '../../domain/uuid.ts'
import { APPROVAL_HOURS, APPROVAL_TASK_HOURS, RETURNED_TASK_HOURS } from '../../domain/work/tasks.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { readCaseFacts, readCaseFactsOf } from '../gates/effects.ts'
import { readNewestPlan } from '../journeys/effects.ts'
import { completeTasksOf, openForSupervisors, openForWorker, settleRequirements } from '../tasks/effects.ts'
import type {
  ApprovalDecisionInput,
  ApprovalListed,
  ApprovalOpened,
  ApprovalRequestInput,
  ApprovalState,
} from './schema.ts'
import {
  findApproval,
  findNewestRisk,
  insertRequest,
  listEarlier,
  listPending,
  withdrawPending,
  writeDecision,
  type StoredApproval,
} from './store.ts'

type OpenedCore = Omit<ApprovalOpened, 'risk' | 'earlier' | 'draft'>

/** Asks a second person to approve the newest plan of a case; an older request that still waits is withdrawn. */
export async function requestApproval(
  actor: Actor,
  input: ApprovalRequestInput,
  form: SubmittedForm,
): Promise<Outcome<{ id: string }>> {
  const fact = {
    action: 'approval.request',
    subject: { kind: 'case', id: input.caseId },
    detail: { approval: input.id },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const { subjectId: caseId, personId } = door
      const plan = await readNewestPlan(tx, caseId)
      if (plan === null) return refused('gate-unmet')
      const facts = await readCaseFacts(tx, caseId, door.today)
      // A warning that came up after the approval asks for another one: nobody has acknowledged it yet.
      if (isMet(facts, 'second-person-approval') && isMet(facts, 'warnings-acknowledged')) {
        return refused('already-decided')
      }
      await withdrawPending(tx, caseId, personId, door.now)
      await completeTasksOf(tx, { caseId, kind: 'approval' }, personId)
      const request = { id: input.id, caseId, planId: plan.id, askedBy: personId, askedAt: door.now }
      await insertRequest(tx, { ...request, expiresAt: inHours(door, APPROVAL_HOURS) })
      const task = { caseId, kind: 'approval', subjectId: input.id, recordedBy: personId } as const
      const dueAt = inHours(door, APPROVAL_TASK_HOURS)
      await openForSupervisors(tx, { ...task, dueAt }, [personId, plan.writtenBy])
      return granted({ id: input.id })
    },
    form,
  )
}

/** Approves a plan or returns it with a comment. Of two who decide at once, one wins and the other is told. */
export async function decideApproval(
  actor: Actor,
  input: ApprovalDecisionInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { approvalId, decision, comment } = input
  const fact = {
    action: 'approval.decide',
    subject: { kind: 'case', id: input.caseId },
    detail: { approval: approvalId, decision, acknowledged: input.acknowledged },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const request = await findApproval(tx, door.scope, approvalId)
      if (request?.caseId !== door.subjectId) return refused('absent')
      const current = warnings(await readCaseFacts(tx, door.subjectId, door.today))
      const judged = judgeApproval(
        toJudge(request, door),
        door.personId,
        decision,
        current,
        input.acknowledged,
      )
      if (!judged.ok) return judged
      const fresh = unlessStale(door, request.version)
      if (!fresh.ok) return fresh
      const acknowledged = decision === 'approved' ? current : []
      const decided = { decision, comment, acknowledged, decidedBy: door.personId, decidedAt: door.now }
      await writeDecision(tx, approvalId, decided)
      await followUp(tx, door, request, decision)
      return granted(null)
    },
    form,
  )
}

/** A decision ends the tasks of deciding; an approval fills the gate, a return goes to who works on the case. */
async function followUp(
  tx: Tx,
  door: Door,
  request: StoredApproval,
  decision: 'approved' | 'returned',
): Promise<void> {
  const { subjectId: caseId, personId } = door
  await completeTasksOf(tx, { caseId, kind: 'approval', subjectId: request.id }, personId)
  if (decision === 'approved') {
    await settleRequirements(tx, door)
    return
  }
  const task = { caseId, kind: 'returned', subjectId: request.id, recordedBy: personId } as const
  const dueAt = inHours(door, RETURNED_TASK_HOURS)
  await openForWorker(tx, { ...task, dueAt }, request.askedById, door.now)
}

/** The requests of the team that wait, the first to expire first. */
export async function listApprovals(actor: Actor): Promise<Outcome<readonly ApprovalListed[]>> {
  return act(actor, { action: 'approval.list', subject: { kind: 'list' } }, async (tx, door) => {
    const pending = (await listPending(tx, door.scope)).filter((request) => request.newest)
    const facts = await readCaseFactsOf(
      tx,
      pending.map(({ caseId }) => caseId),
      door.today,
    )
    return granted(
      pending.flatMap((request) => {
        const known = facts.get(request.caseId)
        return known === undefined ? [] : [listed(request, known, door)]
      }),
    )
  })
}

/** One request with all that is needed to decide it. The route is open to its approver, while it waits. */
export async function openApproval(actor: Actor, approvalId: string): Promise<Outcome<ApprovalOpened>> {
  const fact = {
    action: 'approval.list',
    subject: { kind: 'list' },
    detail: isUuid(approvalId) ? { approval: approvalId } : {},
  } as const
  return act(actor, fact, async (tx, door) => {
    const request = isUuid(approvalId) ? await findApproval(tx, door.scope, approvalId) : null
    if (request === null) return refused('absent')
    door.concerns(request.caseId)
    const facts = await readCaseFacts(tx, request.caseId, door.today)
    const risk = await findNewestRisk(tx, request.caseId)
    const earlier = await listEarlier(tx, request.caseId, request.id)
    const draft = await readDraftIn(tx, door.personId, 'approval', request.id)
    return granted({ ...opened(request, facts, door), risk, earlier, draft })
  })
}

function toJudge(request: StoredApproval, door: Door): RequestToJudge {
  return {
    decided: request.decision !== null,
    expired: request.expiresAt <= door.now,
    newest: request.newest,
    askedBy: request.askedById,
    planWrittenBy: request.writtenById,
  }
}

function listed(request: StoredApproval, facts: CaseFacts, door: Door): ApprovalListed {
  const { id, caseId, code, stage, planVersion, departsOn, askedBy } = request
  return {
    ...{ id, caseId, code, stage, planVersion, departsOn, askedBy },
    askedAt: request.askedAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
    warnings: warnings(facts),
    mayDecide: mayJudge(toJudge(request, door), door.personId),
  }
}

function stateOf(request: StoredApproval, door: Door): ApprovalState {
  if (request.decision !== null) return request.decision
  if (!request.newest) return 'stale'
  return request.expiresAt <= door.now ? 'expired' : 'pending'
}

/** The route opens for whoever may decide, and only while there is something to decide. */
function opened(request: StoredApproval, facts: CaseFacts, door: Door): OpenedCore {
  const line = listed(request, facts, door)
  const state = stateOf(request, door)
  const { planVersion, travelDocument, departsOn, fallbackCount, writtenBy, route, fallbacks, escort } =
    request
  const plan = { planVersion, travelDocument, departsOn, fallbackCount, writtenBy }
  return {
    ...line,
    version: request.version,
    state,
    stageSince: request.stageSince,
    plan: {
      ...plan,
      writtenAt: request.writtenAt.toISOString(),
      secret: line.mayDecide && state === 'pending' ? { route, fallbacks, escort } : null,
    },
    facts,
    gate: gate(facts, { stage: 'transit' }),
  }
}

function inHours(door: Door, hours: number): Date {
  return new Date(door.now.getTime() + hours * 3_600_000)
}
