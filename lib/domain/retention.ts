/** How long the house keeps what it needs for a while only. Whoever reads it and whoever sweeps it go by these. */

/** What somebody was typing. */
export const DRAFT_HOURS = 24
/** Keys and results of forms: nobody retries after a month. */
export const SUBMISSION_DAYS = 30
/** One-time links, after they were used or ran out. */
export const INVITATION_DAYS = 30

/**
 * Keys of the vault whose owner no row knows. Long: after the restore of an older backup the keys of what came later have
 * no row either, until a newer backup is found.
 */
export const ORPHAN_DAYS = 30

/** So few keys without a row may always go: transactions that failed. */
const FEW_ORPHANS = 20

/**
 * Whether keys without a row are what failed transactions leave. Where most keys have none, it is the database that is
 * another one, or empty, and sweeping would destroy everything.
 */
export function arePlausibleOrphans(orphans: number, owners: number): boolean {
  return orphans <= FEW_ORPHANS || orphans <= owners / 10
}
