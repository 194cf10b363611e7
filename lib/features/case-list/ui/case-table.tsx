/** The lines of the list: where each case stands, how long, what is due, what is missing, and who works on it. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { fillingForm } from '../../../domain/pathway/filling-form.ts'
import type { Readiness } from '../../../domain/pathway/next-stage.ts'
import { duePrecision } from '../../../domain/work/lateness.ts'
import { DataTable, type Column } from '../../../ui/data-table.tsx'
import { LatenessChip } from '../../../ui/lateness-chip.tsx'
import { StageBadge } from '../../../ui/stage-badge.tsx'
import { TextLink } from '../../../ui/text-link.tsx'
import { WaitBar } from '../../../ui/wait-bar.tsx'
import type { CaseLine, CaseListPage, DueNext } from '../schema.ts'
import styles from './case-list.module.css'

export function CaseTable({ page, empty }: { page: CaseListPage; empty: ReactNode }) {
  const t = useTranslations('caseList')
  const words = useTranslations('vocabulary')
  const columns: Column<CaseLine>[] = [
    {
      key: 'case',
      header: t('case'),
      phone: 'title',
      cell: (line) => (
        <TextLink href={`/cases/${line.code}`}>
          <span translate="no">{line.code}</span>
        </TextLink>
      ),
    },
    { key: 'stage', header: t('stage'), cell: (line) => <StageBadge stage={line.stage} /> },
    {
      key: 'days',
      header: t('inStage'),
      cell: (line) => <WaitBar days={line.days} late={line.late} />,
    },
    {
      key: 'due',
      header: t('dueNext'),
      cell: (line) => (
        <div className={styles.due}>
          <Due due={line.due} now={page.now} timeZone={page.timeZone} />
        </div>
      ),
    },
    {
      key: 'next',
      header: t('forNext'),
      cell: (line) => (
        <span className={styles.line}>
          <ForNext readiness={line.readiness} />
        </span>
      ),
    },
    ...(namesWorkers(page)
      ? [
          {
            key: 'worker',
            header: t('worker'),
            cell: (line: CaseLine) => <span className={styles.line}>{line.workers || t('nobody')}</span>,
          },
        ]
      : []),
    {
      key: 'district',
      header: t('districtShort'),
      cell: (line) => (
        <span data-dimmed className={styles.line}>
          {words(`district.${line.district}`)}
        </span>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={page.lines}
      rowKey={(line) => line.code}
      empty={empty}
    />
  )
}

/** Nobody needs their own name on every line; a case that is shared with a colleague brings the names back. */
function namesWorkers({ whose, lines }: CaseListPage): boolean {
  return whose === 'team' || new Set(lines.map((line) => line.workers)).size > 1
}

function Due({ due, now, timeZone }: { due: DueNext | null; now: string; timeZone: string }) {
  const t = useTranslations('caseList')
  if (due === null) return <LatenessChip due={null} now={now} timeZone={timeZone} />
  const what =
    due.kind === 'custom'
      ? due.title
      : due.kind === 'requirement'
        ? due.requirement === null
          ? ''
          : t(`due.${fillingForm(due.requirement)}`)
        : t(`task.${due.kind}`)
  const precision = duePrecision(Date.parse(due.at), timeZone)
  return <LatenessChip due={due.at} now={now} timeZone={timeZone} precision={precision} what={what} quiet />
}

function ForNext({ readiness }: { readiness: Readiness }) {
  const t = useTranslations('caseList')
  switch (readiness.kind) {
    case 'missing':
      return t('missing', { missing: readiness.missing, of: readiness.of })
    case 'ready':
      return <>✓ {t('ready')}</>
    case 'under-way':
      return t('underWay')
    case 'none':
      return <span data-dimmed>–</span>
  }
}
