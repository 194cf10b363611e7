/** What other slices may ask of the alerts inside their own transaction: to ring, and what rings for whoever asks. */
import 'server-only'
import { ringsFor } from '../../domain/work/ring.ts'
import type { PersonActor } from '../../domain/policy/roles.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { AlertDto, NewAlert } from './schema.ts'
import { findDirectors, findOnCall, findSupervisors, insertAlerts, listRinging } from './store.ts'

/** Rings for who is on call for the case's team, else for its supervisors, else for the directors: never for all. */
export async function raiseAlert(tx: Tx, alert: NewAlert): Promise<void> {
  const onCall = await findOnCall(tx, alert.caseId, alert.now)
  const supervisors = await findSupervisors(tx, alert.caseId)
  const directors = await findDirectors(tx)
  await insertAlerts(tx, alert, ringsFor([onCall, supervisors, directors], alert.raisedBy))
}

/** What still rings for whoever asks, for pages that show it beside other things. */
export async function readMyAlerts(tx: Tx, actor: PersonActor): Promise<readonly AlertDto[]> {
  return listRinging(tx, actor.personId)
}
