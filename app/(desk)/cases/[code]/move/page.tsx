/** The page on which somebody decides where a case goes next. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { readCrossroads } from '../../../../../lib/features/pathway/service.ts'
import { MoveForm } from '../../../../../lib/features/pathway/ui/move-form.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Columns } from '../../../../../lib/ui/columns.tsx'
import { LinkButton } from '../../../../../lib/ui/link-button.tsx'
import { Notice } from '../../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ to?: string | string[] }> }

export default async function MovePage({ params, searchParams }: Props) {
  const person = await requirePerson()
  const { code } = await params
  const { to } = await searchParams
  const at = shown(await readCrossroads(person, code, 'move'))
  const t = await getTranslations('pathway')
  const stages = await getTranslations('stages')
  const format = await getFormatter()
  const when = format.dateTime(new Date(`${at.stageSince}T00:00:00Z`), 'day', { timeZone: 'UTC' })
  return (
    <PageBody>
      <PageHeading
        title={t('moveTitle', { code: at.code })}
        note={t('moveNote', { stage: stages(at.stage), when })}
        actions={
          at.stage === 'closed' ? null : (
            <LinkButton href={`/cases/${at.code}/close`}>{t('close')}</LinkButton>
          )
        }
      />
      <Columns kind="form">
        {at.stage === 'closed' ? (
          <Notice tone="info">{t('notOpen')}</Notice>
        ) : (
          <Card>
            <MoveForm at={at} chosen={typeof to === 'string' ? to : null} />
          </Card>
        )}
      </Columns>
    </PageBody>
  )
}
