/** Where the people of a team wait, for what, and who carries them. Codes and counts only; no names, no places. */
import 'server-only'
import { daysBetween, type Day } from '../../domain/calendar/partial-date.ts'
import type { CaseFacts } from '../../domain/pathway/case-facts.ts'
import { gate, REQUIREMENTS, type Requirement } from '../../domain/pathway/gates.ts'
import { nextStage } from '../../domain/pathway/next-stage.ts'
import { OPEN_STAGES, type OpenStage } from '../../domain/pathway/stages.ts'
import { firstCauses } from '../../domain/pipeline/causes.ts'
import { isLate, median, type Wait } from '../../domain/pipeline/dwell.ts'
import { finding } from '../../domain/pipeline/finding.ts'
import type { Actor } from '../../domain/policy/roles.ts'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import { readCaseFactsOf } from '../gates/effects.ts'
import { readNinetieths } from './effects.ts'
import {
  pipelineQuerySchema,
  type Missing,
  type OpenCase,
  type PipelinePage,
  type PipelineQuery,
  type Waiting,
  type WorkerLoad,
} from './schema.ts'
import { countPending, readCarriers, readOpenCases, type Colleague } from './store.ts'

/** How many of the longest waits are named. */
const OLDEST = 8
/** How many reasons a stage shows. */
const REASONS = 3

/** A case with how long it waits and what its next gate misses. */
type Judged = { readonly of: OpenCase; readonly waiting: Waiting; readonly missing: readonly Requirement[] }

/**
 * Opens the pipeline of the supervisor's team.
 *
 * @param asked the query of the URL, unchecked
 */
export async function openPipeline(actor: Actor, asked: unknown): Promise<Outcome<PipelinePage>> {
  const query = pipelineQuerySchema.parse(asked)
  return act(actor, { action: 'pipeline.read', subject: { kind: 'list' } }, async (tx, door) => {
    const { teamId } = door.scope
    if (teamId === null) return refused('not-allowed')
    const all = await readOpenCases(tx, teamId)
    const ninetieths = await readNinetieths(tx, teamId)
    const shown = all.filter((one) => matches(one, query))
    const facts = await readCaseFactsOf(
      tx,
      shown.map((one) => one.id),
      door.today,
    )
    const judged = shown.map((one) => judge(one, facts.get(one.id), ninetieths, door.today))
    const carriers = await readCarriers(tx, teamId, [...new Set(all.flatMap((one) => one.workerIds))])
    const pending = await countPending(tx, teamId)
    const stages = OPEN_STAGES.map((stage) => columnOf(stage, judged, ninetieths.get(stage) ?? null))
    return granted({
      query,
      open: shown.length,
      now: door.now.toISOString(),
      finding: finding(stages.map((column) => ({ ...column, waits: waitsOf(column.people) }))),
      stages,
      oldest: oldestOf(judged, carriers),
      loads: loadsOf(all, carriers),
      unassigned: all.filter((one) => one.workerIds.length === 0).length,
      pendingApprovals: pending.approvals,
      pendingReviews: pending.reviews,
    })
  })
}

function matches(one: OpenCase, { group, sector, worker }: PipelineQuery): boolean {
  return (
    (group === null || one.group === group) &&
    (sector === null || one.sector === sector) &&
    (worker === null || one.workerIds.includes(worker))
  )
}

function judge(
  one: OpenCase,
  facts: CaseFacts | undefined,
  ninetieths: ReadonlyMap<OpenStage, number>,
  today: Day,
): Judged {
  const days = daysBetween(one.since, today)
  const late = isLate(days, ninetieths.get(one.stage) ?? null)
  const next = nextStage(one.stage)
  const missing = facts === undefined || next === null ? [] : firstCauses(gate(facts, next).unmet)
  return { of: one, waiting: { code: one.code, stage: one.stage, days, late }, missing }
}

function columnOf(stage: OpenStage, judged: readonly Judged[], ninetieth: number | null) {
  const here = judged.filter((one) => one.of.stage === stage)
  const people = here.map((one) => one.waiting)
  return { stage, people, median: median(waitsOf(people)), ninetieth, missing: reasonsOf(here) }
}

function waitsOf(people: readonly Waiting[]): readonly Wait[] {
  return people.map((person) => ({ days: person.days, people: 1 }))
}

function reasonsOf(here: readonly Judged[]): readonly Missing[] {
  return REQUIREMENTS.map((requirement) => ({
    requirement,
    cases: here.filter((one) => one.missing.includes(requirement)).length,
  }))
    .filter((reason) => reason.cases > 0)
    .toSorted((one, other) => other.cases - one.cases)
    .slice(0, REASONS)
}

function oldestOf(judged: readonly Judged[], carriers: readonly Colleague[]) {
  return judged
    .toSorted((one, other) => other.waiting.days - one.waiting.days)
    .slice(0, OLDEST)
    .map((one) => ({
      ...one.waiting,
      missing: one.missing,
      workers: carriers.filter((carrier) => one.of.workerIds.includes(carrier.id)).map(({ name }) => name),
    }))
}

/** Loads are those of the whole team, whatever the filter: who is free is asked of everybody. */
function loadsOf(all: readonly OpenCase[], carriers: readonly Colleague[]): readonly WorkerLoad[] {
  return carriers
    .map((carrier) => {
      const carried = all.filter((one) => one.workerIds.includes(carrier.id))
      const highRisk = carried.filter((one) => one.highRisk).length
      return { ...carrier, open: carried.length, highRisk }
    })
    .toSorted((one, other) => other.open - one.open)
}
