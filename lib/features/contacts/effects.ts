/** What other slices may ask of contacts inside their own transaction: opening a case records the first one. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { ContactRecord } from './schema.ts'
import { insertContact } from './store.ts'

/**
 * Records a contact on a case that the caller has opened or locked.
 *
 * @param recordedBy id of the person who acts
 * @param contact with its date already judged by `occurredBy`
 */
export async function recordContact(
  tx: Tx,
  caseId: string,
  recordedBy: string,
  contact: ContactRecord,
): Promise<void> {
  await insertContact(tx, caseId, recordedBy, contact)
}
