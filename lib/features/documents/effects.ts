/** What other slices ask of documents inside their own transaction: the list for the page of a case, and what is swept. */
import 'server-only'
import { arePlausibleOrphans, ORPHAN_DAYS } from '../../domain/retention.ts'
import type { Tx } from '../../server/act/tx.ts'
import type { DocumentListed } from './schema.ts'
import { deleteOldDownloads, letGoOf, listDocuments, noteOrphans, orphansSince, pointedTo } from './store.ts'

/** The documents of a case, the newest first: kinds and days, not what they are called. */
export async function readDocuments(tx: Tx, caseId: string): Promise<readonly DocumentListed[]> {
  return listDocuments(tx, caseId)
}

const DAY_MS = 24 * 3_600_000

export type Judged = {
  /** How many files no document points to, without those that this database let go of. */
  readonly strangers: number
  /** The files that go; null where so many are strangers that the database must be the wrong one. */
  readonly over: readonly string[] | null
}

/**
 * Deletes handles that ran out, and judges stored files by their names: those go that this database let go of, and those that no
 * document has pointed to for a month. What has none today is noted, what has one again loses its note.
 *
 * @param names the whole files that are there, all of them
 */
export async function sweepPointers(tx: Tx, names: readonly string[], now: Date): Promise<Judged> {
  await deleteOldDownloads(tx)
  const kept = await pointedTo(tx, names)
  const orphans = names.filter((name) => !kept.has(name))
  const letGo = await letGoOf(tx, orphans)
  const strangers = orphans.length - letGo.length
  if (!arePlausibleOrphans(strangers, names.length)) return { strangers, over: null }
  await noteOrphans(tx, orphans, now)
  const old = await orphansSince(tx, new Date(now.getTime() - ORPHAN_DAYS * DAY_MS))
  return { strangers, over: [...new Set([...letGo, ...old])] }
}
