/** What the case page asks of the timeline inside its own transaction: one page of what happened. */
import 'server-only'
import type { Door } from '../../server/act/act.ts'
import type { Tx } from '../../server/act/tx.ts'
import { ENTRIES, isShow, SHOW_NAMES, SHOWS, type TimelinePage, type What } from './schema.ts'
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
  const kinds = show === null ? SHOW_NAMES.flatMap((name) => SHOWS[name]) : SHOWS[show]
  return { show, ...(await readPage(tx, door, kinds, asked.page)) }
}

/**
 * One page of chosen kinds, for somebody from outside the house: it does not say who recorded what, which helpers were
 * reached, by which code an incident is spoken of, nor what was corrected since.
 */
export async function readTimelineForGuest(
  tx: Tx,
  about: Pick<Door, 'subjectId' | 'timeZone'>,
  kinds: readonly What['kind'][],
  page: unknown,
): Promise<TimelinePage> {
  const found = await readPage(tx, about, kinds, page)
  const entries = found.entries.filter(({ corrected }) => !corrected)
  return {
    ...found,
    show: null,
    entries: entries.map((entry) => ({ ...entry, who: '', what: forGuest(entry.what) })),
  }
}

function forGuest(what: What): What {
  if (what.kind === 'contact') return { ...what, civicGroup: '' }
  return what.kind === 'incident' ? { ...what, code: '' } : what
}

async function readPage(
  tx: Tx,
  { subjectId: caseId, timeZone }: Pick<Door, 'subjectId' | 'timeZone'>,
  kinds: readonly What['kind'][],
  asked: unknown,
) {
  const number = typeof asked === 'string' && /^\d{1,4}$/.test(asked) ? Number(asked) : 1
  const page = Math.min(LAST_PAGE, Math.max(1, number))
  const found = await readEntries(tx, { caseId, timeZone, kinds, skip: (page - 1) * ENTRIES })
  return { page, ...found }
}
