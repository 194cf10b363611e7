/** What is left of a release, how it was attacked, and what was tried: for whoever decides. No count that is not shown. */
import { useFormatter, useTranslations } from 'next-intl'
import { finest } from '../../../domain/releases/axes.ts'
import { Card } from '../../../ui/card.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { DefinitionList } from '../../../ui/definition-list.tsx'
import type { Rung } from '../../../domain/releases/prepared.ts'
import type { ReleaseReport } from '../../../domain/releases/states.ts'
import styles from './releases.module.css'

type ReportProps = { report: ReleaseReport; titleOf: (table: string) => string }

export function UseCard({ report, titleOf }: ReportProps) {
  const t = useTranslations('releases')
  const format = useFormatter()
  const share = (value: number) => format.number(value, { style: 'percent' })
  return (
    <Card title={t('use')}>
      {report.tables.map(({ table, utility }) => (
        <div key={table} className={styles.part}>
          {report.tables.length > 1 ? <h3>{titleOf(table)}</h3> : null}
          <DefinitionList
            items={[
              { term: t('useCells'), value: share(utility.cells) },
              { term: t('useOthers'), value: share(utility.others) },
              {
                term: t('useInner'),
                value: utility.people === null ? t('useHidden') : share(utility.people),
              },
            ]}
          />
        </div>
      ))}
    </Card>
  )
}

export function AttackCard({ report, titleOf }: ReportProps) {
  const t = useTranslations('releases')
  return (
    <Card title={t('attack')}>
      {report.tables.map(({ table, attack: { demands, certificates, earlier } }) => (
        <div key={table} className={styles.part}>
          {report.tables.length > 1 ? <h3>{titleOf(table)}</h3> : null}
          <p>{demands === 0 ? t('attackNone') : t('attackText', { demands, certificates })}</p>
          <p>{t('attackEarlier', { earlier })}</p>
        </div>
      ))}
    </Card>
  )
}

export function RungsTable({ report, titleOf }: ReportProps) {
  const t = useTranslations('releases')
  const words = useTranslations('releaseContent')
  const several = report.tables.length > 1

  function formOf({ axes, years }: Rung): string {
    if (axes.includes('everybody')) return t('rungTotal')
    const form = axes
      .map((axis) => {
        const name = words(`axes.${finest(axis)}`)
        return finest(axis) === axis ? name : t('rungWide', { axis: name })
      })
      .join(' × ')
    return years === 1 ? form : t('rungYears', { form, years })
  }

  return (
    <DataTable
      caption={t('triedCaption')}
      rows={report.rungs.map((rung, index) => ({ ...rung, index }))}
      rowKey={({ index }) => String(index)}
      empty={null}
      columns={[
        {
          key: 'rung',
          header: t('rung'),
          phone: 'title',
          cell: formOf,
        },
        ...(several
          ? [{ key: 'table', header: t('definitionLabel'), cell: ({ table }: Rung) => titleOf(table) }]
          : []),
        { key: 'result', header: t('result'), cell: ({ result }) => t(`results.${result}`) },
      ]}
    />
  )
}
