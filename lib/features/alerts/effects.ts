/** What other slices may ask of the alerts inside their own transaction: to ring, and what rings for whoever asks. */
import 'server-only'
import { ringsFor } from '../../domain/work/ring.ts'
import type { PersonActor } from '../../domain/policy/roles.ts'
import type { Tx } from '../../server/act/tx.ts'
import { announceTo } from '../../server/live/announce.ts'
import type { AlertDto, NewAlert, NewAlertAbout } from './schema.ts'
import {
  findDirectors,
  findLeading,
  findOnCall,
  findSupervisors,
  insertAlerts,
  insertAlertsAbout,
  listRinging,
} from './store.ts'

/** Rings for who is on call for the case's team, else for its supervisors, else for the directors: never for all. */
export async function raiseAlert(tx: Tx, alert: NewAlert): Promise<void> {
  const onCall = await findOnCall(tx, alert.caseId, alert.now)
  const supervisors = await findSupervisors(tx, alert.caseId)
  const directors = await findDirectors(tx)
  await insertAlerts(tx, alert, ringsFor([onCall, supervisors, directors], alert.raisedBy))
}

/**
 * Rings for who is on call for a colleague's team and for its supervisors, else for the directors. Not for the colleague:
 * whoever holds their phone learns nothing.
 */
export async function raiseAbout(tx: Tx, alert: NewAlertAbout): Promise<void> {
  const { teamId, people } = await findLeading(tx, alert.about, alert.now)
  const ranks = [people, await findDirectors(tx)].map((rank) => rank.filter((id) => id !== alert.about))
  const rung = ringsFor(ranks, alert.raisedBy)
  await insertAlertsAbout(tx, alert, rung)
  await announceTo(tx, { team: teamId ?? '', workers: rung })
}

/** Rings for the directors, but not for whoever raises it: what the team must not be left to settle alone. */
export async function ringDirectors(tx: Tx, alert: NewAlert): Promise<void> {
  const directors = await findDirectors(tx)
  const others = directors.filter((person) => person !== alert.raisedBy)
  await insertAlerts(tx, alert, others)
}

/** What still rings for whoever asks, for pages that show it beside other things. */
export async function readMyAlerts(tx: Tx, actor: PersonActor): Promise<readonly AlertDto[]> {
  return listRinging(tx, actor.personId)
}
