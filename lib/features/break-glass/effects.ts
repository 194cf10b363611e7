/** What other slices may ask of break-glass inside their own transaction: whether a case is open to somebody now. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { OpenGlass } from './schema.ts'
import { findOpen } from './store.ts'

/** The half hour in which a case is open to a person, or null. */
export async function readOpenGlass(tx: Tx, caseId: string, personId: string): Promise<OpenGlass | null> {
  const open = await findOpen(tx, caseId, personId)
  return open === null ? null : { id: open.id, untilAt: open.untilAt.toISOString() }
}
