/** What other slices may ask of the drafts inside their own transaction: the one for the form that they show. */
import 'server-only'
import { log } from '../../server/log.ts'
import type { Tx } from '../../server/act/tx.ts'
import { VaultError } from '../../server/vault/vault-error.ts'
import { findDraft } from './store.ts'

/** A draft as the form in the browser reads it: its key and its values. */
export type Draft = { readonly key: string; readonly values: Readonly<Record<string, unknown>> }

/**
 * What somebody was typing into a form, or null. A draft that does not open was moved or altered in the database: it
 * is treated as absent, and logged.
 *
 * @param subject id of what the form is about, or empty
 */
export async function readDraftIn(
  tx: Tx,
  personId: string,
  form: string,
  subject: string,
): Promise<Draft | null> {
  try {
    const text = await findDraft(tx, { personId, form, subject })
    return text === null ? null : (JSON.parse(text) as Draft)
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    log().warn({ where: 'draft', person: personId, form, fault: error.fault }, 'a draft does not open')
    return null
  }
}
