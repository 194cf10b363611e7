/** What the house deletes by itself, as the system and for the purpose of retention only. */
import 'server-only'
import { ORPHAN_HOURS } from '../../domain/documents/documents.ts'
import type { SystemAction } from '../../domain/policy/others.ts'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { documentStorage } from '../../server/documents/storage.ts'
import { storedNameOf } from '../../server/documents/stored-name.ts'
import { sweepPointers } from '../documents/effects.ts'
import { deleteOldDrafts, deleteOldInvitations, deleteOldSubmissions } from './store.ts'

const SYSTEM: SystemActor = { kind: 'system', purpose: 'retention' }

export type Swept = {
  readonly drafts: number
  readonly submissions: number
  readonly invitations: number
  readonly files: number
}

async function sweepOne<T>(action: SystemAction, remove: (tx: Tx) => Promise<T>): Promise<T> {
  const fact = { action, subject: { kind: 'list' } } as const
  const outcome: Outcome<T> = await act(SYSTEM, fact, async (tx) => granted(await remove(tx)))
  if (!outcome.ok) throw new Error(`${action} was refused`)
  return outcome.value
}

/** Sweeps what is past its time; each kind in a transaction and with an audit entry of its own. */
export async function sweep(): Promise<Swept> {
  return {
    drafts: await sweepOne('draft.sweep', deleteOldDrafts),
    submissions: await sweepOne('submission.sweep', deleteOldSubmissions),
    invitations: await sweepOne('invitation.sweep', deleteOldInvitations),
    files: await sweepFiles(),
  }
}

/** No more files than these are taken for uploads that broke off, while no document at all points to an old file. */
const STRANGERS_AT_MOST = 20

/**
 * Removes the files that nothing points to a day after they were written: of uploads that broke off, and of documents and
 * cases that are gone. The storage is asked before and after the transaction, never within.
 *
 * Throws when none of many is of this database: whoever starts a house on an empty one must not lose what it is restored for.
 */
export async function sweepFiles(now: Date = new Date()): Promise<number> {
  const storage = documentStorage()
  const before = now.getTime() - ORPHAN_HOURS * 3_600_000
  const old: string[] = []
  for await (const { name, writtenAt } of storage.list()) {
    if (writtenAt.getTime() < before && storedNameOf(name) !== null) old.push(name)
  }
  const names = old.map(storedNameOf).filter((name) => name !== null)
  const kept = await sweepOne('document.sweep', (tx) => sweepPointers(tx, names))
  // Half a file is nobody's, whatever its name.
  const orphans = old.filter((name) => !kept.has(name))
  if (kept.size === 0 && orphans.length > STRANGERS_AT_MOST) {
    throw new Error('none of the stored documents is of this database: nothing was swept')
  }
  for (const name of orphans) await storage.remove(name)
  return orphans.length
}
