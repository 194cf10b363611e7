/** What the case page asks of the timeline inside its own transaction: one page of what happened. */
import 'server-only'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { ENTRIES, isShow, SHOW_NAMES, SHOWS, type TimelinePage } from './schema.ts'
import { readEntries } from './store.ts'

/** No case has more pages than this; a larger number in a URL is a mistake. */
const LAST_PAGE = 1_000

/**
 * One page of the timeline of a case.
 *
 * @param asked `show` and `page` of the URL, unchecked: what cannot be read counts as not asked
 */
export async function readTimeline(
  tx: Tx,
  door: Pick<Door, 'subjectId' | 'timeZone'>,
  asked: { readonly show: unknown; readonly page: unknown },
): Promise<TimelinePage> {
  const show = isShow(asked.show) ? asked.show : null
  const number = typeof asked.page === 'string' && /^\d{1,4}$/.test(asked.page) ? Number(asked.page) : 1
  const page = Math.min(LAST_PAGE, Math.max(1, number))
  const kinds = show === null ? SHOW_NAMES.flatMap((name) => SHOWS[name]) : SHOWS[show]
  const { subjectId: caseId, timeZone } = door
  const found = await readEntries(tx, { caseId, timeZone, kinds, skip: (page - 1) * ENTRIES })
  return { show, page, ...found }
}
