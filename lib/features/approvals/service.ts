/** What waits for a second person: asking for a journey, listing, looking at exactly what is asked, deciding it. */
import 'server-only'
import type { Warning } from '../../domain/pathway/case-facts.ts'
import {
  FOUR_EYES,
  judgeDecider,
  judgeDecision,
  kindsDecidedBy,
  type RequestToJudge,
} from '../../domain/policy/four-eyes.ts'
import type { Actor, PersonActor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { isUuid } from '../../domain/uuid.ts'
import { APPROVAL_TASK_HOURS } from '../../domain/work/tasks.ts'
import { act, unlessStale, type Door } from '../../server/act/act.ts'
import type { SubmittedForm } from '../../server/act/submission.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { ask, decide, readRequest, readWaiting, type Opened } from '../four-eyes/effects.ts'
import { carryOut, destroyKeys } from '../forgetting/effects.ts'
import { addNewcomer, changeRoles } from '../people/effects.ts'
import { openForSupervisors } from '../tasks/effects.ts'
import { journeyAsking } from './effects.ts'
import type {
  ApprovalDecisionInput,
  ApprovalListed,
  ApprovalOpened,
  ApprovalRequestInput,
  ApprovalState,
  Asked,
} from './schema.ts'
import { openLeads, readsCase } from './store.ts'

type Snapshot = NonNullable<Opened['asked']>

/** Asks a second person to approve the newest plan of a case; an older request that still waits is withdrawn. */
export async function requestApproval(
  actor: Actor,
  input: ApprovalRequestInput,
  form: SubmittedForm,
): Promise<Outcome<{ id: string }>> {
  const fact = {
    action: 'approval.request',
    subject: { kind: 'case', id: input.caseId },
    detail: { approval: input.id, kind: 'journey-plan' },
  } as const
  return act(
    actor,
    fact,
    async (tx, door) => {
      const { subjectId: caseId, personId } = door
      const asking = await journeyAsking(tx, door, input.id)
      if (!asking.ok) return asking
      await ask(tx, door, asking.value)
      // Of all who may decide, the team's supervisors know the case: it is their task, and everybody's to take.
      const task = { caseId, kind: 'approval', subjectId: input.id, recordedBy: personId } as const
      const dueAt = new Date(door.now.getTime() + APPROVAL_TASK_HOURS * 3_600_000)
      const { asked } = asking.value
      const writer = asked.kind === 'journey-plan' ? [asked.plan.writtenById] : []
      await openForSupervisors(tx, { ...task, dueAt }, [personId, ...writer])
      return granted({ id: input.id })
    },
    form,
  )
}

/** Approves what is asked or returns it with a comment. Of two who decide at once, one wins and the other is told. */
export async function decideApproval(
  actor: PersonActor,
  input: ApprovalDecisionInput,
  form: SubmittedForm,
): Promise<Outcome<null>> {
  const { approvalId, decision, comment, acknowledged } = input
  const fact = {
    action: 'approval.decide',
    subject: { kind: 'approval', id: approvalId },
    detail: { approval: approvalId, decision, acknowledged },
  } as const
  let gone: readonly string[] = []
  const outcome = await act(
    actor,
    fact,
    async (tx, door) => {
      const request = await readRequest(tx, door.subjectId)
      if (request === null) return refused('absent')
      door.concerns(subjectOf(request))
      const see = toSee(request)
      const judged = judgeDecision(toJudge(request, door.now), actor, decision, see, acknowledged)
      if (!judged.ok) return judged
      const fresh = unlessStale(door, request.version)
      if (!fresh.ok) return fresh
      // What does not open as it was sealed cannot be approved: nobody has seen it.
      if (request.asked === null) return refused('stale')
      const decided = { decision, comment, decidedBy: door.personId, decidedAt: door.now }
      await decide(tx, request, { ...decided, acknowledged: decision === 'approved' ? see : [] })
      if (decision !== 'approved') return granted(null)
      if (request.asked.kind === 'deletion') gone = await carryOut(tx, request.id, request.asked.contents)
      return apply(tx, request)
    },
    form,
  )
  // What was promised is committed; if this is broken off, the house finishes it by itself.
  if (outcome.ok) await destroyKeys(gone)
  return outcome
}

/** What an approval does by itself; everything else waits for whoever asked. */
async function apply(tx: Tx, { asked, subjectId }: Opened): Promise<Outcome<null>> {
  if (asked?.kind === 'role-change') return changeRoles(tx, subjectId, asked.to)
  if (asked?.kind !== 'invitation') return granted(null)
  return addNewcomer(tx, { id: subjectId, login: asked.login, displayName: asked.name, ...asked.to })
}

/** What waits for a second person and what this one may decide, the first to expire first. */
export async function listApprovals(actor: PersonActor): Promise<Outcome<readonly ApprovalListed[]>> {
  return act(actor, { action: 'approval.list', subject: { kind: 'list' } }, async (tx, door) => {
    const waiting = await readWaiting(tx, kindsDecidedBy(actor.roles))
    return granted(
      waiting.flatMap((request) => {
        const line = listed(request, mayDecide(request, actor, door))
        return line === null ? [] : [line]
      }),
    )
  })
}

/** One request with all that is needed to decide it. What is lethal is open to its approver, while it waits. */
export async function openApproval(actor: PersonActor, approvalId: string): Promise<Outcome<ApprovalOpened>> {
  const fact = {
    action: 'approval.list',
    subject: { kind: 'approval', id: approvalId },
    // An address is an attacker's to write; the log takes ids only.
    detail: isUuid(approvalId) ? { approval: approvalId } : {},
  } as const
  return act(actor, fact, async (tx, door) => {
    const request = await readRequest(tx, door.subjectId)
    const may = request !== null && mayDecide(request, actor, door)
    const line = request === null ? null : listed(request, may)
    if (request === null || request.asked === null || line === null) return refused('absent')
    door.concerns(subjectOf(request))
    const state = stateOf(request, door.now)
    return granted({
      ...line,
      version: request.version,
      state,
      decidedBy: request.decidedBy,
      comment: request.comment ?? '',
      asked: await shownTo(request.subjectId, request.asked, may && state === 'pending'),
      readsCase: request.caseId !== null && (await readsCase(tx, request.caseId)),
      draft: await readDraftIn(tx, door.personId, 'approval', request.id),
    })
  })
}

function mayDecide(request: Opened, actor: PersonActor, door: Door): boolean {
  return judgeDecider(toJudge(request, door.now), actor).ok
}

/** The log names the case or the person; which request it was stands in the entry's detail. */
function subjectOf({ caseId, personId, subjectId }: Opened): string {
  return caseId ?? personId ?? subjectId
}

/** Who else than the asker must not decide: whoever wrote what is asked about, and whom it is about. */
function alsoNot({ asked, personId }: Opened): readonly string[] {
  if (asked?.kind === 'journey-plan') return [asked.plan.writtenById]
  return personId === null ? [] : [personId]
}

function toJudge(request: Opened, now: Date): RequestToJudge {
  return {
    kind: request.kind,
    askedBy: request.askedById,
    alsoNot: alsoNot(request),
    askerActive: request.askerActive,
    decided: request.decision !== null,
    expired: request.expiresAt <= now,
    overtaken: request.overtaken,
  }
}

/** What the approver has to have seen: the warnings as they stood when it was asked. Later ones stop the move itself. */
function toSee({ asked }: Opened): readonly Warning[] {
  return asked?.kind === 'journey-plan' ? asked.warnings : []
}

function stateOf({ kind, decision, overtaken, expiresAt }: Opened, now: Date): ApprovalState {
  if (decision !== null) return decision
  if (overtaken) return 'stale'
  return expiresAt <= now && !FOUR_EYES[kind].looksBack ? 'expired' : 'pending'
}

/** A request as one line; null for one whose snapshot does not open. */
function listed(request: Opened, mayDecide: boolean): ApprovalListed | null {
  const { id, kind, asked, askedBy } = request
  if (asked === null) return null
  return {
    ...{ id, kind, askedBy, mayDecide },
    code: 'login' in asked ? asked.login : asked.code,
    stage: 'stage' in asked ? asked.stage : null,
    ...(asked.kind === 'journey-plan' ? { departsOn: asked.plan.departsOn } : {}),
    ...(asked.kind === 'adverse-closing' ? { outcome: asked.outcome } : {}),
    askedAt: request.askedAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
    warnings: toSee(request),
  }
}

/** What is asked, without the ids that only the house needs; the route for whoever decides, and nobody else. */
async function shownTo(subjectId: string, asked: Snapshot, whole: boolean): Promise<Asked> {
  if (asked.kind !== 'journey-plan') return asked
  const { plan, warnings: _seen, ...standing } = asked
  const { route, fallbacks, escort, writtenById: _writer, ...outline } = plan
  return {
    ...standing,
    ...outline,
    secret: whole ? await openLeads(subjectId, { route, fallbacks, escort }) : null,
  }
}
