/** The facts that the gates read, for every slice that shows or asks a gate inside its own transaction. */
import 'server-only'
import type { Day } from '../../domain/calendar/partial-date.ts'
import type { CaseFacts } from '../../domain/pathway/case-facts.ts'
import { factsOf } from '../../domain/pathway/newest-records.ts'
import type { Tx } from '../../server/act/tx.ts'
import { readNewestRecords } from './store.ts'

/** The facts of several cases; cases that do not exist are missing from the map. */
export async function readCaseFactsOf(
  tx: Tx,
  caseIds: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, CaseFacts>> {
  const newest = await readNewestRecords(tx, caseIds, today)
  return new Map([...newest].map(([id, records]) => [id, factsOf(records, today)]))
}

/** The facts of one case that is known to exist. */
export async function readCaseFacts(tx: Tx, caseId: string, today: Day): Promise<CaseFacts> {
  const facts = (await readCaseFactsOf(tx, [caseId], today)).get(caseId)
  if (facts === undefined) throw new Error('the case is gone')
  return facts
}
