/** What other slices may ask of the houses inside their own transaction. */
import 'server-only'
import { addDays, type Day } from '../../domain/calendar/partial-date.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { HouseDto } from './schema.ts'
import { endPlacements, listTeamHouses, supersedePlacements } from './store.ts'

/** Frees the bed of somebody who has moved on: the stay ends on that day, one that was to begin later falls away. */
export async function endPlacement(tx: Tx, caseId: string, on: Day): Promise<void> {
  await supersedePlacements(tx, caseId, addDays(on, 1))
  await endPlacements(tx, caseId, on)
}

/** The houses of a team with their free beds, for forms that choose one. */
export async function readHouses(tx: Tx, teamId: string | null, today: Day): Promise<readonly HouseDto[]> {
  return listTeamHouses(tx, teamId, today)
}
