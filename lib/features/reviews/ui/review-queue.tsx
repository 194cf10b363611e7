/** The moves that wait for a second look: overrides and emergency moves, most pressing first. */
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { LatenessChip } from '../../../ui/lateness-chip.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import type { ReviewListed } from '../schema.ts'

type ReviewQueueProps = { reviews: readonly ReviewListed[]; now: string; timeZone: string }

export function ReviewQueue({ reviews, now, timeZone }: ReviewQueueProps) {
  const t = useTranslations('reviews')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const format = useFormatter()
  return (
    <Card title={t('queueTitle')}>
      <TaskList
        empty={t('queueEmpty')}
        items={reviews.map((review) => ({
          id: review.id,
          chip: <LatenessChip due={review.dueAt} now={now} timeZone={timeZone} />,
          title: `${review.code} · ${stages(review.to)} · ${words(`moveKind.${review.kind}`)}`,
          href: `/reviews/${review.id}`,
          note: t('askedBy', {
            who: review.askedBy,
            when: format.dateTime(new Date(review.recordedAt), 'moment', { timeZone }),
          }),
          action: (
            <LinkButton href={`/reviews/${review.id}`} size="xs">
              {t('open')}
            </LinkButton>
          ),
        }))}
      />
    </Card>
  )
}
