/** Whether the door opens: asked by whoever watches the house, and answered without a word about why not. */
import 'server-only'
import { databaseAnswers } from '../db.ts'
import { keyCopyIsLate } from '../vault/key-copier.ts'
import { vaultIsLocked } from '../vault/vault.ts'

/** `keyCopyLate`: the copy of the keys is older than a minute; the house goes on serving. */
export type Health = { readonly ok: boolean; readonly locked?: true; readonly keyCopyLate?: true }

/** What the house says of itself; `ok` when the database behind the door answers and the vault is open. */
export async function healthOf(now: number = Date.now()): Promise<Health> {
  const late = keyCopyIsLate(now) ? { keyCopyLate: true as const } : {}
  if (vaultIsLocked()) return { ok: false, locked: true, ...late }
  return { ok: await databaseAnswers(), ...late }
}
