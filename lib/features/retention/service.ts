/** What the house deletes by itself, as the system and for the purpose of retention only. */
import 'server-only'
import { PART_HOURS } from '../../domain/documents/documents.ts'
import type { SystemAction } from '../../domain/policy/others.ts'
import type { SystemActor } from '../../domain/policy/roles.ts'
import { granted, type Outcome } from '../../domain/refusal.ts'
import { act } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { documentStorage } from '../../server/documents/storage.ts'
import { PART, storedNameOf } from '../../server/documents/stored-name.ts'
import { log } from '../../server/log.ts'
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

const HOUR_MS = 3_600_000

/**
 * Removes half-written files a day later, the files of documents and cases that are gone, and files that no document has pointed
 * to for a month: uploads that broke off. The storage is asked before and after the transaction, never within.
 *
 * Of whole files none goes, and the log says so, where so many have no document that the database must be the wrong one.
 */
export async function sweepFiles(now: Date = new Date()): Promise<number> {
  const storage = documentStorage()
  const parts: string[] = []
  const whole: string[] = []
  for await (const { name, writtenAt } of storage.list()) {
    if (storedNameOf(name) === null) continue
    if (!name.endsWith(PART)) whole.push(name)
    else if (writtenAt.getTime() < now.getTime() - PART_HOURS * HOUR_MS) parts.push(name)
  }
  const { strangers, over } = await sweepOne('document.sweep', (tx) => sweepPointers(tx, whole, now))
  if (over === null) {
    const counted = { files: whole.length, orphans: strangers }
    log().error({ where: 'retention', ...counted }, 'files without a document: is this the right database?')
  }
  const swept = [...parts, ...(over ?? [])]
  for (const name of swept) await storage.remove(name)
  return swept.length
}
