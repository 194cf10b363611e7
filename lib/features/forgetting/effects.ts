/** What other slices may ask of forgetting: to carry out what was approved, to destroy its keys, to set a term. */
import 'server-only'
import type { Contents } from '../../domain/deletion.ts'
import type { RetentionRule } from '../../domain/retention.ts'
import type { Tx } from '../../server/act/tx.ts'
import { logBug } from '../../server/log.ts'
import { forgetOwners } from '../../server/vault/vault.ts'
import { forgetCase, insertRule } from './store.ts'

/**
 * Deletes the case of a request that this very transaction approved, and promises its keys; the database refuses it when
 * something stands in the way by now, or when there is more or less of it than was counted.
 *
 * @returns the owners whose keys are to be destroyed once this is committed
 */
export async function carryOut(tx: Tx, requestId: string, contents: Contents): Promise<readonly string[]> {
  return forgetCase(tx, requestId, contents)
}

/**
 * Destroys keys whose end is committed. What fails here is logged and no more: the promise stands, and `finishForgetting`
 * goes on with it until it is kept.
 */
export async function destroyKeys(owners: readonly string[]): Promise<void> {
  try {
    await forgetOwners(owners)
  } catch (error) {
    logBug('forgetting', error)
  }
}

/** Sets how long after closing a case of an outcome is proposed for deletion. */
export async function setRule(tx: Tx, rule: RetentionRule): Promise<void> {
  await insertRule(tx, rule)
}
