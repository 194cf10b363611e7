/** The cases that wait longest for something that somebody here could do. */
import { useTranslations } from 'next-intl'
import { Card } from '../../../ui/card.tsx'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import { WaitBar } from '../../../ui/wait-bar.tsx'
import type { Today, WaitingCase } from '../schema.ts'
import styles from './today.module.css'

export function WaitingCases({ today }: { today: Today }) {
  const t = useTranslations('today')
  return (
    <Card
      title={t(`waiting.${today.whose === 'team' ? 'team' : 'mine'}`)}
      action={<TextLink href="/cases">{t('allCases', { count: today.openCases })}</TextLink>}
    >
      <TaskList
        empty={<p data-dimmed>{t('nothingWaits')}</p>}
        items={today.waiting.map((one) => ({
          id: one.code,
          title: (
            <span translate="no" data-code>
              {one.code}
            </span>
          ),
          href: `/cases/${one.code}`,
          note: <WaitsFor one={one} />,
          action: (
            <span className={styles.wait}>
              <StageBadge stage={one.stage} />
              <WaitBar days={one.days} late={one.late} />
            </span>
          ),
        }))}
      />
    </Card>
  )
}

function WaitsFor({ one }: { one: WaitingCase }) {
  const t = useTranslations('today')
  const words = useTranslations('vocabulary')
  if (one.readiness.kind !== 'missing' || one.missing === null) return t('ready')
  const first = words(`requirement.${one.missing}`)
  const more = one.readiness.missing - 1
  return more === 0 ? t('missing', { what: first }) : t('missingMore', { what: first, count: more })
}
