/** How good the records are that releases are made of, as counts, and the way to ask about them: no case, and no code of one. */
import { getTranslations } from 'next-intl/server'
import { readQuality } from '../../../../lib/features/record-quality/service.ts'
import { AskCard } from '../../../../lib/features/record-quality/ui/ask-card.tsx'
import { QualityTables } from '../../../../lib/features/record-quality/ui/quality-tables.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { LinkButton } from '../../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function QualityPage({ searchParams }: Props) {
  const { ask } = await searchParams
  const { rows, asking } = shown(await readQuality(await requirePerson(), ask))
  const t = await getTranslations('recordQuality')
  const gaps = rows.filter(({ problem, found }) => problem !== 'late' && found !== 0)
  return (
    <PageBody>
      <PageHeading
        title={t('title', { fields: gaps.length })}
        note={t('lead')}
        actions={<LinkButton href="/releases">{t('back')}</LinkButton>}
      />
      {asking === null ? null : <AskCard key={asking.question} question={asking.question} would={asking} />}
      <QualityTables rows={rows} />
    </PageBody>
  )
}
