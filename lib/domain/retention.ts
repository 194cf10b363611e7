/** How long the house keeps what it needs for a while only. Whoever reads it and whoever sweeps it go by these. */

/** What somebody was typing. */
export const DRAFT_HOURS = 24
/** Keys and results of forms: nobody retries after a month. */
export const SUBMISSION_DAYS = 30
/** One-time links, after they were used or ran out. */
export const INVITATION_DAYS = 30
