/** Where the people of a team wait: for supervisors. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { openPipeline } from '../../../lib/features/pipeline/service.ts'
import { LoadCard, OldestCard, WaitsForYouCard } from '../../../lib/features/pipeline/ui/pipeline-cards.tsx'
import { PipelineFilters } from '../../../lib/features/pipeline/ui/pipeline-filters.tsx'
import { StagesCard } from '../../../lib/features/pipeline/ui/stages-card.tsx'
import { requirePerson } from '../../../lib/server/session/current.ts'
import { Column, Columns } from '../../../lib/ui/columns.tsx'
import { EmptyState } from '../../../lib/ui/empty-state.tsx'
import { LinkButton } from '../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../lib/ui/page-heading.tsx'
import { shown } from '../shown.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PipelinePage({ searchParams }: Props) {
  const person = await requirePerson()
  const page = shown(await openPipeline(person, await searchParams))
  const t = await getTranslations('pipeline')
  const stages = await getTranslations('stages')
  const format = await getFormatter()
  const { finding } = page
  const title =
    finding.kind === 'stuck'
      ? t('stuck', { stage: stages(finding.stage), days: finding.days })
      : finding.kind === 'flowing'
        ? t('flowing', { count: finding.people })
        : t('empty')
  const note = t('note', {
    team: person.teamName ?? '',
    count: page.open,
    when: format.dateTime(new Date(page.now), 'moment', { timeZone: person.timeZone }),
  })
  return (
    <PageBody>
      <PageHeading title={title} note={note} />
      <PipelineFilters page={page} />
      {page.open === 0 ? (
        <EmptyState
          title={t('none')}
          text={t('noneText')}
          action={<LinkButton href="/pipeline">{t('showAll')}</LinkButton>}
        />
      ) : (
        <StagesCard page={page} />
      )}
      <Columns kind="halves">
        <OldestCard page={page} />
        <Column>
          <WaitsForYouCard page={page} />
          <LoadCard page={page} />
        </Column>
      </Columns>
    </PageBody>
  )
}
