/** Everything that happened in a case, newest first, with its filter and its pages. */
import { useTranslations } from 'next-intl'
import { formatPartialDate, type Day as CalendarDay } from '../../../domain/calendar/partial-date.ts'
import { Card } from '../../../ui/card.tsx'
import { Day, PartialDay } from '../../../ui/dates.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { SHOW_NAMES, type Show, type TimelineEntry, type TimelinePage, type What } from '../schema.ts'
import { Told, Title } from './told.tsx'

type CaseTimelineProps = {
  /** The page on which it stands. */
  path: string
  /** What its filter offers; with nothing to offer there is none. */
  shows?: readonly Show[]
  timeline: TimelinePage
  today: CalendarDay
}

export function CaseTimeline({ path, shows = SHOW_NAMES, timeline, today }: CaseTimelineProps) {
  const t = useTranslations('timeline')
  const { show, page, entries, more } = timeline
  return (
    <Card title={t('title')} id="timeline">
      <Timeline
        {...(shows.length === 0
          ? {}
          : {
              filterLabel: t('filter'),
              filter: [
                { label: t('all'), href: hrefOf(path, null, 1), current: show === null },
                ...shows.map((name) => ({
                  label: t(`shows.${name}`),
                  href: hrefOf(path, name, 1),
                  current: show === name,
                })),
              ],
            })}
        empty={<p data-dimmed>{t('empty')}</p>}
        entries={entries.map((entry, index) => ({
          id: `${entry.id}-${String(index)}`,
          when: <When entry={entry} today={today} />,
          kind: isAlert(entry.what) ? 'alert' : 'plain',
          title: <Title what={entry.what} />,
          body: <Told what={entry.what} />,
          meta: <Meta entry={entry} today={today} />,
        }))}
      />
      <Pager
        newerHref={page > 1 ? hrefOf(path, show, page - 1) : undefined}
        olderHref={more ? hrefOf(path, show, page + 1) : undefined}
      />
    </Card>
  )
}

function hrefOf(path: string, show: Show | null, page: number): string {
  const words = new URLSearchParams()
  if (show !== null) words.set('show', show)
  if (page > 1) words.set('page', String(page))
  const text = words.toString()
  return text === '' ? `${path}#timeline` : `${path}?${text}#timeline`
}

function isAlert(what: What): boolean {
  return what.kind === 'incident' || (what.kind === 'move' && what.how === 'emergency')
}

function When({ entry, today }: { entry: TimelineEntry; today: CalendarDay }) {
  return entry.precision === 'day' ? (
    <Day value={entry.on} weekday today={today} />
  ) : (
    <PartialDay value={formatPartialDate(entry)} />
  )
}

function Meta({ entry, today }: { entry: TimelineEntry; today: CalendarDay }) {
  const t = useTranslations('timeline')
  const later = entry.precision !== 'day' || entry.recordedOn !== entry.on
  return (
    <>
      {entry.who}
      {later ? (
        <>
          {entry.who === '' ? '' : ' · '}
          {t.rich('recorded', { when: () => <Day value={entry.recordedOn} weekday today={today} /> })}
        </>
      ) : null}
      {entry.corrected ? <> · {t('corrected')}</> : null}
    </>
  )
}
