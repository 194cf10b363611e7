/** The page that records an emergency move: open at any hour, two fields. */
import { getTranslations } from 'next-intl/server'
import { readCrossroads } from '../../../../../lib/features/pathway/service.ts'
import { EmergencyForm } from '../../../../../lib/features/pathway/ui/emergency-form.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Columns } from '../../../../../lib/ui/columns.tsx'
import { Notice } from '../../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

export default async function EmergencyPage({ params }: { params: Promise<{ code: string }> }) {
  const person = await requirePerson()
  const { code } = await params
  const at = shown(await readCrossroads(person, code, 'emergency'))
  const t = await getTranslations('pathway')
  return (
    <PageBody>
      <PageHeading title={t('emergencyTitle', { code: at.code })} note={t('emergencyNote')} />
      <Columns kind="form">
        {at.emergencyTargets.length === 0 ? (
          <Notice tone="info">{t('noEmergency')}</Notice>
        ) : (
          <Card>
            <EmergencyForm at={at} />
          </Card>
        )}
      </Columns>
    </PageBody>
  )
}
