/** What other slices may ask of the journeys inside their own transaction: the plan as it stands. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { JourneyPlanDto } from './schema.ts'
import { findNewestPlan } from './store.ts'

/** The newest version of a case's plan, or null. Lethal: only for whoever works on the case or must approve it. */
export async function readNewestPlan(tx: Tx, caseId: string): Promise<JourneyPlanDto | null> {
  return findNewestPlan(tx, caseId)
}
