/** What other slices ask of documents inside their own transaction: the list for the page of a case, and what is swept. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { DocumentListed } from './schema.ts'
import { deleteOldDownloads, listDocuments, pointedTo } from './store.ts'

/** The documents of a case, the newest first: kinds and days, not what they are called. */
export async function readDocuments(tx: Tx, caseId: string): Promise<readonly DocumentListed[]> {
  return listDocuments(tx, caseId)
}

/** Deletes handles that ran out, and tells which of some stored files a document points to. */
export async function sweepPointers(tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> {
  await deleteOldDownloads(tx)
  return pointedTo(tx, names)
}
