/** The page on which the deletion of a case is asked for: what goes, what stands in the way, and why. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { openDeletion } from '../../../../../lib/features/forgetting/service.ts'
import { ContentsCard } from '../../../../../lib/features/forgetting/ui/contents-card.tsx'
import { DeletionForm } from '../../../../../lib/features/forgetting/ui/deletion-form.tsx'
import { ObstacleNotice } from '../../../../../lib/features/forgetting/ui/obstacle-notice.tsx'
import { requirePerson } from '../../../../../lib/server/session/current.ts'
import { Card } from '../../../../../lib/ui/card.tsx'
import { Columns } from '../../../../../lib/ui/columns.tsx'
import { LinkButton } from '../../../../../lib/ui/link-button.tsx'
import { Notice } from '../../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../../lib/ui/page-heading.tsx'
import { shown } from '../../../shown.ts'

export default async function DeletePage({ params }: { params: Promise<{ code: string }> }) {
  const person = await requirePerson()
  const { code } = await params
  const at = shown(await openDeletion(person, code))
  const t = await getTranslations('forgetting')
  const format = await getFormatter()
  const { waiting, obstacles } = at
  // What stands in the way of both, nobody needs to choose between.
  const always = obstacles.retention.filter((obstacle) => obstacles['own-wish'].includes(obstacle))
  return (
    <PageBody>
      <PageHeading title={t('askTitle', { code: at.code })} note={t('askNote')} />
      {waiting === null ? null : (
        <Notice
          tone="info"
          title={t('waits', {
            who: waiting.askedBy,
            when: format.dateTime(new Date(waiting.expiresAt), 'moment', { timeZone: person.timeZone }),
          })}
        >
          {t('waitsNote')}
        </Notice>
      )}
      <Columns kind="form">
        {always.length > 0 ? (
          <>
            <ObstacleNotice title={t('first')} obstacles={always} />
            <p>
              <LinkButton href={`/cases/${at.code}`}>{t('backToCase')}</LinkButton>
            </p>
          </>
        ) : (
          <>
            <ContentsCard contents={at.contents} />
            <Card>
              <DeletionForm at={at} />
            </Card>
          </>
        )}
      </Columns>
    </PageBody>
  )
}
