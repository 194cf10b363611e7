/** What the case page asks of the guests inside its own transaction: to whom the case is open, and could be. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { GuestChoice, GuestListed } from './schema.ts'
import { listGuests, listOpenings } from './store.ts'

/** The openings of a case that are not over. */
export async function readOpenings(tx: Tx, caseId: string, today: Day): Promise<readonly GuestListed[]> {
  return listOpenings(tx, caseId, today)
}

/** Active guests to whom a case of the team may be opened. */
export async function readGuests(tx: Tx, teamId: string): Promise<readonly GuestChoice[]> {
  return listGuests(tx, teamId)
}
