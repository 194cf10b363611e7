/** The page on which the day of the last move is corrected. */
import { getTranslations } from 'next-intl/server'
import { readCrossroads } from '../../../../../lib/features/pathway/service.ts'
import { CorrectForm } from '../../../../../lib/features/pathway/ui/correct-form.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Columns } from '../../../../../lib/ui/columns.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

export default async function CorrectPage({ params }: { params: Promise<{ code: string }> }) {
  const person = await requirePerson()
  const { code } = await params
  const at = shown(await readCrossroads(person, code, 'correct'))
  const t = await getTranslations('pathway')
  return (
    <PageBody>
      <PageHeading title={t('correctTitle', { code: at.code })} />
      <Columns kind="form">
        <Card>
          <CorrectForm at={at} />
        </Card>
      </Columns>
    </PageBody>
  )
}
