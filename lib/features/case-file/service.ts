/** The page of one case: everything that it shows, read in one act, so that a look is one entry of the log. */
import 'server-only'
import { daysBetween } from '../../domain/calendar/partial-date.ts'
import type { CaseFacts } from '../../domain/pathway/case-facts.ts'
import { gate, warnings } from '../../domain/pathway/gates.ts'
import { nextStage } from '../../domain/pathway/next-stage.ts'
import { isOpen, type Stage } from '../../domain/pathway/stages.ts'
import { stepsOf } from '../../domain/pathway/steps.ts'
import { isLate } from '../../domain/pipeline/dwell.ts'
import { mayOn, type Standing } from '../../domain/policy/decide.ts'
import type { Action } from '../../domain/policy/actions.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act, type Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readCaseWorkers, readWorkers } from '../assignments/effects.ts'
import { readGlassWay, readOpenGlass } from '../break-glass/effects.ts'
import { readDocuments } from '../documents/effects.ts'
import { readDraftIn } from '../drafts/effects.ts'
import { readGuests, readOpenings } from '../guests/effects.ts'
import { readHouses } from '../houses/effects.ts'
import { readCaseFacts } from '../gates/effects.ts'
import { readHistory } from '../pathway/effects.ts'
import { readNinetieths } from '../pipeline/effects.ts'
import { readTimeline } from '../timeline/effects.ts'
import { ACTION_OF, isCaseForm, type CaseFile, type CaseForm, type Gate, type May } from './schema.ts'
import { readHead, readNewest, readOpenWork } from './store.ts'

/** What the URL asks of the page, unchecked. */
export type Asked = { readonly do?: unknown; readonly show?: unknown; readonly page?: unknown }

export type OpenedCase = CaseFile & {
  /** Who has the case, and who had it. */
  readonly workers: Awaited<ReturnType<typeof readCaseWorkers>>
  readonly timeline: Awaited<ReturnType<typeof readTimeline>>
  readonly openings: Awaited<ReturnType<typeof readOpenings>>
  readonly documents: Awaited<ReturnType<typeof readDocuments>>
  /** The one who looks works on the case. */
  readonly own: boolean
  /** The form that stands open, when the person may use it. */
  readonly form: CaseForm | null
  /** The half hour in which break-glass opens the case to the one who looks. */
  readonly glass: Awaited<ReturnType<typeof readOpenGlass>>
  /** What was typed into it before. The form about the person brings its own, with the names. */
  readonly draft: unknown
  readonly choices: Awaited<ReturnType<typeof choicesFor>>
}

/**
 * Opens one case by its code.
 *
 * @returns absent for a code that leads nowhere and for one that is out of reach: the two look the same
 */
export async function openCase(actor: Actor, code: string, asked: Asked = {}): Promise<Outcome<OpenedCase>> {
  return act(actor, { action: 'case.read', subject: { kind: 'case-code', code } }, async (tx, door) => {
    const { subjectId: caseId, personId, today, scope } = door
    const head = await readHead(tx, caseId, scope)
    const { own } = door.standing
    const workers = await readCaseWorkers(tx, actor, { caseId, standing: door.standing, now: door.now })
    const may = rightsOf(actor, door.standing, head.stage, workers.mayArrange)
    const form = isCaseForm(asked.do) && may[asked.do] ? asked.do : null
    const history = await readHistory(tx, caseId)
    const days = daysBetween(head.since, today)
    const ninetieths = await readNinetieths(tx, head.teamId)
    const last = history.at(-1)
    return granted({
      head,
      workers,
      own,
      days,
      late: isOpen(head.stage) && isLate(days, ninetieths.get(head.stage) ?? null),
      closedFrom: last?.stage === 'closed' ? last.from : null,
      lastMoveReason: last?.reason ?? null,
      steps: stepsOf(history, today),
      gate: gateOf(head.stage, await readCaseFacts(tx, caseId, today)),
      newest: await readNewest(tx, { caseId, personId, today, whole: may.readIdentity }),
      ...(await readOpenWork(tx, caseId, personId)),
      openings: await readOpenings(tx, caseId, today),
      documents: await readDocuments(tx, caseId),
      timeline: await readTimeline(tx, door, { show: asked.show, page: asked.page }),
      may,
      form,
      draft: form === null || form === 'identity' ? null : await readDraftIn(tx, personId, form, caseId),
      choices: await choicesFor(tx, door, form, head.teamId),
      glass: await readOpenGlass(tx, caseId, personId),
      today,
      now: door.now.toISOString(),
      timeZone: door.timeZone,
    })
  })
}

/** What the open form chooses from. */
async function choicesFor(tx: Tx, door: Door, form: CaseForm | null, teamId: string) {
  const glassWay = form === 'break-glass' ? await readGlassWay(tx, door) : 'open'
  return {
    glassWay,
    houses: form === 'placement' ? await readHouses(tx, teamId, door.today) : [],
    guests: form === 'guest' ? await readGuests(tx, teamId) : [],
    workers: WORKERS_FORMS.some((one) => one === form) ? await readWorkers(tx, teamId) : [],
  }
}

/** The gate ahead; warnings are shown before the gate whose approver must acknowledge them. */
function gateOf(stage: Stage, facts: CaseFacts): Gate | null {
  const next = nextStage(stage)
  if (next === null) return null
  return { next, ...gate(facts, next), warnings: next.stage === 'transit' ? warnings(facts) : [] }
}

/** The forms that say who has the case. */
const WORKERS_FORMS = ['assign', 'hand-over', 'cover'] as const satisfies readonly CaseForm[]

/** On a closed case only notes, documents, people and the way back are open. */
const ON_CLOSED: ReadonlySet<CaseForm> = new Set<CaseForm>([
  ...(['note', 'contact', 'document', 'identity', 'basis'] as const),
  ...WORKERS_FORMS,
])

/** @param arranges whoever looks gives the case on: not everybody who has it for a time */
function rightsOf(actor: Actor, standing: Standing, stage: Stage, arranges: boolean): May {
  const open = isOpen(stage)
  const may = (action: Action) => mayOn(actor, action, standing)
  const form = (name: CaseForm) => may(ACTION_OF[name]) && (open || ON_CLOSED.has(name))
  return {
    contact: form('contact'),
    basis: form('basis'),
    screening: form('screening'),
    risk: form('risk'),
    placement: form('placement'),
    protection: form('protection'),
    'journey-plan': form('journey-plan'),
    approval: form('approval'),
    arrival: form('arrival'),
    incident: form('incident'),
    document: form('document'),
    note: form('note'),
    task: form('task'),
    identity: form('identity'),
    assign: form('assign'),
    guest: form('guest'),
    'hand-over': form('hand-over') && arranges,
    cover: form('cover') && arranges,
    // Whom the case is open to breaks no glass.
    'break-glass': form('break-glass') && !may('case.read-identity'),
    readIdentity: may('case.read-identity'),
    readAddress: may('case.read-address'),
    move: open && may('case.move'),
    emergency: open && may('case.move-emergency'),
    close: open && may('case.close'),
    reopen: !open && may('case.reopen'),
    delete: !open && may('case.delete'),
    correct: may('case.correct'),
    completeTasks: may('task.complete'),
    closeIncidents: may('incident.close'),
    endSharing: may('case.end-sharing'),
    readDocuments: may('document.read'),
    removeDocuments: may('document.remove'),
  }
}
