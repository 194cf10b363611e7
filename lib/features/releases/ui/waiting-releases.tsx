/** The releases that wait for the decision of whoever looks, what waits longest first. */
import { useFormatter, useTranslations } from 'next-intl'
import type { ReleaseWaiting } from '../../../domain/releases/states.ts'
import { Card } from '../../../ui/card.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import { periodWords } from './period-words.ts'

type WaitingReleasesProps = { releases: readonly ReleaseWaiting[]; timeZone: string }

export function WaitingReleases({ releases, timeZone }: WaitingReleasesProps) {
  const t = useTranslations('releases')
  const format = useFormatter()
  return (
    <Card title={t('waitingTitle')} id="releases">
      <TaskList
        empty={<p data-dimmed>{t('waitingEmpty')}</p>}
        items={releases.map(({ code, definition, tier, period, requestedBy, requestedAt }) => {
          const { key, years } = periodWords(period)
          return {
            id: code,
            title: t('titleOne', { definition: t(`definition.${definition}`), period: t(key, years) }),
            href: `/releases/${code}`,
            note: t('waitingNote', {
              ...{ code, tier: t(`tier.${tier}`), who: requestedBy },
              when: format.dateTime(new Date(requestedAt), 'moment', { timeZone }),
            }),
            action: (
              <LinkButton href={`/releases/${code}`} size="xs" tone="primary">
                {t('waitingGo')}
              </LinkButton>
            ),
          }
        })}
      />
    </Card>
  )
}
