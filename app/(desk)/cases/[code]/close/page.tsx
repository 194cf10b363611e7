/** The page on which a case is closed with its outcome. */
import { getTranslations } from 'next-intl/server'
import { readCrossroads } from '../../../../../lib/features/pathway/service.ts'
import { CloseForm } from '../../../../../lib/features/pathway/ui/close-form.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Columns } from '../../../../../lib/ui/columns.tsx'
import { Notice } from '../../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

export default async function ClosePage({ params }: { params: Promise<{ code: string }> }) {
  const person = await requirePerson()
  const { code } = await params
  const at = shown(await readCrossroads(person, code, 'close'))
  const t = await getTranslations('pathway')
  return (
    <PageBody>
      <PageHeading title={t('closeTitle', { code: at.code })} />
      <Columns kind="form">
        {at.stage === 'closed' ? (
          <Notice tone="info">{t('notOpen')}</Notice>
        ) : (
          <Card>
            <CloseForm at={at} />
          </Card>
        )}
      </Columns>
    </PageBody>
  )
}
