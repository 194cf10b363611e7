/** The five stages, one strip each on a shared axis, and what the people in them wait for. */
import { useTranslations } from 'next-intl'
import { axisEnd } from '../../../domain/pipeline/dots.ts'
import { Card } from '../../../ui/card.tsx'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import type { PipelinePage, StageColumn } from '../schema.ts'
import { DotStrip } from './dot-strip.tsx'
import { casesHref } from './cases-href.ts'
import styles from './pipeline.module.css'

export function StagesCard({ page }: { page: PipelinePage }) {
  const t = useTranslations('pipeline')
  const longest = Math.max(0, ...page.stages.flatMap(({ people }) => people.map(({ days }) => days)))
  return (
    <Card>
      {page.stages.map((column) => (
        <div key={column.stage} className={styles.stage}>
          <Name column={column} href={casesHref(page.query, { stage: column.stage })} />
          <Strip column={column} end={axisEnd(longest)} />
          <Reasons column={column} />
        </div>
      ))}
      <p className={styles.muted}>{t('axis')}</p>
    </Card>
  )
}

function Name({ column, href }: { column: StageColumn; href: string }) {
  const t = useTranslations('pipeline')
  return (
    <div className={styles.name}>
      <TextLink href={href}>
        <StageBadge stage={column.stage} />
      </TextLink>
      <span className={styles.count}>
        <b>{column.people.length}</b> {t('people', { count: column.people.length })}
        {column.median === null ? null : <> · {t('median', { days: column.median })}</>}
      </span>
    </div>
  )
}

function Strip({ column, end }: { column: StageColumn; end: number }) {
  const t = useTranslations('pipeline')
  const stages = useTranslations('stages')
  const late = column.people.filter((person) => person.late).length
  const label = t('strip', {
    stage: stages(column.stage),
    count: column.people.length,
    median: column.median ?? 0,
    late,
  })
  return <DotStrip column={column} end={end} label={label} />
}

function Reasons({ column }: { column: StageColumn }) {
  const words = useTranslations('vocabulary')
  if (column.missing.length === 0) return <span />
  return (
    <ul className={styles.reasons}>
      {column.missing.map(({ requirement, cases }) => (
        <li key={requirement} data-dimmed>
          <b>{cases}</b> {words(`requirement.${requirement}`)}
        </li>
      ))}
    </ul>
  )
}
