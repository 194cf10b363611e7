/** What other slices may ask of cases inside their own transaction: who may carry one. */
import 'server-only'
import type { Tx } from '../../server/act/tx.ts'
import type { Worker } from './schema.ts'
import { listWorkers } from './store.ts'

/** Active caseworkers of a team, by name. */
export async function readWorkers(tx: Tx, teamId: string | null): Promise<readonly Worker[]> {
  return listWorkers(tx, teamId)
}
