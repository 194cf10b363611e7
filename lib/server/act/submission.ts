/** A retry never doubles: one form, one key, one result, kept in the transaction that did the work. */
import 'server-only'
import { granted, refused, type Outcome } from '../../domain/refusal.ts'
import { Prisma } from '../../../prisma/generated/client.ts'
import { fingerprint } from '../vault/seal.ts'
import type { Tx } from './tx.ts'

/** What every form sends beside its values. */
export type SubmittedForm = {
  /** Idempotency key (UUID), made by the browser when the form was opened. */
  readonly key: string
  /** The version of the record that the form was opened at, where the form changes one. */
  readonly version: number | null
  /** Keyed hash of the submitted values, `hashOf`. */
  readonly hash: Uint8Array<ArrayBuffer>
  /** Why, in the actor's own words, where the action asks for it. A proof only: the log holds no free text. */
  readonly reason?: string
}

/** Keyed hash of values as they were submitted: it is kept for weeks, and the values may be a person's names. */
export function hashOf(values: unknown): Uint8Array<ArrayBuffer> {
  return fingerprint('submission', JSON.stringify(values))
}

export type Once<T> = { readonly replayed: boolean; readonly outcome: Outcome<T> }

/**
 * Does the work at most once for a key. A second submission waits for the first on the unique index and then gets its
 * result; other values under the same key are refused.
 */
export async function once<T>(
  tx: Tx,
  personId: string,
  action: string,
  form: SubmittedForm,
  work: () => Promise<Outcome<T>>,
): Promise<Once<T>> {
  const inserted = await tx.$executeRaw`
    INSERT INTO submission (person_id, key, action, request_hash) VALUES (${personId}::uuid, ${form.key}::uuid, ${action}, ${form.hash})
    ON CONFLICT DO NOTHING`
  if (inserted === 0) return { replayed: true, outcome: await earlier<T>(tx, personId, action, form) }
  const outcome = await work()
  if (outcome.ok) {
    await tx.submission.update({
      where: { personId_key: { personId, key: form.key } },
      data: { result: outcome.value === null ? Prisma.JsonNull : (outcome.value as Prisma.InputJsonValue) },
    })
  }
  return { replayed: false, outcome }
}

async function earlier<T>(
  tx: Tx,
  personId: string,
  action: string,
  form: SubmittedForm,
): Promise<Outcome<T>> {
  const row = await tx.submission.findUnique({ where: { personId_key: { personId, key: form.key } } })
  if (row === null) return refused('failed')
  const same = row.action === action && Buffer.from(row.requestHash).equals(form.hash)
  return same ? granted(row.result as T) : refused('key-reused')
}
