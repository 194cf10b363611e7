/** The journey plans' only door to the database. A plan never changes: each save is a new version. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { TravelDocument } from '../../domain/pathway/vocabulary.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { JourneyPlanDto, JourneyPlanInput } from './schema.ts'

type PlanRow = {
  id: string
  plan_version: number
  travel_document: TravelDocument
  departs_on: Day | null
  route: string
  fallbacks: string
  fallback_count: number
  escort: string
  recorded_by: string
  recorded_at: Date
}

/** The newest version of a case's plan, or null. */
export async function findNewestPlan(tx: Tx, caseId: string): Promise<JourneyPlanDto | null> {
  const [row] = await tx.$queryRaw<PlanRow[]>`
    SELECT id, plan_version, travel_document, departs_on::text, route, fallbacks, fallback_count, escort,
      recorded_by, recorded_at
    FROM journey_plan WHERE case_id = ${caseId}::uuid ORDER BY plan_version DESC LIMIT 1`
  if (row === undefined) return null
  return {
    id: row.id,
    planVersion: row.plan_version,
    travelDocument: row.travel_document,
    departsOn: row.departs_on,
    route: row.route,
    fallbacks: row.fallbacks,
    fallbackCount: row.fallback_count,
    escort: row.escort,
    writtenBy: row.recorded_by,
    writtenAt: row.recorded_at.toISOString(),
  }
}

export type NewPlan = Omit<JourneyPlanInput, 'fallbacks'> & {
  readonly fallbacks: readonly string[]
  readonly planVersion: number
  readonly recordedBy: string
}

/** Adds a version. */
export async function insertPlan(tx: Tx, plan: NewPlan): Promise<void> {
  await tx.journeyPlan.create({
    data: {
      ...plan,
      departsOn: plan.departsOn === '' ? null : new Date(`${plan.departsOn}T00:00:00Z`),
      fallbacks: plan.fallbacks.join('\n'),
      fallbackCount: plan.fallbacks.length,
    },
    select: { id: true },
  })
}
