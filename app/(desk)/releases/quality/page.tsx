/** How good the records are that releases are made of, as counts: no case, and no code of one. */
import { getTranslations } from 'next-intl/server'
import { readQuality } from '../../../../lib/features/record-quality/service.ts'
import { QualityTables } from '../../../../lib/features/record-quality/ui/quality-tables.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { LinkButton } from '../../../../lib/ui/link-button.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

export default async function QualityPage() {
  const rows = shown(await readQuality(await requirePerson()))
  const t = await getTranslations('recordQuality')
  const records = rows.filter(({ problem }) => problem !== 'late').reduce((sum, { found }) => sum + found, 0)
  return (
    <PageBody>
      <PageHeading
        title={t('title', { records })}
        note={t('lead')}
        actions={<LinkButton href="/releases">{t('back')}</LinkButton>}
      />
      <QualityTables rows={rows} />
    </PageBody>
  )
}
