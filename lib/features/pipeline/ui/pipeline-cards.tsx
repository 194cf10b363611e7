/** Below the stages: the longest waits with their reasons, who carries how many, and what waits for a second person. */
import { useFormatter, useTranslations } from 'next-intl'
import { concentration } from '../../../domain/pipeline/load.ts'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import { WaitBar } from '../../../ui/wait-bar.tsx'
import type { OldestWait, PipelinePage, WorkerLoad } from '../schema.ts'
import { casesHref } from './cases-href.ts'
import styles from './pipeline.module.css'

export function OldestCard({ page }: { page: PipelinePage }) {
  const t = useTranslations('pipeline')
  return (
    <Card title={t('oldest')} action={<TextLink href={casesHref(page.query)}>{t('allCases')}</TextLink>}>
      <ul className={styles.list}>
        {page.oldest.map((wait) => (
          <li key={wait.code} className={styles.item}>
            <Oldest wait={wait} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Oldest({ wait }: { wait: OldestWait }) {
  const t = useTranslations('pipeline')
  const words = useTranslations('vocabulary')
  const [first, ...others] = wait.missing
  return (
    <>
      <div className={styles.line}>
        <TextLink href={`/cases/${wait.code}`}>
          <span translate="no">{wait.code}</span>
        </TextLink>
        <StageBadge stage={wait.stage} />
        <WaitBar days={wait.days} late={wait.late} />
      </div>
      <div className={styles.muted}>
        {wait.workers.length === 0 ? t('nobody') : wait.workers.join(', ')}
        {first === undefined ? null : (
          <>
            {' · '}
            {t('waitsFor', { requirement: words(`requirement.${first}`), others: others.length })}
          </>
        )}
      </div>
    </>
  )
}

export function LoadCard({ page }: { page: PipelinePage }) {
  const t = useTranslations('pipeline')
  const format = useFormatter()
  const found = concentration(page.loads)
  const heaviest = Math.max(1, ...page.loads.map((load) => load.open))
  const title =
    found === null
      ? t('load')
      : t('loadFinding', {
          count: found.workers,
          share: format.number(found.share, { style: 'percent', maximumFractionDigits: 0 }),
        })
  return (
    <Card title={title}>
      {page.loads.map((load) => (
        <Load key={load.id} load={load} heaviest={heaviest} />
      ))}
      {page.unassigned === 0 ? null : (
        <p>
          <Chip tone="red">{t('unassigned', { count: page.unassigned })}</Chip>
        </p>
      )}
    </Card>
  )
}

function Load({ load, heaviest }: { load: WorkerLoad; heaviest: number }) {
  const t = useTranslations('pipeline')
  const width = (cases: number) => ({ width: `${String((cases / heaviest) * 100)}%` })
  return (
    <div className={styles.load}>
      <TextLink href={`/cases?worker=${load.id}`}>{load.name}</TextLink>
      <span className={styles.bar} aria-hidden="true">
        <i className={styles.rest} style={width(load.open - load.highRisk)} />
        <i className={styles.high} style={width(load.highRisk)} />
      </span>
      <span className={styles.figures}>{t('carries', { open: load.open, high: load.highRisk })}</span>
      {load.inTeam ? (
        <span className={styles.leaving}>
          <TextLink href={`/people/${load.id}/leaving`} label={`${t('leaving')}, ${load.name}`}>
            {t('leaving')}
          </TextLink>
        </span>
      ) : null}
    </div>
  )
}

export function WaitsForYouCard({ page }: { page: PipelinePage }) {
  const t = useTranslations('pipeline')
  const { pendingApprovals, pendingReviews } = page
  return (
    <Card title={t('waitsForYou')}>
      {pendingApprovals + pendingReviews === 0 ? (
        <p data-dimmed>{t('nothingWaits')}</p>
      ) : (
        <ul className={styles.list}>
          {pendingApprovals === 0 ? null : (
            <li className={styles.item}>
              <TextLink href="/approvals">{t('approvals', { count: pendingApprovals })}</TextLink>
            </li>
          )}
          {pendingReviews === 0 ? null : (
            <li className={styles.item}>
              <TextLink href="/approvals">{t('reviews', { count: pendingReviews })}</TextLink>
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}
