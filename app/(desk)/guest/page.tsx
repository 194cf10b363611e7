/** What a guest sees: the one case that is open to them today, or that there is none. */
import { getTranslations } from 'next-intl/server'
import { readShared } from '../../../lib/features/guests/service.ts'
import { CaseTimeline } from '../../../lib/features/timeline/ui/case-timeline.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Day } from '../../../lib/ui/dates.tsx'
import { EmptyState } from '../../../lib/ui/empty-state.tsx'
import { IdentityBar } from '../../../lib/ui/identity-bar.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SharedPage({ searchParams }: Props) {
  const person = await requirePerson()
  const shared = shown(await readShared(person, (await searchParams)['page']))
  const t = await getTranslations('guests')
  if (shared === null) {
    return (
      <PageBody>
        <PageHeading title={t('sharedTitle')} />
        <EmptyState title={t('none')} text={t('noneText')} />
      </PageBody>
    )
  }
  const { head, timeline, today } = shared
  return (
    <>
      <IdentityBar
        code={head.code}
        note={head.sections.map((section) => t(`section.${section}`)).join(', ')}
        facts={[{ term: t('openUntil'), value: <Day value={head.untilOn} weekday today={today} /> }]}
      />
      <PageBody>
        <CaseTimeline path="/guest" shows={[]} timeline={timeline} today={today} />
      </PageBody>
    </>
  )
}
