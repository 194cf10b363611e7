/** The page on which a closed case is reopened where it was closed from. */
import { getTranslations } from 'next-intl/server'
import { readCrossroads } from '../../../../../lib/features/pathway/service.ts'
import { ReopenForm } from '../../../../../lib/features/pathway/ui/reopen-form.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Columns } from '../../../../../lib/ui/columns.tsx'
import { Notice } from '../../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

export default async function ReopenPage({ params }: { params: Promise<{ code: string }> }) {
  const person = await requirePerson()
  const { code } = await params
  const at = shown(await readCrossroads(person, code, 'reopen'))
  const t = await getTranslations('pathway')
  const stages = await getTranslations('stages')
  return (
    <PageBody>
      <PageHeading title={t('reopenTitle', { code: at.code, stage: stages(at.closedFrom ?? at.stage) })} />
      <Columns kind="form">
        {at.closedFrom === null ? (
          <Notice tone="info">{t('notClosed')}</Notice>
        ) : (
          <Card>
            <ReopenForm at={at} />
          </Card>
        )}
      </Columns>
    </PageBody>
  )
}
