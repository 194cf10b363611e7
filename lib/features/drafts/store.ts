/** The drafts' only door to the database; it knows sealed bytes and nothing else. */
import 'server-only'
import { DRAFT_HOURS } from '../../domain/retention.ts'
import type { Tx } from '../../server/act/tx.ts'

export type DraftPlace = { readonly personId: string; readonly form: string; readonly subject: string }

/** Keeps a draft in place of the one before it. */
export async function putDraft(
  tx: Tx,
  { personId, form, subject }: DraftPlace,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO draft (person_id, form, subject, sealed, saved_at)
    VALUES (${personId}::uuid, ${form}, ${subject}, ${sealed}, now())
    ON CONFLICT (person_id, form, subject) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`
}

/** The sealed draft, or null when there is none or it is older than a day. */
export async function findDraft(tx: Tx, { personId, form, subject }: DraftPlace): Promise<Uint8Array | null> {
  const [row] = await tx.$queryRaw<{ sealed: Uint8Array }[]>`
    SELECT sealed FROM draft WHERE person_id = ${personId}::uuid AND form = ${form} AND subject = ${subject}
      AND saved_at > now() - make_interval(hours => ${DRAFT_HOURS}::int)`
  return row?.sealed ?? null
}

/** Drops a draft; none is fine. */
export async function dropDraft(tx: Tx, { personId, form, subject }: DraftPlace): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM draft WHERE person_id = ${personId}::uuid AND form = ${form} AND subject = ${subject}`
}
