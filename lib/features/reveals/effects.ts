/** What other slices ask whenever they show who somebody is, or where: to count it. Every such look passes here. */
import 'server-only'
import type { Revealed } from '../../domain/policy/break-glass.ts'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { insertReveal } from './store.ts'

/** Counts one look at a case. Name and phone of a case are one identity. */
export async function countReveal(
  tx: Tx,
  door: Door,
  look: { readonly caseId: string; readonly what: Revealed },
): Promise<void> {
  await insertReveal(tx, { ...look, id: crypto.randomUUID(), personId: door.personId })
}
