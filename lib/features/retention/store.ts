/** Retention's only door to the database: what is deleted. */
import 'server-only'
import { DRAFT_HOURS, INVITATION_DAYS, SUBMISSION_DAYS } from '../../domain/retention.ts'
import type { Tx } from '../../server/act/tx.ts'

/** Deletes drafts that nobody came back to within a day. */
export async function deleteOldDrafts(tx: Tx): Promise<number> {
  return tx.$executeRaw`DELETE FROM draft WHERE saved_at < now() - make_interval(hours => ${DRAFT_HOURS}::int)`
}

/** Deletes the keys and results of forms: nobody retries after a month. */
export async function deleteOldSubmissions(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM submission WHERE created_at < now() - make_interval(days => ${SUBMISSION_DAYS}::int)`
}

/** Deletes one-time links a month after they were used or ran out. */
export async function deleteOldInvitations(tx: Tx): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM invitation
    WHERE least(used_at, expires_at) < now() - make_interval(days => ${INVITATION_DAYS}::int)`
}
