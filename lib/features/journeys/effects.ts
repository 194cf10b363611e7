/** What other slices may ask of the journeys inside their own transaction: the plan as it stands. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { JourneyPlanDto } from './schema.ts'
import { findNewestPlan } from './store.ts'

/**
 * The newest version of a case's plan, or null. Where it leads is null in it for everybody but those to whom the database
 * opens it: the case's own worker, its writer, and whoever broke the glass. Showing it to somebody
 * counts (`countReveal`).
 */
export async function readNewestPlan(tx: Tx, caseId: string): Promise<JourneyPlanDto | null> {
  return findNewestPlan(tx, caseId)
}
