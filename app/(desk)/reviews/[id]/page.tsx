/** One override or emergency move, with all that its second look needs. */
import { getFormatter, getTranslations } from 'next-intl/server'
import { openReview } from '../../../../lib/features/reviews/service.ts'
import { ReviewForm } from '../../../../lib/features/reviews/ui/review-form.tsx'
import { requirePerson } from '../../../../lib/server/session/current.ts'
import { Card } from '../../../../lib/ui/card.tsx'
import { CheckAnswers } from '../../../../lib/ui/check-answers.tsx'
import { Columns } from '../../../../lib/ui/columns.tsx'
import { Moment, PartialDay } from '../../../../lib/ui/dates.tsx'
import { Notice } from '../../../../lib/ui/notice.tsx'
import { PageBody } from '../../../../lib/ui/page-body.tsx'
import { PageHeading } from '../../../../lib/ui/page-heading.tsx'
import { shown } from '../../shown.ts'

export default async function ReviewPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await requirePerson()
  const { id } = await params
  const review = shown(await openReview(person, id))
  const t = await getTranslations('reviews')
  const stages = await getTranslations('stages')
  const words = await getTranslations('vocabulary')
  const format = await getFormatter()
  const when = format.dateTime(new Date(review.recordedAt), 'moment', { timeZone: person.timeZone })
  return (
    <PageBody>
      <PageHeading
        title={t('title', { code: review.code, stage: stages(review.to) })}
        note={t('note', { who: review.askedBy, when })}
      />
      <Columns kind="form">
        <Card>
          <CheckAnswers
            answers={[
              { term: t('kind'), value: words(`moveKind.${review.kind}`) },
              { term: t('from'), value: review.from === null ? '–' : stages(review.from) },
              { term: t('to'), value: stages(review.to) },
              { term: t('happenedOn'), value: <PartialDay value={review.occurred} /> },
              { term: t('reason'), value: review.reason },
              { term: t('dueAt'), value: <Moment value={review.dueAt} timeZone={person.timeZone} /> },
            ]}
          >
            {review.decided ? <Notice tone="done">{t('decided')}</Notice> : null}
            {!review.decided && review.mine ? <Notice tone="info">{t('mine')}</Notice> : null}
            {review.decided || review.newest ? null : <Notice tone="info">{t('moved')}</Notice>}
            {review.decided || review.mine ? null : <ReviewForm review={review} />}
          </CheckAnswers>
        </Card>
      </Columns>
    </PageBody>
  )
}
