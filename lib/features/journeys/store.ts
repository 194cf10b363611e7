/** The journey plans' only door to the database. A plan never changes: each save is a new version. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { TravelDocument } from '../../domain/pathway/vocabulary.ts'
import type { Tx } from '../../server/act/tx.ts'
import { journeyOwner } from '../../server/vault/owners.ts'
import { openedIfKept, sealed } from '../../server/vault/vault.ts'
import type { JourneyPlanDto, JourneyPlanInput } from './schema.ts'

type PlanRow = {
  id: string
  plan_version: number
  travel_document: TravelDocument
  departs_on: Day | null
  route: string | null
  fallbacks: string | null
  fallback_count: number
  escort: string | null
  recorded_by: string
  recorded_at: Date
  forgotten_at: Date | null
}

/** What is left of where a journey led once its key was destroyed. */
const GONE = { route: null, fallbacks: null, escort: null }

/** The newest version of a case's plan, or null. Where it leads comes with it only to whom the database shows it. */
export async function findNewestPlan(tx: Tx, caseId: string): Promise<JourneyPlanDto | null> {
  const [row] = await tx.$queryRaw<PlanRow[]>`
    SELECT p.id, p.plan_version, p.travel_document, p.departs_on::text, r.route, r.fallbacks, p.fallback_count,
      r.escort, p.recorded_by, p.recorded_at, p.forgotten_at
    FROM journey_plan p LEFT JOIN journey_route r ON r.plan_id = p.id
    WHERE p.case_id = ${caseId}::uuid ORDER BY p.plan_version DESC LIMIT 1`
  if (row === undefined) return null
  const leads = await openedIfKept('journey_route', journeyOwner(row.id), row.id, row)
  const { route, fallbacks, escort } = leads ?? GONE
  return {
    id: row.id,
    planVersion: row.plan_version,
    travelDocument: row.travel_document,
    departsOn: row.departs_on,
    route,
    fallbacks,
    fallbackCount: row.fallback_count,
    escort,
    forgotten: leads === null || row.forgotten_at !== null,
    writtenBy: row.recorded_by,
    writtenAt: row.recorded_at.toISOString(),
  }
}

export type NewPlan = Omit<JourneyPlanInput, 'fallbacks'> & {
  readonly fallbacks: readonly string[]
  readonly planVersion: number
  readonly recordedBy: string
}

/** Adds a version, and where it leads. */
export async function insertPlan(tx: Tx, plan: NewPlan): Promise<void> {
  const { route, escort, fallbacks, departsOn, ...open } = plan
  const { id: planId, caseId, recordedBy } = plan
  await tx.journeyPlan.create({
    data: {
      ...open,
      departsOn: departsOn === '' ? null : new Date(`${departsOn}T00:00:00Z`),
      fallbackCount: fallbacks.length,
    },
    select: { id: true },
  })
  const leads = { route, fallbacks: fallbacks.join('\n'), escort }
  const data = {
    ...(await sealed('journey_route', journeyOwner(planId), planId, leads)),
    planId,
    caseId,
    recordedBy,
  }
  await tx.journeyRoute.createMany({ data: [data] })
}
