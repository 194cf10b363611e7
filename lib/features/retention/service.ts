/** What the house deletes by itself, as the system and for the purpose of retention only. */
import 'server-only'
import type { SystemAction } from '../../domain/policy/grid.ts'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { deleteOldDrafts, deleteOldInvitations, deleteOldSubmissions } from './store.ts'

const SYSTEM: SystemActor = { kind: 'system', purpose: 'retention' }

export type Swept = { readonly drafts: number; readonly submissions: number; readonly invitations: number }

async function sweepOne(action: SystemAction, remove: (tx: Tx) => Promise<number>): Promise<number> {
  const fact = { action, subject: { kind: 'list' } } as const
  const outcome: Outcome<number> = await act(SYSTEM, fact, async (tx) => granted(await remove(tx)))
  if (!outcome.ok) throw new Error(`${action} was refused`)
  return outcome.value
}

/** Sweeps what is past its time; each kind in a transaction and with an audit entry of its own. */
export async function sweep(): Promise<Swept> {
  return {
    drafts: await sweepOne('draft.sweep', deleteOldDrafts),
    submissions: await sweepOne('submission.sweep', deleteOldSubmissions),
    invitations: await sweepOne('invitation.sweep', deleteOldInvitations),
  }
}
