/** What waits for a second person, the first to expire first. */
import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { LatenessChip } from '../../../ui/lateness-chip.tsx'
import { LinkButton } from '../../../ui/link-button.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import type { ApprovalListed } from '../schema.ts'
import styles from './approvals.module.css'

type ApprovalQueueProps = { approvals: readonly ApprovalListed[]; now: string; timeZone: string }

export function ApprovalQueue({ approvals, now, timeZone }: ApprovalQueueProps) {
  const t = useTranslations('approvals')
  const stages = useTranslations('stages')
  const words = useTranslations('vocabulary')
  const format = useFormatter()

  function titleOf({ kind, code, stage, outcome }: ApprovalListed): string {
    const what = outcome === undefined ? null : words(`outcome.${outcome}`)
    const where = stage === null ? null : stages(stage)
    return [code, t(`kind.${kind}`), what ?? where].filter((part) => part !== null).join(' · ')
  }

  function departureOf({ departsOn }: ApprovalListed): string | null {
    if (departsOn === undefined) return null
    if (departsOn === null) return t('departsOpen')
    const day = new Date(`${departsOn}T00:00:00Z`)
    return t('departs', { day: format.dateTime(day, 'weekday', { timeZone: 'UTC' }) })
  }

  return (
    <Card title={t('queue')}>
      <TaskList
        empty={<p data-dimmed>{t('queueEmpty')}</p>}
        items={approvals.map((request) => ({
          id: request.id,
          chip: (
            <span className={styles.chips}>
              <LatenessChip
                due={request.expiresAt}
                now={now}
                timeZone={timeZone}
                precision="time"
                soonDays={1}
              />
              {request.warnings.map((warning) => (
                <Chip key={warning} tone="amber">
                  {words(`warning.${warning}`)}
                </Chip>
              ))}
            </span>
          ),
          title: titleOf(request),
          href: `/approvals/${request.id}`,
          note: [
            departureOf(request),
            t('askedBy', {
              who: request.askedBy,
              when: format.dateTime(new Date(request.askedAt), 'moment', { timeZone }),
            }),
            request.mayDecide ? null : t('notYou'),
          ]
            .filter((part) => part !== null)
            .join(' · '),
          action: (
            <LinkButton
              href={`/approvals/${request.id}`}
              size="xs"
              tone={request.mayDecide ? 'primary' : 'default'}
            >
              {t(request.mayDecide ? 'decide' : 'look')}
            </LinkButton>
          ),
        }))}
      />
    </Card>
  )
}
